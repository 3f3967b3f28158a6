"""Takes all there is of something, says "full", and goes on wanting more until it is ended.

usage: exhaust.py forks|memory|inodes|descriptors|connections|watches|names|addresses
"""

import ctypes
import itertools
import os
import signal
import socket
import sys
import threading
import time

import wire

ENOUGH = 20_000


def take(what, one):
    """Does it until it fails or is enough, and goes on trying."""
    for number in itertools.count():
        try:
            one(number)
        except (OSError, MemoryError):
            break
        if number == ENOUGH:
            break
    print("full", flush=True)
    while True:
        try:
            one(0)
        except (OSError, MemoryError):
            time.sleep(0.001)


def forks():
    def one(_):
        if os.fork() == 0:
            signal.pause()

    take("processes", one)


def memory():
    held = []
    while True:
        held.append(b"x" * (1 << 24))


def inodes():
    os.mkdir("/tmp/many")
    take("inodes", lambda number: os.close(os.open(f"/tmp/many/{number}", os.O_CREAT)))


def descriptors():
    held = []
    take("descriptors", lambda _: held.append(os.open("/dev/null", os.O_RDONLY)))


def connections():
    held = []

    def one(_):
        held.append(socket.create_connection(("allowed.test", 443), 1))
        if len(held) == 2_000:
            raise OSError

    take("connections", one)


def watches():
    libc = ctypes.CDLL(None)
    held = []

    def one(number):
        path = f"/tmp/{number}"
        os.close(os.open(path, os.O_CREAT))
        if libc.inotify_add_watch(watcher, path.encode(), 2) < 0:
            raise OSError
        if number < 5_000:
            held.append(os.openpty())

    watcher = libc.inotify_init()
    take("watches", one)


def names():
    def one(number):
        wire.ask("127.0.0.53", 53, f"n{number}.evil.test", "A", "udp", 0.5)

    def many(first):
        for number in range(first, first + 3_000):
            try:
                one(number)
            except OSError:
                pass

    threads = [threading.Thread(target=many, args=(i * 10_000,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("full", flush=True)
    many(0)
    signal.pause()


def addresses():
    def many():
        for number in range(5_000):
            address = f"198.51.100.{number % 200 + 1}"
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                try:
                    sender.sendto(b"x", (address, 1024 + number))
                except OSError:
                    pass

    many()
    print("full", flush=True)
    signal.pause()


globals()[sys.argv[1]]()
