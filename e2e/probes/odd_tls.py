"""First messages of TLS handshakes that name a server in odd ways, or none (RFC 8446, RFC 6066)."""

import struct

from reach import connect, send_and_read

HANDSHAKE, CLIENT_HELLO, SERVER_NAME, KEY_SHARE, PADDING = 22, 1, 0, 51, 21
ALLOWED = b"allowed.test"


def vector8(data):
    return bytes([len(data)]) + data


def vector16(data):
    return struct.pack("!H", len(data)) + data


def extension(kind, data):
    return struct.pack("!H", kind) + vector16(data)


def entry(name, kind=0):
    """Returns an entry of the list of server names."""
    return bytes([kind]) + vector16(name)


def names(*entries):
    """Returns a server_name extension."""
    return extension(SERVER_NAME, vector16(b"".join(entries)))


def client_hello(nonce, extensions, version=0x0303, tail=b""):
    """Returns a ClientHello that carries the nonce as its session id."""
    body = struct.pack("!H", version) + bytes(range(32)) + vector8(nonce.encode().ljust(32, b"."))
    body += vector16(b"\x13\x01\xc0\x2b") + vector8(b"\0") + vector16(extensions) + tail
    return bytes([CLIENT_HELLO]) + struct.pack("!I", len(body))[1:] + body


def record(data, kind=HANDSHAKE):
    return bytes([kind, 3, 1]) + vector16(data)


def in_records(data, size):
    """Returns the data cut into records of that size."""
    return b"".join(record(data[at : at + size]) for at in range(0, len(data), size))


def ssl2(nonce):
    """Returns the hello of SSL 2.0 that also speaks later versions (RFC 5246 appendix E.2)."""
    body = b"\1\3\1" + struct.pack("!HHH", 3, 0, 32) + b"\1\0\x80" + nonce.encode().ljust(32, b".")
    return struct.pack("!H", 0x8000 | len(body)) + body


VARIANTS = {
    "nul": lambda n: record(client_hello(n, names(entry(b"evil.test\0.allowed.test")))),
    "nul-after": lambda n: record(client_hello(n, names(entry(b"allowed.test\0.evil.test")))),
    "two-names": lambda n: record(client_hello(n, names(entry(ALLOWED), entry(b"evil.test")))),
    "twice": lambda n: record(client_hello(n, names(entry(ALLOWED)) + names(entry(b"evil.test")))),
    "same-twice": lambda n: record(client_hello(n, names(entry(ALLOWED)) + names(entry(ALLOWED)))),
    "kind": lambda n: record(client_hello(n, names(entry(ALLOWED, 1)))),
    "empty": lambda n: record(client_hello(n, names(entry(b"")))),
    "empty-list": lambda n: record(client_hello(n, names())),
    "none": lambda n: record(client_hello(n, b"")),
    "dots": lambda n: record(client_hello(n, names(entry(b"allowed.test..")))),
    "first-dot": lambda n: record(client_hello(n, names(entry(b".allowed.test")))),
    "space": lambda n: record(client_hello(n, names(entry(b"allowed.test evil.test")))),
    "wildcard": lambda n: record(client_hello(n, names(entry(b"*.test")))),
    "kelvin": lambda n: record(client_hello(n, names(entry("allowed.te\u017ft".encode())))),
    "cyrillic": lambda n: record(client_hello(n, names(entry("\u0430llowed.test".encode("idna"))))),
    "escape": lambda n: record(client_hello(n, names(entry(b"\x1b]0;owned\x07\x9b31m.test")))),
    "port": lambda n: record(client_hello(n, names(entry(b"allowed.test:443")))),
    "long": lambda n: record(client_hello(n, names(entry(b"x." * 150 + ALLOWED)))),
    "long-list": lambda n: record(client_hello(n, extension(SERVER_NAME, vector16(entry(ALLOWED)) + b"evil.test"))),
    "tail": lambda n: record(client_hello(n, names(entry(ALLOWED)), tail=b"\0\0\0\0")),
    "second-hello": lambda n: record(
        client_hello(n, names(entry(ALLOWED))) + client_hello(n, names(entry(b"evil.test")))
    ),
    "in-pieces": lambda n: in_records(client_hello(n, names(entry(b"evil.test"))), 7),
    "late": lambda n: in_records(
        client_hello(n, extension(KEY_SHARE, bytes(20000)) + names(entry(b"evil.test"))), 16000
    ),
    "huge": lambda n: in_records(
        client_hello(n, names(entry(ALLOWED)) + extension(PADDING, bytes(65000))) + bytes(2000), 16000
    ),
    "early-data": lambda n: record(client_hello(n, names(entry(b"evil.test")))) + record(n.encode(), 23),
    "alert-first": lambda n: record(b"\1\0", 21) + record(client_hello(n, names(entry(ALLOWED)))),
    "version": lambda n: b"\x16\x04\x01" + record(client_hello(n, names(entry(ALLOWED))))[3:],
    "ssl2": ssl2,
}


def hello(variant, host, nonce):
    """One first message of that variant."""
    send_and_read(connect(host, 443), VARIANTS[variant](nonce))
