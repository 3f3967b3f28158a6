"""Runs probes: reads "ID<tab>COMMAND" lines from standard input, runs each with sh, a few at a time.

As each ends, prints "ID<tab>EXIT CODE<tab>what it printed". A probe that takes over its time is killed and counts
as having run: an agent's attempt that hangs has been made all the same.
"""

import concurrent.futures
import subprocess
import sys
import threading

AT_ONCE = 8
SECONDS = 15
lock = threading.Lock()


def run(name, command):
    try:
        done = subprocess.run(
            ["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, errors="replace"
        )
        code, text = done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired as late:
        code, text = 0, f"stopped after {SECONDS} s: {late.stdout} {late.stderr}"
    with lock:
        print(name, code, ascii(text[-2000:]), sep="\t", flush=True)


def main():
    print("ready", flush=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for line in sys.stdin:
            name, _, command = line.rstrip("\n").partition("\t")
            pool.submit(run, name, command)


main()
