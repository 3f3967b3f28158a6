"""Records packets as they come in from the wire, before any firewall or program has a say (packet(7))."""

import ipaddress
import socket
import struct

from records import record

ETH_P_ALL = 3
IGMP, ICMP6 = 2, 58
IGMP_REPORT, MLD_REPORT, SOLICITATION = 0x22, 143, 135
HOUSEKEEPING = {130, 131, 132, 133, 134, 135, 136, 137, 143}  # RFC 4861 and RFC 3810
PROTOCOLS = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmp6"}


def watch(interesting=lambda frame: True):
    """Records each packet that is addressed to this host (or to everybody), except what IPv6 says to keep house."""
    hidden = Hidden()
    with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        while True:
            data, (interface, ethertype, direction, *_) = wire.recvfrom(65535)
            if interface == "lo" or direction in (socket.PACKET_OUTGOING, socket.PACKET_OTHERHOST):
                continue
            hidden.watch(ethertype, data)
            frame = parse(ethertype, data)
            if frame and interesting(frame):
                record("frame", frame.source, frame.target, frame.detail, frame.payload)


class Hidden:
    """What a host says in the addresses that its kernel asks for or reports: IGMP, MLD and neighbour solicitation.

    Each sends such packets to keep house, so they count only by what their addresses, joined, spell.
    """

    def __init__(self):
        self.said = {}

    def watch(self, ethertype, data):
        """Records all that the packet's sender has said in this way, whenever it says something new."""
        if ethertype == 0x0800 and len(data) >= 20 and data[9] == IGMP:
            source, addresses = data[12:16], groups(data[(data[0] & 15) * 4 :], IGMP_REPORT, 4)
            words = [address[1:] for address in addresses if address[0] == 239]
        elif ethertype == 0x86DD and len(data) >= 40:
            source, payload = data[8:24], data[40:]
            if data[6] == 0 and payload[:1] == bytes([ICMP6]):
                payload = payload[(payload[1] + 1) * 8 :]
            elif data[6] != ICMP6:
                return
            words = [address[2:] for address in groups(payload, MLD_REPORT, 16) if address[:2] == b"\xff\x05"]
            if payload[:1] == bytes([SOLICITATION]):
                words.append(payload[16:24])
        else:
            return
        said = self.said.setdefault(source, [])
        new = [word for word in words if word not in said]
        said.extend(new)
        if new:
            # They come in no order of their own: the sender numbers them.
            record("hidden", "", "", "addresses", b"".join(sorted(said)))


def groups(report, kind, size):
    """Returns the multicast addresses that a report names, of that size (RFC 3376 and RFC 3810)."""
    found, at = [], 8
    if report[:1] != bytes([kind]):
        return found
    while at + 4 + size <= len(report):
        found.append(report[at + 4 : at + 4 + size])
        at += 4 + size + struct.unpack("!H", report[at + 2 : at + 4])[0] * size
    return found


class Frame:
    """A packet: who sent it to whom ("address port"), over which protocol, with which bytes after its IP header."""

    def __init__(self, protocol, source, target, payload, is_syn):
        self.protocol, self.source, self.target, self.payload, self.is_syn = protocol, source, target, payload, is_syn
        self.detail = protocol + (" syn" if is_syn else "")


def parse(ethertype, data):
    """Returns the frame, or None for ARP and the like."""
    if ethertype == 0x0800 and len(data) >= 20:
        source, target, protocol = data[12:16], data[16:20], data[9]
        payload = data[(data[0] & 15) * 4 : struct.unpack("!H", data[2:4])[0] or len(data)]
    elif ethertype == 0x86DD and len(data) >= 40:
        source, target, protocol = data[8:24], data[24:40], data[6]
        payload = data[40:]
        if protocol == 0:  # hop-by-hop options: only multicast listeners' reports carry them here
            protocol, payload = payload[0], payload[(payload[1] + 1) * 8 :]
        if protocol == 58 and payload and payload[0] in HOUSEKEEPING:
            return None
    else:
        return None
    ports = struct.unpack("!HH", payload[:4]) if protocol in (6, 17) and len(payload) >= 8 else (0, 0)
    is_syn = protocol == 6 and len(payload) >= 14 and payload[13] & 0x12 == 0x02
    return Frame(
        PROTOCOLS.get(protocol, str(protocol)),
        f"{ipaddress.ip_address(source)} {ports[0]}",
        f"{ipaddress.ip_address(target)} {ports[1]}",
        payload,
        is_syn,
    )
