"""A name server that records each question, over UDP and TCP, and answers from its arguments (RFC 1035).

usage: dns.py NAME=ADDRESS[,ADDRESS…][|ADDRESS…]… NAME=@OTHER…
NAME may be *.NAME. After "|" stands what the next question gets, in turn. "@" makes it another name of OTHER (CNAME).
Any other name is NXDOMAIN.
"""

import collections
import ipaddress
import itertools
import socket
import struct
import sys

import frames
from records import address, record, send, serve_until_closed, start

TYPES = {1: "A", 2: "NS", 5: "CNAME", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA", 33: "SRV", 64: "SVCB", 65: "HTTPS"}
NOERROR, FORMERR, NXDOMAIN = 0, 1, 3
RECURSIVE_ANSWER = 0x8180


aliases = {}
case_bits = collections.defaultdict(str)


def read_zone(arguments):
    """Returns for each name, and each type it is asked for, an endless turn of answers."""
    zone = {}
    for argument in arguments:
        name, _, turns = argument.partition("=")
        if turns.startswith("@"):
            aliases[name] = turns[1:]
            continue
        answers = [[ipaddress.ip_address(one) for one in turn.split(",")] for turn in turns.split("|")]
        zone[name] = collections.defaultdict(lambda answers=answers: itertools.cycle(answers))
    return zone


def find(zone, name, question_type):
    """Returns the addresses of the name, of the wildcard over it, or None."""
    key = name.lower().rstrip(".")
    while key:
        if key in zone:
            return next(zone[key][question_type])
        key = "*." + (key.removeprefix("*.").partition(".")[2])
        if key == "*.":
            return None
    return None


def read_question(message):
    """Returns the name, its type, and where the question ends."""
    labels, at = [], 12
    while length := message[at]:
        if length > 63:
            raise ValueError("compressed question")
        labels.append(message[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    (question_type,) = struct.unpack("!H", message[at + 1 : at + 3])
    return ".".join(labels), question_type, at + 5


def answer(zone, message, transport, peer):
    """Records the question and returns the answer."""
    try:
        name, question_type, end = read_question(message)
    except (IndexError, ValueError, struct.error):
        record("malformed", address(peer), "", transport, message)
        return message[:2] + struct.pack("!HHHHH", RECURSIVE_ANSWER | FORMERR, 0, 0, 0, 0)
    record("question", address(peer), name, f"{transport} {TYPES.get(question_type, question_type)}", message)
    if question_type == 1:
        read_case(name, peer)
    alias = aliases.get(name.lower())
    found = find(zone, alias or name, question_type)
    version = {1: 4, 28: 6}.get(question_type, 0)
    owner = encode(alias) if alias else b"\xc0\x0c"
    chosen = [owner + rdata(question_type, one.packed) for one in found or [] if one.version == version]
    records = [b"\xc0\x0c" + rdata(5, owner)] * bool(alias) + chosen
    header = struct.pack("!HHHHH", RECURSIVE_ANSWER | (NXDOMAIN if found is None else NOERROR), 1, len(records), 0, 0)
    return message[:2] + header + message[12:end] + b"".join(records)


def encode(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def rdata(kind, data):
    """Returns what stands in a record after its owner's name."""
    return struct.pack("!HHIH", kind, 1, 0, len(data)) + data


def read_case(name, peer):
    """Records what the case of an allowed name's letters says, ten bits a question; the first letter marks those."""
    letters = [letter for letter in name if letter.isalpha()]
    if name.lower() == "allowed.test" and name[0] == "A":
        case_bits[peer[0]] += "".join(str(int(letter.isupper())) for letter in letters[1:])
        whole = case_bits[peer[0]][: len(case_bits[peer[0]]) // 8 * 8]
        record("hidden", "", "", "case", bytes(int(whole[at : at + 8], 2) for at in range(0, len(whole), 8)))


def listen_udp(zone):
    """Answers datagrams for ever."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind(("::", 53))
        while True:
            message, peer = server.recvfrom(65535)
            send(server, answer(zone, message, "udp", peer), peer)


def converse(zone, connection, peer):
    """Answers the questions of one TCP connection."""
    with connection, connection.makefile("rb") as stream:
        while len(prefix := stream.read(2)) == 2:
            reply = answer(zone, stream.read(struct.unpack("!H", prefix)[0]), "tcp", peer)
            connection.sendall(struct.pack("!H", len(reply)) + reply)


def listen_tcp(zone):
    """Answers connections for ever."""
    with socket.create_server(("::", 53), family=socket.AF_INET6, dualstack_ipv6=True) as server:
        while True:
            start(converse, zone, *server.accept())


def main():
    zone = read_zone(sys.argv[1:])
    start(listen_udp, zone)
    start(listen_tcp, zone)
    start(frames.watch, lambda frame: not frame.target.endswith(" 53"))
    serve_until_closed()


main()
