"""A web server for several names at one address, by SNI over TLS and by Host, that records what it is asked.

usage: origin.py NAME…    each with its certificate and key in /certs/NAME.pem

Port 443 and 80 speak HTTP, port 22 is a real sshd, port 6379 a real redis, port 8443 echoes. GET /bytes/N gives N
bytes, /redirect/HOST sends to that host, /git/ is a repository, services.py has what else there is, any other path is
"hello from HOST". Requests with a body are recorded with its length and SHA-256, also when the client closed before all
of it had come.
"""

import functools
import hashlib
import http.server
import os
import socket
import ssl
import subprocess
import sys

import frames
import services
from records import address, record, serve_until_closed, start

ECHO_PORT = 8443
BLOCK = bytes(range(256)) * 256


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers one connection's requests."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *ignored):
        pass

    def note(self, outcome, payload=b""):
        server_name = getattr(self.connection, "asked_name", "-")
        detail = f"{self.command} {self.path} sni={server_name} {outcome}"
        record("http", address(self.client_address), self.headers.get("Host", ""), detail, payload)

    def do_GET(self):
        self.note("asked")
        if services.serve(self):
            return
        if self.path.startswith("/git/"):
            super().do_GET()
            return
        if self.path.startswith("/redirect/"):
            self.send_response(302)
            self.send_header("Location", f"http://{self.path.removeprefix('/redirect/')}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path.startswith("/bytes/"):
            self.send_bytes(int(self.path.rpartition("/")[2]))
            return
        self.send_text(f"hello from {self.headers.get('Host', '')}\n")

    def send_bytes(self, count):
        self.send_response(200)
        self.send_header("Content-Length", str(count))
        self.end_headers()
        while count > 0:
            self.wfile.write(BLOCK[:count])
            count -= len(BLOCK)

    def send_text(self, text):
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self):
        if self.path.startswith("/smart/"):
            self.note("asked")
            services.serve(self)
            return
        left, digest, size, first = int(self.headers["Content-Length"]), hashlib.sha256(), 0, b""
        while left > 0 and (chunk := self.rfile.read(min(left, 65536))):
            digest.update(chunk)
            size, left, first = size + len(chunk), left - len(chunk), first or chunk[:4096]
        outcome = "whole" if left == 0 else "short"
        self.note(f"body={outcome} length={size} sha256={digest.hexdigest()}", first)
        self.send_text("stored\n")

    do_PUT = do_POST

    def do_CONNECT(self):
        self.note("asked")
        self.send_error(405)


class Server(http.server.ThreadingHTTPServer):
    """Listens on IPv4 and IPv6; TLS handshakes are made on the connection's own thread."""

    address_family = socket.AF_INET6
    request_queue_size = 256

    def __init__(self, port, context=None):
        self.context = context
        super().__init__(("::", port), functools.partial(Handler, directory="/srv"))

    def finish_request(self, request, client_address):
        request.settimeout(20)
        # Whatever comes first, in case no server understands it.
        port = str(self.server_address[1])
        record("first", address(client_address), port, "", request.recv(4096, socket.MSG_PEEK))
        if self.context:
            if request.recv(1, socket.MSG_PEEK) != b"\x16":
                record("plain", address(client_address), "443", "", request.recv(4096))
                return
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)
        request.close()

    def handle_error(self, request, client_address):
        record("error", address(client_address), "", repr(sys.exception()))


def tls_context(names):
    """Returns a context that picks the certificate by server name, the first name's when none was sent."""
    contexts = {}
    for name in names:
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[name].load_cert_chain(f"/certs/{name}.pem")
        # A client that closes with a ticket unread makes its own kernel throw away what it has yet to send.
        contexts[name].num_tickets = 0

    def choose(connection, name, _):
        connection.asked_name = name or "-"
        record("sni", "", name or "")
        parent = "*." + (name or "").partition(".")[2]
        wanted = next((one for one in (name, parent.removeprefix("*.")) if one in contexts), names[0])
        connection.context = contexts[wanted]

    default = contexts[names[0]]
    default.sni_callback = choose
    return default


def echo(connection, peer):
    """Gives back what comes, and closes only when the client has closed its half."""
    said = b""
    with connection:
        while data := connection.recv(65536):
            # With what came before: a secret may come in pieces.
            said = (said + data)[-4096:]
            record("echo", address(peer), str(ECHO_PORT), "", said)
            connection.sendall(data)
        connection.sendall(b"<end>")


def listen_echo():
    with socket.create_server(("::", ECHO_PORT), family=socket.AF_INET6, dualstack_ipv6=True) as server:
        while True:
            start(echo, *server.accept())


def run_sshd():
    """Lets the suite's key in as user lab."""
    os.makedirs("/home/lab/.ssh", exist_ok=True)
    with open("/certs/ssh.pub", encoding="ascii") as key, open("/home/lab/.ssh/authorized_keys", "w") as keys:
        keys.write(key.read())
    sshd = subprocess.Popen(
        ["/usr/sbin/sshd", "-D", "-e", "-o", "StrictModes=no"], stderr=subprocess.PIPE, text=True, errors="replace"
    )
    for line in sshd.stderr:
        record("sshd", "", "22", line.strip())


def run_redis():
    """An empty database in memory, for everybody."""
    redis = ["redis-server", "--port", "6379", "--bind", "*", "-::*", "--protected-mode", "no", "--save", ""]
    subprocess.run(redis, stdout=subprocess.DEVNULL, check=True)


def main():
    names = sys.argv[1:]
    start(frames.watch, lambda frame: frame.is_syn or frame.protocol != "tcp")
    start(Server(80).serve_forever)
    start(Server(443, tls_context(names)).serve_forever)
    start(listen_echo)
    start(run_sshd)
    start(run_redis)
    serve_until_closed()


main()
