"""A scripted model, in the place of the services that agents talk to; dialects.py has the languages it speaks.

The suite sends a script as one line of JSON on standard input: a list of steps, each {"tool": NAME, "input": {…}}.
A conversation that offers tools gets the step after the last one it has seen, then a closing text; which step that
is, is read off the conversation itself, so that a retried request gets the same answer. Requests without tools
(titles, quota checks and the like) get a short text. What the tools answered is recorded as "result".

"Bash" stands for the tool that runs a command, whatever an agent calls it. A first step "Text" is for agents without
tools, which read what to do in the text: it is the answer to everything.
"""

import http.server
import json
import os
import socket
import ssl

import dialects
from records import address, record, serve_until_closed, start

CLOSING_TEXT = "The script is done."
SHORT_TEXT = "Lab"
# What runs a command: the tool's name, and the name of its argument.
SHELLS = {"Bash": "command", "bash": "command", "exec_command": "cmd", "run_shell_command": "command"}
script = []


def shell_of(tools):
    return next((name for name in SHELLS if name in tools), None)


def action_for(dialect, request):
    """Returns what to answer to a request."""
    if script and script[0]["tool"] == "Text":
        record("step", "0", "Text", script[0]["input"]["text"])
        return "text", script[0]["input"]["text"]
    shell = shell_of(dialect.tools(request))
    if shell is None:
        return "text", SHORT_TEXT
    results = dialect.results(request)
    done = len(results)
    if results:
        call, failed, text = results[-1]
        record("result", str(done), call, "error" if failed else "ok", text.encode())
    if done >= len(script):
        record("finished", str(done))
        return "text", CLOSING_TEXT
    step = script[done]
    record("step", str(done), step["tool"], json.dumps(step["input"]))
    if step["tool"] != "Bash" or shell == "Bash":
        return "tool", step["tool"], step["input"], f"{done:04}"
    return "tool", shell, step["input"] | {SHELLS[shell]: step["input"]["command"]}, f"{done:04}"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection's requests; what else agents ask for is not found, which they can live with."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *ignored):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        record("request", address(self.client_address), self.headers.get("Host", ""), f"POST {self.path}", body[:2048])
        account = body.find(b"email address is")
        if account >= 0:
            record("account", address(self.client_address), "", "", body[account : account + 512])
        dialect = next((each for each in dialects.ALL if path.endswith(each.PATH)), None)
        if dialect:
            self.answer(dialect, json.loads(body))
        elif path == "/v1/messages/count_tokens":
            self.send_json({"input_tokens": 10})
        else:
            self.send_json({}, 404)

    def do_GET(self):
        record("request", address(self.client_address), self.headers.get("Host", ""), f"{self.command} {self.path}")
        self.send_json({}, 200 if self.path.endswith("/hello") else 404)

    do_HEAD = do_GET

    def answer(self, dialect, request):
        action = action_for(dialect, request)
        if not (request.get("stream") or "streamG" in self.path):
            self.send_json(dialect.answer(request, action))
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for name, data in dialect.events(request, action):
            text = data if isinstance(data, str) else json.dumps(data)
            self.wfile.write(((f"event: {name}\n" if name else "") + f"data: {text}\n\n").encode())
        self.close_connection = True

    def send_json(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    """Makes each TLS handshake on its connection's own thread."""

    address_family = socket.AF_INET6

    def finish_request(self, request, client_address):
        request.settimeout(60)
        super().finish_request(CONTEXT.wrap_socket(request, server_side=True), client_address)

    def handle_error(self, request, client_address):
        record("error", address(client_address))


def context_of(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def choose(connection, name, _):
    """Shows the certificate of the service that is asked for."""
    certificate = f"/certs/{name}.pem"
    if name and os.path.exists(certificate):
        connection.context = context_of(certificate)


def accept_script(line):
    """Takes a new script."""
    script[:] = json.loads(line)
    record("script", str(len(script)))


CONTEXT = context_of("/certs/api.anthropic.com.pem")
CONTEXT.sni_callback = choose


def main():
    start(Server(("::", 443), Handler).serve_forever)
    serve_until_closed(accept_script)


main()
