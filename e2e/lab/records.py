"""Records: what a node of the lab saw, one line each, on its standard output.

A line has six fields, parted by tabs: kind, source, target, detail, payload in hex, time in seconds. The suite holds
the other end of the pipe. A node lives as long as its standard input is open, so a suite that dies takes the lab along.
"""

import os
import sys
import threading
import time

_lock = threading.Lock()
_out = os.fdopen(os.dup(1), "w", encoding="ascii", errors="backslashreplace")


def record(kind, source="", target="", detail="", payload=b""):
    """Writes one record. Text may hold anything; it is made harmless here."""
    fields = (kind, source, target, detail, payload.hex(), f"{time.time():.3f}")
    with _lock:
        _out.write("\t".join(_clean(field) for field in fields) + "\n")
        _out.flush()


def _clean(text):
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def address(pair):
    """Joins the host and port of a socket address, without the brackets nobody would match on."""
    return f"{pair[0].removeprefix('::ffff:')} {pair[1]}"


def send(server, data, peer):
    """Sends a datagram. Whoever asked may have gone, network and all: that is nobody else's end."""
    try:
        server.sendto(data, peer)
    except OSError as error:
        record("error", address(peer), "", str(error))


def start(target, *arguments):
    """Runs a function on a thread that doesn't keep the process alive."""
    threading.Thread(target=target, args=arguments, daemon=True).start()


def serve_until_closed(handle=lambda line: None):
    """Says that the node is ready, gives each line of standard input to the handler, and returns at its end."""
    record("ready")
    for line in sys.stdin:
        handle(line.rstrip("\n"))
