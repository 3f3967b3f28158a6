"""Tries ports of a host, over TCP and with questions in datagrams, and prints those that answer.

usage: knock.py HOST
"""

import select
import socket
import sys

import wire

HOST = sys.argv[1]
FAMILY = socket.AF_INET6 if ":" in HOST else socket.AF_INET
# The system's, and those around the gateway's own.
PORTS = [*range(1, 600), 2375, 2376, 5353, 5355, 8053, 8080, *range(15000, 15100)]
SECONDS = 0.5


def streams(ports):
    """Returns the ports that take a connection."""
    waiting = {}
    for port in ports:
        one = socket.socket(FAMILY, socket.SOCK_STREAM)
        one.setblocking(False)
        one.connect_ex((HOST, port))
        waiting[one.fileno()] = (port, one)
    ready = select.poll()
    for descriptor in waiting:
        ready.register(descriptor, select.POLLOUT)
    found = []
    while waiting and (events := ready.poll(SECONDS * 1000)):
        for descriptor, _ in events:
            port, one = waiting.pop(descriptor)
            ready.unregister(descriptor)
            if one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                found.append(port)
            one.close()
    for _, one in waiting.values():
        one.close()
    return found


def datagrams(ports):
    """Returns the ports that answer a question."""
    asking = {}
    for port in ports:
        one = socket.socket(FAMILY, socket.SOCK_DGRAM)
        one.setblocking(False)
        one.connect((HOST, port))
        try:
            one.send(wire.question("allowed.test", "A"))
        except OSError:
            one.close()
            continue
        asking[one.fileno()] = (port, one)
    readable, _, _ = select.select([one for _, one in asking.values()], [], [], SECONDS)
    found = [port for port, one in asking.values() if one in readable and answers(one)]
    for _, one in asking.values():
        one.close()
    return found


def answers(one):
    try:
        return bool(one.recv(4096))
    except OSError:
        return False


def main():
    for port in streams(PORTS):
        print("tcp", port)
    for port in datagrams(PORTS):
        print("udp", port)


main()
