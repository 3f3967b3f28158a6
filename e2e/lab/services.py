"""What real clients ask a web server for: WebSocket, server-sent events, git's own protocol, a package index."""

import base64
import hashlib
import io
import os
import struct
import subprocess
import threading
import urllib.parse
import zipfile

PACKAGE = "labpackage"
WHEEL = f"{PACKAGE}-1.0-py3-none-any.whl"
ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE = 1, 8
PATIENCE = 15
acknowledged = threading.Semaphore(0)


def serve(handler):
    """Answers the request if it is for one of these services; False when it is for another."""
    path = handler.path.partition("?")[0]
    for prefix, service in SERVICES.items():
        if path.startswith(prefix):
            service(handler)
            return True
    return False


def send(handler, content, kind="text/html"):
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def web_socket(handler):
    """Echoes text messages, upper-case, until the client closes (RFC 6455)."""
    key = handler.headers["Sec-WebSocket-Key"] + ACCEPT_SUFFIX
    handler.send_response(101)
    handler.send_header("Upgrade", "websocket")
    handler.send_header("Connection", "Upgrade")
    handler.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
    handler.end_headers()
    handler.close_connection = True
    while True:
        kind, content = read_frame(handler.rfile)
        handler.wfile.write(bytes([0x80 | kind]) + frame_length(len(content)) + content.upper())
        if kind == CLOSE:
            return


def read_frame(stream):
    head, length = stream.read(2)
    length &= 127
    if length == 126:
        (length,) = struct.unpack("!H", stream.read(2))
    mask = stream.read(4)
    content = bytes(byte ^ mask[at % 4] for at, byte in enumerate(stream.read(length)))
    return head & 15, content


def frame_length(count):
    return bytes([count]) if count < 126 else bytes([126]) + struct.pack("!H", count)


def events(handler):
    """Sends an event, and the next one only when somebody has asked for /ack: whoever gets both got them as they came."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"data: first\n\n")
    word = b"second" if acknowledged.acquire(timeout=PATIENCE) else b"nobody acknowledged"
    handler.wfile.write(b"data: " + word + b"\n\n")
    handler.close_connection = True


def acknowledge(handler):
    acknowledged.release()
    send(handler, b"thanks\n")


def index(handler):
    """A package index with one package (PEP 503)."""
    send(handler, f'<!DOCTYPE html><a href="/files/{WHEEL}">{WHEEL}</a>'.encode())


def wheel(handler):
    """The package (PEP 427)."""
    files = {
        f"{PACKAGE}.py": 'print("installed from the lab")\n',
        f"{PACKAGE}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 1.0\n",
        f"{PACKAGE}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: lab\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{PACKAGE}-1.0.dist-info/RECORD"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(record, "".join(f"{name},,\n" for name in [*files, record]))
    send(handler, content.getvalue(), "application/zip")


def git(handler):
    """Git's smart protocol, by its own program for web servers (git-http-backend(1))."""
    path, _, query = handler.path.partition("?")
    length = int(handler.headers.get("Content-Length", 0))
    done = subprocess.run(
        ["git", "http-backend"],
        input=handler.rfile.read(length),
        stdout=subprocess.PIPE,
        check=True,
        env={
            **os.environ,
            "GIT_PROJECT_ROOT": "/srv/git",
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
            "REQUEST_METHOD": handler.command,
            "PATH_INFO": urllib.parse.unquote(path.removeprefix("/smart")),
            "QUERY_STRING": query,
            "CONTENT_TYPE": handler.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
            "GIT_PROTOCOL": handler.headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding", ""),
        },
    )
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    handler.send_response(int(fields.pop("Status", "200").split()[0]))
    for name, value in fields.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


SERVICES = {
    "/ws": web_socket,
    "/events": events,
    "/ack": acknowledge,
    f"/simple/{PACKAGE}/": index,
    "/files/": wheel,
    "/smart/": git,
}
