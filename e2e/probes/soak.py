"""Mixed traffic until standard input ends: what agents do, what breaks off, and what is refused.

usage: soak.py    at its end it prints, for each kind, "KIND<tab>how often it worked<tab>how often it did not"

Some of it fails by intent, and the rest while the network is being disturbed: the counts tell whether it was traffic
at all, the gateway's memory and descriptors are looked at from outside.
"""

import collections
import os
import random
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.request

SECONDS = 10
HOST = "allowed.test"
BODY = os.urandom(2_000_000)
counts = collections.defaultdict(lambda: [0, 0])
ended = threading.Event()
trusted = ssl.create_default_context()


def connect(port, host=HOST):
    return socket.create_connection((host, port), SECONDS)


def fetch(url, data=None):
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=SECONDS) as answer:
        return sum(len(chunk) for chunk in iter(lambda: answer.read(65536), b""))


def page_tls():
    fetch(f"https://{HOST}/")


def page():
    fetch(f"http://{HOST}/")


def page_of_many_names():
    fetch(f"http://n{random.randrange(500)}.{HOST}/")


def upload():
    fetch(f"https://{HOST}/soak", BODY)


def download():
    if fetch(f"https://{HOST}/bytes/5000000") != 5_000_000:
        raise OSError("not all of it came")


def conversation():
    """A connection that lives on: a word a second."""
    with connect(8443) as connection:
        for _ in range(30):
            connection.sendall(b"word")
            if not connection.recv(100):
                raise OSError("it ended")
            if ended.wait(1):
                return


def upload_broken_off():
    """A reset in the middle of a body."""
    with connect(80) as connection:
        connection.sendall(f"POST /broken HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9000000\r\n\r\n".encode())
        connection.sendall(BODY)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def download_broken_off():
    with connect(80) as connection:
        connection.sendall(f"GET /bytes/50000000 HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        connection.recv(100_000)


def slow_reader():
    with connect(80) as connection:
        connection.sendall(f"GET /bytes/20000000 HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        for _ in range(20):
            connection.recv(4096)
            if ended.wait(0.5):
                return


def silence():
    """Many connections that say nothing, or begin a handshake and stop."""
    open_ones = [connect(443) for _ in range(20)]
    for connection in open_ones[:10]:
        connection.sendall(b"\x16\x03\x01\x02\x00\x01")
    ended.wait(5)
    for connection in open_ones:
        connection.close()


def refused_name():
    must_fail(lambda: connect(443, f"n{random.randrange(10**9)}.evil.test"))


def refused_server_name():
    must_fail(lambda: trusted.wrap_socket(connect(443), server_hostname="evil.test"))


def refused_host():
    with connect(80) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n")
        if not connection.recv(100).startswith(b"HTTP/1.1 403"):
            raise OSError("it was not refused")


def refused_address():
    must_fail(lambda: connect(443, "203.0.113.9"))


def unresolvable():
    must_fail(lambda: fetch("http://nowhere.test/"))


def must_fail(action):
    try:
        action()
    except OSError:
        return
    raise AssertionError("it was not refused")


WAYS = {
    page_tls: 1,
    page: 1,
    page_of_many_names: 1,
    upload: 4,
    download: 4,
    conversation: 2,
    upload_broken_off: 3,
    download_broken_off: 3,
    slow_reader: 2,
    silence: 5,
    refused_name: 1,
    refused_server_name: 2,
    refused_host: 2,
    refused_address: 2,
    unresolvable: 2,
}


def repeat(way, pause):
    while not ended.wait(pause * (0.5 + random.random())):
        try:
            way()
            counts[way.__name__][0] += 1
        except OSError:
            counts[way.__name__][1] += 1


def main():
    threads = [threading.Thread(target=repeat, args=item, daemon=True) for item in WAYS.items() for _ in range(2)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    ended.set()
    deadline = time.monotonic() + 30
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    for kind, (worked, failed) in sorted(counts.items()):
        print(kind, worked, failed, sep="\t", flush=True)


main()
