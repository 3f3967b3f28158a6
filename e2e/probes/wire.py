"""Bytes as they go over the wire: DNS questions, ICMP, frames, HTTP requests, TLS handshakes."""

import random
import socket
import ssl
import struct

TYPES = {
    "A": 1,
    "NS": 2,
    "CNAME": 5,
    "NULL": 10,
    "PTR": 12,
    "MX": 15,
    "TXT": 16,
    "AAAA": 28,
    "SRV": 33,
    "SVCB": 64,
    "HTTPS": 65,
    "ANY": 255,
}


def question(name, kind):
    """Returns a DNS query with a random id (RFC 1035)."""
    labels = b"".join(bytes([len(label)]) + label.encode("latin-1") for label in name.split("."))
    head = struct.pack("!HHHHHH", random.getrandbits(16), 0x0100, 1, 0, 0, 0)
    return head + labels + b"\0" + struct.pack("!HH", TYPES[kind], 1)


def ask(server, port, name, kind, transport, seconds):
    """Returns the bytes of the answer."""
    message = question(name, kind)
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM) as connection:
        connection.settimeout(seconds)
        connection.connect((server, port))
        if transport == "udp":
            connection.send(message)
            return connection.recv(4096)
        connection.sendall(struct.pack("!H", len(message)) + message)
        return connection.recv(4096)


def local_ports(table, state):
    """Returns the ports that a table of /proc/net lists in that state (proc_net(5))."""
    with open(table, encoding="ascii") as lines:
        rows = [line.split() for line in lines][1:]
    return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == state}


def local_addresses():
    """Returns every address of this network namespace, and what else may lead to it."""
    with open("/proc/net/fib_trie", encoding="ascii") as lines:
        words = [line.split() for line in lines]
    hosts = {words[at - 1][1] for at, row in enumerate(words) if row[:3] == ["/32", "host", "LOCAL"]}
    with open("/proc/net/if_inet6", encoding="ascii") as lines:
        hosts |= {socket.inet_ntop(socket.AF_INET6, bytes.fromhex(line.split()[0])) for line in lines}
    more = {"0.0.0.0", "::", "::ffff:127.0.0.1", "127.0.0.2", "127.0.0.11", "127.0.0.53", "198.18.0.1", "198.18.0.2"}
    return sorted(hosts | more)


def checksum(data):
    """Returns the internet checksum (RFC 1071)."""
    padded = data + b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(padded) // 2}H", padded))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def echo_request(data):
    """Returns an ICMP echo request (RFC 792)."""
    blank = struct.pack("!BBHHH", 8, 0, 0, 1, 1) + data
    return struct.pack("!BBHHH", 8, 0, checksum(blank), 1, 1) + data


def packet(host, data):
    """Returns an IP packet for the host with a UDP datagram in it, from an address that isn't the sender's."""
    datagram = struct.pack("!HHHH", 4000, 4000, 8 + len(data), 0) + data
    source, target = socket.inet_aton("198.51.100.200"), socket.inet_aton(host)
    blank = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 1, 0, 64, 17, 0, source, target)
    return blank[:10] + struct.pack("!H", checksum(blank)) + blank[12:] + datagram


def broadcast_datagram(hardware, host, data):
    """Returns an Ethernet frame for everybody with such a packet in it."""
    return b"\xff" * 6 + hardware + b"\x08\x00" + packet(host, data)


def request(method, path, host):
    """Returns an HTTP/1.1 request that asks the server to close; no Host when it is "-"."""
    host_line = "" if host == "-" else f"Host: {host}\r\n"
    return f"{method} {path} HTTP/1.1\r\n{host_line}Connection: close\r\n\r\n".encode()


def handshake(connection, server_name):
    """Returns the connection in TLS. It trusts any certificate: an attacker doesn't mind."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connection, server_hostname=server_name)
