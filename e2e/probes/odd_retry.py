"""A second ClientHello, for another server than the first (RFC 8446 section 4.1.4)."""

import os
import socket
import struct

from odd_tls import CLIENT_HELLO, entry, extension, in_records, names, record, vector8, vector16
from reach import connect

CHANGE_CIPHER_SPEC, APPLICATION_DATA = record(b"\1", 20), record(bytes(60), 23)
GROUPS, SIGNATURES, SUPPORTED_VERSIONS, EARLY_DATA, KEY_SHARE = 10, 13, 43, 42, 51
X25519, SECP384R1 = 29, 24


def client_hello(name, shares, more=b""):
    """Returns a ClientHello of TLS 1.3; one without key shares makes every server ask for a second one."""
    body = b"\3\3" + bytes(range(32)) + vector8(bytes(32)) + vector16(b"\x13\x01\x13\x02\x13\x03") + vector8(b"\0")
    body += vector16(
        names(entry(name))
        + extension(GROUPS, vector16(struct.pack("!2H", X25519, SECP384R1)))
        + extension(SIGNATURES, vector16(struct.pack("!4H", 0x0403, 0x0804, 0x0401, 0x0503)))
        + extension(SUPPORTED_VERSIONS, vector8(b"\3\4"))
        + extension(KEY_SHARE, vector16(shares))
        + more
    )
    return bytes([CLIENT_HELLO]) + struct.pack("!I", len(body))[1:] + body


def second(variant, host, port, first_name, second_name):
    """Two hellos, and what the server says to each. The variant's words say what is odd about them."""
    share = struct.pack("!H", X25519) + vector16(os.urandom(32))
    again = client_hello(second_name.encode(), share)
    early = extension(EARLY_DATA, b"") if "early" in variant else b""
    begin = record(client_hello(first_name.encode(), b"", early))
    if early:
        begin += CHANGE_CIPHER_SPEC + APPLICATION_DATA * 2
    end = in_records(again, 1 if variant == "records" else 16000)
    if "ccs" in variant:
        end = CHANGE_CIPHER_SPEC + end
    with connect(host, int(port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if "at-once" in variant:
            connection.sendall(begin + end)
        else:
            connection.sendall(begin)
            print(connection.recv(2000))
            size = 1 if variant == "segments" else len(end)
            for at in range(0, len(end), size):
                connection.sendall(end[at : at + size])
        print(connection.recv(2000)[:200])
