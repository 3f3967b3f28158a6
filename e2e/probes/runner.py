"""Runs probes: reads "ID<tab>COMMAND" lines from standard input, runs each with sh, a few at a time.

As each ends, prints "ID<tab>EXIT CODE<tab>what it printed, in base64". A probe that takes over its time is killed and
counts as having run: an agent's attempt that hangs has been made all the same. A plain call of probe.py is made in a
fork of this process, which has read all modules already: hundreds of starts of Python would take longer than the rest.
"""

import base64
import concurrent.futures
import os
import re
import signal
import subprocess
import sys
import threading
import traceback
from subprocess import PIPE, STDOUT

import probe

AT_ONCE = 8
SECONDS = 15
PLAIN = re.compile(r"python3 probe\.py ([\w ./:%@-]+)")
lock = threading.Lock()


def run(name, command):
    plain = PLAIN.fullmatch(command)
    code, output = fork(plain[1].split()) if plain else shell(command)
    with lock:
        print(name, code, base64.b64encode(output).decode(), sep="\t", flush=True)


def shell(command):
    try:
        done = subprocess.run(
            ["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=PIPE, stderr=STDOUT, timeout=SECONDS
        )
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired as late:
        return 0, (late.stdout or b"") + f"stopped after {SECONDS} s".encode()


def fork(arguments):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        serve(arguments, writer)
    os.close(writer)
    late = threading.Timer(SECONDS, os.kill, (child, signal.SIGKILL))
    late.start()
    with open(reader, "rb") as output:
        said = output.read()
    late.cancel()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return (0, said + b"stopped") if code == -signal.SIGKILL else (code, said)


def serve(arguments, writer):
    """Is the probe from here on, and never returns."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(writer, 1)
    os.dup2(writer, 2)
    # The streams of the parent may hold what another thread was about to say.
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)
    code = 0
    try:
        probe.main(arguments)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main():
    print("ready", flush=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for line in sys.stdin:
            name, _, command = line.rstrip("\n").partition("\t")
            pool.submit(run, name, command)


main()
