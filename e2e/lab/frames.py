"""Records packets as they come in from the wire, before any firewall or program has a say (packet(7))."""

import ipaddress
import socket
import struct

from records import record

ETH_P_ALL = 3
HOUSEKEEPING = {130, 131, 132, 133, 134, 135, 136, 137, 143}  # RFC 4861 and RFC 3810
PROTOCOLS = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmp6"}


def watch(interesting=lambda frame: True):
    """Records each packet that is addressed to this host (or to everybody), except what IPv6 says to keep house."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        while True:
            data, (interface, ethertype, direction, *_) = wire.recvfrom(65535)
            if interface == "lo" or direction in (socket.PACKET_OUTGOING, socket.PACKET_OTHERHOST):
                continue
            frame = parse(ethertype, data)
            if frame and interesting(frame):
                record("frame", frame.source, frame.target, frame.detail, frame.payload)


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
