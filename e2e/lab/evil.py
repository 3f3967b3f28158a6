"""The evil host, and with it the rest of the world.

It answers on every TCP and UDP port, over IPv4 and IPv6, and records every byte. It is also the default router of
the lab, so that a packet to any address that isn't in the lab ends here, is recorded, and goes no further.

usage: evil.py ROUTER4 ROUTER6    the addresses that the lab's containers use as their default gateway
"""

import socket
import ssl
import struct
import subprocess
import sys

import frames
from records import address, record, send, serve_until_closed, start

PORT = 9
SO_ORIGINAL_DST = 80
RULES = f"""
table inet lab {{
  chain prerouting {{
    type nat hook prerouting priority dstnat;
    iifname "lo" accept
    meta l4proto {{ tcp, udp }} redirect to :{PORT}
  }}
  chain forward {{
    type filter hook forward priority filter; policy drop;
  }}
}}
"""


def original_target(connection):
    """Returns "address port" as the client dialled it, before the redirect."""
    if connection.family == socket.AF_INET:
        raw = connection.getsockopt(socket.SOL_IP, SO_ORIGINAL_DST, 16)
        return f"{socket.inet_ntop(socket.AF_INET, raw[4:8])} {struct.unpack('!H', raw[2:4])[0]}"
    raw = connection.getsockopt(socket.IPPROTO_IPV6, SO_ORIGINAL_DST, 28)
    return f"{socket.inet_ntop(socket.AF_INET6, raw[8:24])} {struct.unpack('!H', raw[2:4])[0]}"


def converse(connection, peer, context):
    """Records what comes in, and gives the client a reason to go on: a banner, a handshake, an answer, an echo."""
    try:
        with connection:
            connection.settimeout(10)
            source, target = address(peer), original_target(connection)
            record("tcp-open", source, target)
            if target.endswith(" 22"):
                connection.sendall(b"SSH-2.0-evil\r\n")
            kind = "tcp"
            if connection.recv(1, socket.MSG_PEEK) == b"\x16":
                connection = context.wrap_socket(connection, server_side=True)
                kind = "tls"
            said = b""
            while data := connection.recv(65536):
                # With what came before: a secret may come in pieces.
                said = (said + data)[-65536:]
                record(kind, source, target, "", said)
                http = data.split(b" ", 1)[0].isalpha() and b"HTTP/1" in data
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nevil" if http else data)
    except OSError as error:
        record("error", address(peer), "", str(error))


def listen_tcp(family, context):
    """Accepts for ever."""
    with socket.create_server(("", PORT), family=family, backlog=512) as server:
        while True:
            start(converse, *server.accept(), context)


def listen_udp(family):
    """Echoes for ever. The port that the client meant is in the frame's record."""
    with socket.socket(family, socket.SOCK_DGRAM) as server:
        if family == socket.AF_INET6:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        server.bind(("", PORT))
        while True:
            data, peer = server.recvfrom(65535)
            record("udp", address(peer), "", "", data)
            send(server, data, peer)


def note_name(connection, name, context):
    """Records the server name of a TLS handshake, which a client may use to carry data."""
    record("sni", "", name or "")


def main():
    router4, router6 = sys.argv[1:]
    subprocess.run(["ip", "address", "add", f"{router4}/24", "dev", "eth0"], check=True)
    subprocess.run(["ip", "address", "add", f"{router6}/64", "dev", "eth0", "nodad"], check=True)
    subprocess.run(["nft", "-f", "-"], input=RULES, text=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("/certs/evil.test.pem")
    context.sni_callback = note_name
    start(frames.watch)
    for family in (socket.AF_INET, socket.AF_INET6):
        start(listen_tcp, family, context)
        start(listen_udp, family)
    serve_until_closed()


main()
