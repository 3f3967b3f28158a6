"""Watches processes of the machine, once every five seconds, as lines of CSV on standard output (proc(5)).

usage: sampler.py NAME=PID…    memory in KiB; an empty field is a process that is gone

It runs in a container that shares the machine's process ids and may read what they have open.
"""

import os
import sys
import threading
import time

SECONDS = 5
COLUMNS = ("resident", "anonymous", "threads", "descriptors")


def sample(pid):
    """Returns what a process holds now."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
            status = dict(line.split(":", 1) for line in lines)
        return [
            status["VmRSS"].split()[0],
            status["RssAnon"].split()[0],
            status["Threads"].strip(),
            str(len(os.listdir(f"/proc/{pid}/fd"))),
        ]
    except (OSError, KeyError):
        return [""] * len(COLUMNS)


def main():
    processes = [argument.split("=") for argument in sys.argv[1:]]
    head = [f"{name}-{column}" for name, _ in processes for column in COLUMNS]
    print("seconds", *head, sep=",", flush=True)
    closed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), closed.set()), daemon=True).start()
    began = time.monotonic()
    while True:
        values = [value for _, pid in processes for value in sample(pid)]
        print(round(time.monotonic() - began), *values, sep=",", flush=True)
        if closed.wait(SECONDS):
            return


main()
