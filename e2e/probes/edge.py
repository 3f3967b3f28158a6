"""Sends what is legal but odd, or wrong, to the name "edge.test", and prints what came back.

usage: edge.py raw PORT BYTES           bytes as a Python literal without its quotes
       edge.py hello KIND NONCE [NAME [CUT]]    a TLS handshake: see HELLOS and CUTS below
       edge.py retry NONCE              a real client, of which the server wants a second ClientHello
       edge.py first-half NONCE         a server that ends its half first
       edge.py no-reader NONCE          a download that nobody reads
       edge.py half-open COUNT HOST     connections that say nothing, and then whether others still work, and a
                                        conversation with HOST
"""

import os
import resource
import socket
import ssl
import struct
import sys
import time
import urllib.request

LAB_AUTHORITY = "/certs/ca.pem"

HOST = "edge.test"
SECONDS = 12
CLIENT_HELLO, HANDSHAKE = 1, 22
SERVER_NAME, ALPN, PADDING, SUPPORTED_VERSIONS, ECH = 0, 16, 21, 43, 0xFE0D


def connect(port, host=HOST):
    connection = socket.create_connection((host, port), SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def answer(connection):
    """Shows the start of the answer; a refusal is an answer too."""
    try:
        print(connection.recv(300))
    except OSError as error:
        print("refused:", error)


def raw(port, text):
    with connect(int(port)) as connection:
        connection.sendall(text.encode().decode("unicode_escape").encode("latin-1"))
        answer(connection)


def vector(data, size):
    return len(data).to_bytes(size, "big") + data


def extension(kind, data):
    return struct.pack("!H", kind) + vector(data, 2)


def names(*hosts):
    """The server_name extension's data (RFC 6066 section 3)."""
    return vector(b"".join(b"\0" + vector(host.encode(), 2) for host in hosts), 2)


def body(nonce, *extensions, version=0x0303):
    """A ClientHello that carries the nonce as a protocol's name (RFC 8446 section 4.1.2)."""
    alpn = extension(ALPN, vector(vector(nonce.encode(), 1) + vector(b"http/1.1", 1), 2))
    suites = struct.pack("!5H", 0x1301, 0xC02B, 0xC02F, 0xC009, 0xC013)
    curves = extension(10, vector(struct.pack("!2H", 29, 23), 2)) + extension(11, vector(b"\0", 1))
    signatures = extension(13, vector(struct.pack("!4H", 0x0403, 0x0503, 0x0401, 0x0203), 2))
    modern = extension(SUPPORTED_VERSIONS, vector(struct.pack("!H", 0x0303), 1)) if version == 0x0303 else b""
    hello = struct.pack("!H", version) + bytes(32) + vector(bytes(32), 1) + vector(suites, 2) + vector(b"\0", 1)
    return hello + vector(b"".join(extensions) + alpn + curves + signatures + modern, 2)


def message(hello):
    return bytes([CLIENT_HELLO]) + vector(hello, 3)


def records(data, size=16384):
    return b"".join(
        struct.pack("!BHH", HANDSHAKE, 0x0301, len(part)) + part
        for part in (data[at : at + size] for at in range(0, len(data), size))
    )


def sni(host):
    return extension(SERVER_NAME, names(host))


HELLOS = {
    "crafted": lambda nonce, host: records(message(body(nonce, sni(host)))),
    "large": lambda nonce, host: records(message(body(nonce, sni(host), extension(PADDING, bytes(40_000))))),
    "late-name": lambda nonce, host: records(message(body(nonce, extension(PADDING, bytes(40_000)), sni(host)))),
    "two-extensions": lambda nonce, host: records(message(body(nonce, sni(HOST), sni(host)))),
    "two-names": lambda nonce, host: records(message(body(nonce, extension(SERVER_NAME, names(HOST, host))))),
    "none": lambda nonce, host: records(message(body(nonce))),
    "ech": lambda nonce, host: records(message(body(nonce, sni(host), extension(ECH, bytes(200))))),
    "old": lambda nonce, host: records(message(body(nonce, sni(host), version=0x0301))),
    "second-behind": lambda nonce, host: records(message(body("h2", sni(HOST))) + message(body(nonce, sni(host)))),
    "v2": lambda nonce, host: struct.pack("!BBBHHHH", 0x80, 9 + 3 + 32, 1, 2, 3, 0, 32)
    + b"\x01\x00\x80"
    + nonce.encode().ljust(32),
}


CUTS = {
    "whole": (lambda data: [data], 0),
    "segments": (lambda data: [data[at : at + 1] for at in range(len(data))], 0),
    "records": (lambda data: [records(data[5:], 100)], 0),
    "tiny-records": (lambda data: [records(data[5:], 1)], 0),
    "slow": (lambda data: [data[:1], data[1:2], data[2:6], data[6:9], data[9:40], data[40:]], 1),
}


def hello(kind, nonce, host=HOST, cut="whole"):
    """One of those above, or "real", a real client's, sent in pieces; "slow" is about one a second."""
    if kind == "real":
        converse(cut, nonce, host)
        return
    with connect(443) as connection:
        send_in_pieces(connection, HELLOS[kind](nonce, host), cut)
        answer(connection)


def send_in_pieces(connection, data, cut):
    divide, pause = CUTS[cut]
    for piece in divide(data):
        connection.sendall(piece)
        time.sleep(pause)


def converse(cut, nonce, host, port=443):
    """A whole handshake and a request in it, with the ClientHello sent in pieces."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    if os.path.exists(LAB_AUTHORITY):  # where no sandbox brings it
        context.load_verify_locations(LAB_AUTHORITY)
    session = context.wrap_bio(incoming, outgoing, server_hostname=host)
    with connect(port) as connection:
        request = f"GET /{nonce} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        try:
            session.do_handshake()
        except ssl.SSLWantReadError:
            send_in_pieces(connection, outgoing.read(), cut)
        step(connection, incoming, outgoing, session.do_handshake)
        session.write(request)
        connection.sendall(outgoing.read())
        print(step(connection, incoming, outgoing, lambda: session.read(300)))


def step(connection, incoming, outgoing, action):
    """Repeats an action of the session until it has what it needs from the server."""
    while True:
        try:
            done = action()
            connection.sendall(outgoing.read())
            return done
        except ssl.SSLWantReadError:
            connection.sendall(outgoing.read())
            data = connection.recv(65536)
            if not data:
                raise OSError("the server has ended") from None
            incoming.write(data)


def retry(nonce):
    converse("whole", nonce, HOST, 9002)


def first_half(nonce):
    with connect(9001) as connection:
        said = b""
        while data := connection.recv(100):
            said += data
        connection.sendall(nonce.encode())
        print(said)


def no_reader(nonce):
    """Reads nothing until the server has given up, or is done."""
    with connect(80) as connection:
        connection.sendall(f"GET /endless/{nonce} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        time.sleep(8)


def half_open(count, host):
    """Fills the gateway, then asks for pages: new clients matter more than silent ones, and who talks is left alone."""
    wanted = int(count)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    conversation = connect(8443, host)
    silent = []
    for number in range(wanted):
        if number % 500 == 0:
            talk(conversation)
        silent.append(connect(443))
    pages = 0
    for _ in range(20):
        with urllib.request.urlopen(f"http://{HOST}/", timeout=SECONDS) as page:
            pages += page.status == 200
    talk(conversation)
    print(len(silent), pages)


def talk(conversation):
    """A word, and the same word back."""
    conversation.sendall(b"word")
    answer = b""
    while len(answer) < len(b"word"):
        data = conversation.recv(100)
        if not data:
            raise OSError(f"the conversation ended after {answer}")
        answer += data
    if answer != b"word":
        raise OSError(f"the answer is {answer}")


def main():
    way, *arguments = sys.argv[1:]
    try:
        globals()[way.replace("-", "_")](*arguments)
    except OSError as error:
        print("refused:", error)


main()
