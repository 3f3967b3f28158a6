"""What Python programs do with processes, threads, sockets and files; fails when any of it doesn't work."""

import asyncio
import fcntl
import mmap
import multiprocessing
import os
import resource
import select
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
from multiprocessing import shared_memory


def square(number):
    return number * number


def pools():
    for method in ("fork", "spawn", "forkserver"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(square, range(5)) == [0, 1, 4, 9, 16], method
    queue = multiprocessing.Queue()
    queue.put(1)
    assert queue.get() == 1
    block = shared_memory.SharedMemory(create=True, size=64)
    block.close()
    block.unlink()


def children():
    assert subprocess.run(["echo", "x"], capture_output=True, check=True).stdout == b"x\n"
    assert subprocess.Popen(["true"], start_new_session=True, preexec_fn=lambda: os.nice(1)).wait() == 0
    child = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    signal.pidfd_send_signal(os.pidfd_open(child), signal.SIGTERM)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGTERM


async def events():
    process = await asyncio.create_subprocess_exec("cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert (await process.communicate(b"x"))[0] == b"x"
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    reader, _ = await asyncio.open_connection(*server.sockets[0].getsockname())
    assert await reader.read() == b""


def threads():
    done = threading.Event()
    started = [threading.Thread(target=done.wait) for _ in range(50)]
    for thread in started:
        thread.start()
    done.set()
    for thread in started:
        thread.join()


def sockets():
    socket.if_nameindex()
    for pair in (socket.socketpair(), socket.socketpair(type=socket.SOCK_SEQPACKET)):
        socket.send_fds(pair[0], [b"x"], [0])
        assert socket.recv_fds(pair[1], 1, 1)[0] == b"x"
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK, socket.IPPROTO_UDP)
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).bind((0, 0))


def files():
    with tempfile.NamedTemporaryFile() as file:
        os.posix_fallocate(file.fileno(), 0, 4096)
        fcntl.lockf(file, fcntl.LOCK_EX)
        mmap.mmap(file.fileno(), 4096)[0] = 1
        with tempfile.TemporaryFile() as copy:
            assert os.copy_file_range(file.fileno(), copy.fileno(), 4096) == 4096
        sqlite3.connect(file.name + ".db").execute("create table t (c)")
        os.unlink(file.name + ".db")
    os.write(os.memfd_create("memory"), b"x")
    os.mkfifo(path := tempfile.mktemp())
    os.unlink(path)
    controller, terminal = os.openpty()
    os.write(controller, b"x\n")
    assert select.select([terminal], [], [], 5)[0]
    resource.setrlimit(resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE))
    os.sched_setaffinity(0, os.sched_getaffinity(0))


if __name__ == "__main__":
    pools()
    children()
    asyncio.run(events())
    threads()
    sockets()
    files()
    print("works")
