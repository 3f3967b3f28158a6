"""What a debugger does with its own child: without address randomisation, traced, stopped, read, written, let go."""

import ctypes
import os
import signal

TRACEME, PEEKDATA, POKEDATA, CONT, SETOPTIONS = 0, 2, 5, 7, 0x4200
ADDR_NO_RANDOMIZE, ASK = 0x40000, 0xFFFFFFFF
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
libc.ptrace.restype = ctypes.c_long
word = ctypes.c_long(42)
address = ctypes.addressof(word)


def ptrace(request, child, where=0, data=0):
    ctypes.set_errno(0)
    result = libc.ptrace(request, child, where, data)
    assert ctypes.get_errno() == 0, os.strerror(ctypes.get_errno())
    return result


child = os.fork()
if child == 0:
    libc.personality(libc.personality(ASK) | ADDR_NO_RANDOMIZE)
    ptrace(TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(word.value)
assert os.WSTOPSIG(os.waitpid(child, 0)[1]) == signal.SIGSTOP
ptrace(SETOPTIONS, child, 0, 1)
assert ptrace(PEEKDATA, child, address) == 42
ptrace(POKEDATA, child, address, 7)
with open(f"/proc/{child}/mem", "rb", 0) as memory:
    memory.seek(address)
    assert memory.read(1) == b"\x07"
ptrace(CONT, child)
assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 7
print("works")
