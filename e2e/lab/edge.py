"""A server that records every byte of a connection before any protocol has a say, and then answers if it can.

usage: edge.py NAME    with its certificate and key in /certs/NAME.pem

443  TLS, read by hand so that a handshake that fails is recorded too
80   answers any bytes with one page, or, when the path begins with /endless, with as much as anybody takes
22   greets, but not as SSH does
9001 says "bye", closes its half, and records what still comes
9002 TLS as on 443, but with keys that clients don't offer in their first ClientHello, so that it asks for a second one

A connection's bytes are recorded when it has ended, and what it said inside TLS beside them.
"""

import re
import socket
import ssl
import sys

from records import address, record, serve_until_closed, start

ENOUGH = 200_000
ENDLESS = 300_000_000
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"


class Seen:
    """What a connection has sent."""

    def __init__(self, connection, peer, port):
        self.connection, self.peer, self.port, self.data = connection, peer, port, b""

    def receive(self):
        data = self.connection.recv(65536)
        self.data += data[: max(0, ENOUGH - len(self.data))]
        return data

    def note(self, kind, detail, data):
        record(kind, address(self.peer), str(self.port), detail, data)


def speak_tls(seen, context):
    """Answers one request inside TLS."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(incoming, outgoing, server_side=True)
    plain = b""
    try:
        while b"\r\n\r\n" not in plain:
            data = seen.receive()
            if not data:
                return
            incoming.write(data)
            try:
                if session.version() is None or not plain:
                    session.do_handshake()
                plain += session.read(65536)
            except ssl.SSLWantReadError:
                pass
            seen.connection.sendall(outgoing.read())
        seen.note("inside", session.version(), plain)
        session.write(PAGE)
        seen.connection.sendall(outgoing.read())
    except ssl.SSLError as error:
        seen.note("error", str(error), b"")
        seen.connection.sendall(outgoing.read())


def speak_plain(seen, _):
    first = seen.receive()
    if re.match(rb"GET /endless", first):
        endless(seen)
        return
    if first:
        seen.connection.sendall(PAGE)
        seen.connection.shutdown(socket.SHUT_WR)
        while seen.receive():
            pass


def endless(seen):
    """Sends as much as anybody takes, and records how much that was."""
    sent = 0
    seen.connection.settimeout(5)
    try:
        seen.connection.sendall(HEAD % ENDLESS)
        block = bytes(65536)
        while sent < ENDLESS:
            sent += seen.connection.send(block)
    except OSError as error:
        seen.note("stopped", f"{sent} {error}", seen.data)
    else:
        seen.note("stopped", f"{sent} all", seen.data)


def speak_no_ssh(seen, _):
    seen.connection.sendall(b"220 not what you think\r\n")
    while seen.receive():
        pass


def speak_first_half(seen, _):
    seen.connection.sendall(b"bye")
    seen.connection.shutdown(socket.SHUT_WR)
    while seen.receive():
        pass


def converse(connection, peer, port, speak, context):
    seen = Seen(connection, peer, port)
    try:
        with connection:
            connection.settimeout(30)
            speak(seen, context)
    except OSError as error:
        seen.note("error", str(error), b"")
    seen.note("all", str(len(seen.data)), seen.data)


def listen(port, speak, context):
    with socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=512) as server:
        while True:
            start(converse, *server.accept(), port, speak, context)


def tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"/certs/{sys.argv[1]}.pem")
    context.num_tickets = 0
    return context


def main():
    context, picky = tls_context(), tls_context()
    picky.set_ecdh_curve("secp384r1")
    for port, speak in ((443, speak_tls), (80, speak_plain), (22, speak_no_ssh), (9001, speak_first_half)):
        start(listen, port, speak, context)
    start(listen, 9002, speak_tls, picky)
    serve_until_closed()


main()
