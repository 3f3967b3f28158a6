"""A scripted model that speaks the Messages API, with and without streaming, in the place of api.anthropic.com.

The suite sends a script as one line of JSON on standard input: a list of steps, each {"tool": NAME, "input": {…}}.
A conversation that offers tools gets the step after the last one it has seen, then a closing text; which step that
is, is read off the conversation itself, so that a retried request gets the same answer. Requests without tools
(titles, quota checks and the like) get a short text. What the tools answered is recorded as "result".
"""

import http.server
import json
import socket
import ssl

from records import address, record, serve_until_closed, start

CLOSING_TEXT = "The script is done."
USAGE = {"input_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 5}
script = []


def blocks_of(message):
    content = message.get("content", [])
    return content if isinstance(content, list) else [{"type": "text", "text": content}]


def text_of(content):
    """Returns the text of a tool's result, which is a string or a list of blocks."""
    if isinstance(content, str):
        return content
    return "".join(block.get("text", "") for block in content or [])


def answer_to(request):
    """Returns the content block for a request, and why the turn stops there."""
    if not any(tool.get("name") == "Bash" for tool in request.get("tools", [])):
        return {"type": "text", "text": "Lab"}, "end_turn"
    blocks = [block for message in request["messages"] for block in blocks_of(message)]
    done = sum(block["type"] == "tool_use" for block in blocks)
    results = [block for block in blocks if block["type"] == "tool_result"]
    if results:
        last = results[-1]
        outcome = "error" if last.get("is_error") else "ok"
        record("result", str(done), last["tool_use_id"], outcome, text_of(last.get("content")).encode())
    if done >= len(script):
        record("finished", str(done))
        return {"type": "text", "text": CLOSING_TEXT}, "end_turn"
    step = script[done]
    record("step", str(done), step["tool"], json.dumps(step["input"]))
    return {"type": "tool_use", "id": f"toolu_{done:04}", "name": step["tool"], "input": step["input"]}, "tool_use"


def message(request, content, stop_reason):
    return {
        "id": "msg_lab",
        "type": "message",
        "role": "assistant",
        "model": request.get("model", "lab"),
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": USAGE,
    }


def events(request, block, stop_reason):
    """Yields the events of a streamed answer, in their order."""
    yield {"type": "message_start", "message": message(request, [], None)}
    if block["type"] == "text":
        empty, delta = block | {"text": ""}, {"type": "text_delta", "text": block["text"]}
    else:
        empty = block | {"input": {}}
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
    yield {"type": "content_block_start", "index": 0, "content_block": empty}
    yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": {"stop_reason": stop_reason, "stop_sequence": None}, "usage": USAGE}
    yield {"type": "message_stop"}


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection's requests; what else Claude Code asks for is not found, which it can live with."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *ignored):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        record("request", address(self.client_address), self.headers.get("Host", ""), f"POST {self.path}", body[:2048])
        if path == "/v1/messages":
            self.answer_message(json.loads(body))
        elif path == "/v1/messages/count_tokens":
            self.send_json({"input_tokens": 10})
        else:
            self.send_json({}, 404)

    def do_GET(self):
        record("request", address(self.client_address), self.headers.get("Host", ""), f"{self.command} {self.path}")
        self.send_json({}, 200 if self.path.endswith("/hello") else 404)

    do_HEAD = do_GET

    def answer_message(self, request):
        block, stop_reason = answer_to(request)
        if not request.get("stream"):
            self.send_json(message(request, [block], stop_reason))
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for event in events(request, block, stop_reason):
            self.wfile.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())
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


def accept_script(line):
    """Takes a new script."""
    script[:] = json.loads(line)
    record("script", str(len(script)))


CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
CONTEXT.load_cert_chain("/certs/api.anthropic.com.pem")


def main():
    start(Server(("::", 443), Handler).serve_forever)
    serve_until_closed(accept_script)


main()
