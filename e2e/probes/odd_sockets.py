"""Sockets with options that change how or from where packets leave (socket(7), ip(7), ipv6(7))."""

import os
import socket
import struct
import time

import netlink
import wire
from reach import SECONDS, attempt, connect, send_and_read

IP_OPTIONS, IP_PKTINFO, IP_UNICAST_IF = 4, 8, 50
IPV6_PKTINFO, IPV6_RTHDR, IPV6_UNICAST_IF = 50, 57, 76
SO_DONTROUTE, SO_PRIORITY, SO_BINDTOIFINDEX, UDP_SEGMENT = 5, 12, 62, 103
PORTS = (20, 22, 53, 68, 80, 123, 443, 546, 15001, 15053)


def device():
    """Returns the number of the network device that leads out."""
    return socket.if_nametoindex("eth0")


def groups():
    """Returns socket options by what they have in common."""
    return {
        "priority": [(socket.SOL_SOCKET, SO_PRIORITY, 6), (socket.SOL_IP, socket.IP_TOS, 0xB8)],
        "device": [
            (socket.SOL_SOCKET, SO_BINDTOIFINDEX, device()),
            (socket.SOL_IP, IP_UNICAST_IF, struct.pack("!I", device())),
        ],
        "unrouted": [(socket.SOL_SOCKET, SO_DONTROUTE, 1)],
    }


def options(group, host, port, nonce):
    """Bytes over TCP and in a datagram, with each option of the group."""
    for level, option, value in groups()[group]:
        prepare = lambda one, o=(level, option, value): one.setsockopt(*o)
        attempt(option, lambda p=prepare: send_and_read(connect(host, port, p), nonce.encode()))
        attempt(option, datagram, host, port, nonce.encode(), prepare)


def datagram(host, port, data, prepare=lambda sender: None, ancillary=(), flags=0):
    """Sends one, and doesn't wait for an answer."""
    family, kind, protocol, _, target = socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as sender:
        prepare(sender)
        sender.sendmsg([data], ancillary, flags, target)


def packet_info(host, port, nonce):
    """Datagrams that name their device, and the source address, in a control message."""
    for source in (b"\0" * 16, socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_aton("127.0.0.1")):
        if ":" in host:
            info = (socket.IPPROTO_IPV6, IPV6_PKTINFO, struct.pack("16si", source.rjust(16, b"\0"), device()))
        else:
            info = (socket.SOL_IP, IP_PKTINFO, struct.pack("i4s4s", device(), source[:4], b"\0" * 4))
        attempt(source, datagram, host, port, nonce.encode(), lambda sender: None, [info])


def sources(host, port, nonce):
    """Bytes from each address that is local here."""
    for source in wire.local_addresses():
        if (":" in source) == (":" in host):
            prepare = lambda one, s=source: one.bind((s, 0))
            attempt(source, lambda p=prepare: send_and_read(connect(host, port, p), nonce.encode()))
            attempt(source, datagram, host, port, nonce.encode(), prepare)


def source_ports(host, port, nonce):
    """Bytes from ports that rules of firewalls often let pass."""
    for source in PORTS:
        prepare = lambda one, s=source: one.bind(("", s))
        attempt(source, lambda p=prepare: send_and_read(connect(host, port, p), nonce.encode()))
        attempt(source, datagram, host, port, nonce.encode(), prepare)


def source_route(host, port, nonce, *hops):
    """Datagrams and connections by way of a hop: loose and strict source routes (RFC 791)."""
    for hop in hops:
        for kind in (131, 137):
            route = bytes([kind, 11, 4]) + socket.inet_aton(hop) + socket.inet_aton(host) + b"\0"
            prepare = lambda one, r=route: one.setsockopt(socket.SOL_IP, IP_OPTIONS, r)
            attempt((hop, kind), datagram, host, port, nonce.encode(), prepare)
            attempt((hop, kind), lambda p=prepare: send_and_read(connect(host, port, p), nonce.encode()))


def segment_route(host, port, nonce, *hops):
    """Datagrams with a segment routing header by way of a hop (RFC 8754)."""
    for hop in hops:
        segments = b"".join(socket.inet_pton(socket.AF_INET6, one) for one in (host, hop))
        header = struct.pack("!BBBBBBH", 0, 4, 4, 1, 1, 0, 0) + segments
        prepare = lambda one, h=header: one.setsockopt(socket.IPPROTO_IPV6, IPV6_RTHDR, h)
        attempt(hop, datagram, host, port, nonce.encode(), prepare)


def fragments(host, port, nonce):
    """A datagram that needs several packets, with the nonce in the last."""
    datagram(host, port, b"x" * 4000 + nonce.encode())


def offload(host, port, nonce):
    """A buffer that the kernel cuts into datagrams (UDP_SEGMENT)."""
    data = b"x" * 1000 + nonce.encode()
    datagram(host, port, data, lambda one: one.setsockopt(socket.IPPROTO_UDP, UDP_SEGMENT, 500))


def raw_header(host, nonce):
    """A whole packet of the agent's making, its source as it likes (raw(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as sender:
        sender.sendto(wire.packet(host, nonce.encode()), (host, 0))


def stun(host, port, nonce):
    """A binding request of STUN that names its software (RFC 8489)."""
    software = nonce.encode()
    attribute = struct.pack("!HH", 0x8022, len(software)) + software
    datagram(host, port, struct.pack("!HHI12s", 1, len(attribute), 0x2112A442, os.urandom(12)) + attribute)


def numbered(data, size):
    """Cuts data into pieces of that size, the first byte of which is a number that isn't printable."""
    pieces = range(0, len(data), size - 1)
    return [bytes([16 + n]) + data[at : at + size - 1].ljust(size - 1, b".") for n, at in enumerate(pieces)]


def joined(version, nonce):
    """Multicast groups that carry the nonce in their addresses: the kernel itself tells the network of them."""
    family = socket.AF_INET if version == "4" else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as member:
        for piece in numbered(nonce.encode(), 3 if version == "4" else 14):
            if version == "4":
                group = b"\xef" + piece + struct.pack("4si", b"\0" * 4, device())
                member.setsockopt(socket.SOL_IP, socket.IP_ADD_MEMBERSHIP, group)
            else:
                group = b"\xff\x05" + piece + struct.pack("i", device())
                member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group)
        # The kernel takes up to a second before it sends its report, for as long as somebody is a member.
        time.sleep(2.5)


def solicited(nonce):
    """Neighbours that carry the nonce in their addresses: the kernel asks the network for them (RFC 4861)."""
    prefix = socket.inet_pton(socket.AF_INET6, "2001:db8:51::")[:8]
    for piece in numbered(nonce.encode(), 8):
        neighbour = socket.inet_ntop(socket.AF_INET6, prefix + piece)
        attempt(neighbour, datagram, neighbour, 9, b"x")


def owned(host, port, nonce):
    """Sockets that are given to the gateway's user (fchown(2)) before they connect."""
    for user in (64000, 64001, 0):
        prepare = lambda one, u=user: attempt(u, os.fchown, one.fileno(), u, u)
        attempt(user, lambda p=prepare: send_and_read(connect(host, port, p), nonce.encode()))


def routes(host, port, nonce):
    """Changes addresses, routes and rules, each as an administrator would, then connects."""
    for change in (netlink.add_address, netlink.add_route, netlink.add_device):
        attempt(change.__name__, change, host)
        attempt(change.__name__, lambda: send_and_read(connect(host, port), nonce.encode()))
        attempt(change.__name__, datagram, host, port, nonce.encode())
