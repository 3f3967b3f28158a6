"""Runs probes: reads "ID<tab>COMMAND" lines from standard input, runs each with sh, a few at a time.

As each ends, prints "ID<tab>EXIT CODE<tab>what it printed, in base64". A probe that takes over its time is killed and counts
as having run: an agent's attempt that hangs has been made all the same.
"""

import base64
import concurrent.futures
import subprocess
import sys
import threading
from subprocess import PIPE, STDOUT

AT_ONCE = 8
SECONDS = 15
lock = threading.Lock()


def run(name, command):
    try:
        done = subprocess.run(
            ["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=PIPE, stderr=STDOUT, timeout=SECONDS
        )
        code, output = done.returncode, done.stdout
    except subprocess.TimeoutExpired as late:
        code, output = 0, (late.stdout or b"") + f"stopped after {SECONDS} s".encode()
    with lock:
        print(name, code, base64.b64encode(output).decode(), sep="\t", flush=True)


def main():
    print("ready", flush=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for line in sys.stdin:
            name, _, command = line.rstrip("\n").partition("\t")
            pool.submit(run, name, command)


main()
