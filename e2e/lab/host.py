"""The machine that runs the engine, where a program of the suite can't be: beside the bridges of a rootless engine.

It listens on all addresses and records what it hears, in the form of records.py. Its target is its port.
"""

import socket
import sys
import threading
import time


def record(kind, source="", target="", detail="", payload=b""):
    """Writes one record."""
    print("\t".join((kind, source, target, detail, payload.hex(), f"{time.time():.3f}")), flush=True)


def hear(client, peer):
    """Records the first words of a client."""
    with client:
        client.settimeout(5)
        try:
            payload = client.recv(4096)
        except OSError:
            payload = b""
        record("tcp", f"{peer[0].removeprefix('::ffff:')} {peer[1]}", "", "", payload)


def listen(server):
    """Accepts for ever."""
    while True:
        threading.Thread(target=hear, args=server.accept(), daemon=True).start()


server = socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
threading.Thread(target=listen, args=(server,), daemon=True).start()
record("ready", "", str(server.getsockname()[1]))
sys.stdin.read()
