"""Tries what the sandbox's list of system calls must refuse, each in a process of its own.

Prints "NAME<tab>EXPECTED<tab>GOT" lines: GOT is "ok", the name of the error, or of the signal that ended the process;
EXPECTED are the alternatives in the sandbox. Arguments are chosen so that the kernel by itself, asked by a privileged
process, gives something else, and does nothing: mostly they are wrong in a way that is noticed after the filter.
"""

import ctypes
import errno
import mmap
import os
import platform
import signal

X86 = platform.machine() == "x86_64"
MINUS = 2**64 - 1
BAD = 1  # an address that isn't mapped
BAD_TYPE = 0x100000 | 1  # SOCK_STREAM with a flag that doesn't exist: the kernel says EINVAL before it looks further
DENIED = "EPERM"
ABSENT = "ENOSYS"
UNLISTED = "EPERM|ENOSYS"  # depends on the engine's version

# Numbers on x86_64 and aarch64; None: there is none. Then what the sandbox says, and arguments.
CALLS = [
    ("clone3", 435, 435, ABSENT, (0, 0)),
    ("openat2", 437, 437, ABSENT, (MINUS, BAD, BAD, MINUS)),
    ("setns", 308, 268, DENIED, (MINUS, 0)),
    ("mount", 165, 40, DENIED, (0, 0, 0, 0, 0)),
    ("umount2", 166, 39, DENIED, (BAD, MINUS)),
    ("pivot_root", 155, 41, DENIED, (BAD, BAD)),
    ("chroot", 161, 51, DENIED, (BAD,)),
    ("open_tree", 428, 428, DENIED, (MINUS, BAD, MINUS)),
    ("move_mount", 429, 429, DENIED, (MINUS, BAD, MINUS, BAD, MINUS)),
    ("fsopen", 430, 430, DENIED, (BAD, 0)),
    ("fsconfig", 431, 431, DENIED, (MINUS, 0, 0, 0, 0)),
    ("fsmount", 432, 432, DENIED, (MINUS, 0, 0)),
    ("fspick", 433, 433, DENIED, (MINUS, BAD, MINUS)),
    ("mount_setattr", 442, 442, DENIED, (MINUS, BAD, MINUS, 0, 0)),
    ("bpf", 321, 280, DENIED, (9999, 0, 0)),
    ("perf_event_open", 298, 241, DENIED, (BAD, 0, 0, MINUS, 0)),
    ("userfaultfd", 323, 282, DENIED, (MINUS,)),
    ("io_uring_setup", 425, 425, ABSENT, (0, BAD)),
    ("io_uring_enter", 426, 426, ABSENT, (MINUS, 0, 0, 0, 0, 0)),
    ("io_uring_register", 427, 427, ABSENT, (MINUS, 0, 0, 0)),
    ("add_key", 248, 217, DENIED, (BAD, BAD, 0, 0, 0)),
    ("request_key", 249, 218, DENIED, (BAD, BAD, 0, 0)),
    ("keyctl", 250, 219, DENIED, (9999, 0, 0, 0, 0)),
    ("name_to_handle_at", 303, 264, DENIED, (MINUS, BAD, BAD, BAD, MINUS)),
    ("open_by_handle_at", 304, 265, DENIED, (MINUS, BAD, 0)),
    ("fanotify_init", 300, 262, DENIED, (MINUS, 0)),
    ("kcmp", 312, 272, DENIED, (MINUS, MINUS, 0, 0, 0)),
    ("pidfd_getfd", 438, 438, DENIED, (MINUS, 0, MINUS)),
    ("process_vm_readv", 310, 270, ABSENT, (0, 0, 0, 0, 0, MINUS)),
    ("process_vm_writev", 311, 271, ABSENT, (0, 0, 0, 0, 0, MINUS)),
    ("process_madvise", 440, 440, ABSENT, (MINUS, 0, 0, 0, MINUS)),
    ("memfd_secret", 447, 447, DENIED, (MINUS,)),
    ("kexec_load", 246, 104, DENIED, (0, MINUS, 0, MINUS)),
    ("kexec_file_load", 320, 294, DENIED, (MINUS, MINUS, 0, 0, MINUS)),
    ("init_module", 175, 105, DENIED, (BAD, 1, BAD)),
    ("finit_module", 313, 273, DENIED, (MINUS, BAD, MINUS)),
    ("delete_module", 176, 106, DENIED, (BAD, 0)),
    ("swapon", 167, 224, DENIED, (BAD, MINUS)),
    ("swapoff", 168, 225, DENIED, (BAD,)),
    ("acct", 163, 89, DENIED, (BAD,)),
    ("quotactl", 179, 60, DENIED, (MINUS, BAD, 0, 0)),
    ("quotactl_fd", 443, 443, DENIED, (MINUS, MINUS, 0, 0)),
    ("reboot", 169, 142, DENIED, (0, 0, 0, 0)),
    ("settimeofday", 164, 170, DENIED, (BAD, 0)),
    ("clock_settime", 227, 112, DENIED, (9999, BAD)),
    ("clock_adjtime", 305, 266, DENIED, (9999, BAD)),
    ("adjtimex", 159, 171, DENIED, (BAD,)),
    ("sethostname", 170, 161, DENIED, (BAD, MINUS)),
    ("setdomainname", 171, 162, DENIED, (BAD, MINUS)),
    ("syslog", 103, 116, DENIED, (9999, 0, 0)),
    ("vhangup", 153, 58, DENIED, ()),
    ("lookup_dcookie", 212, 18, DENIED, (0, BAD, 0)),
    ("nfsservctl", 180, 42, DENIED, (0, 0, 0)),
    ("set_mempolicy", 238, 237, ABSENT, (9999, 0, 0)),
    ("mbind", 237, 235, ABSENT, (BAD, 4096, 9999, 0, 0, 0)),
    ("move_pages", 279, 239, ABSENT, (0, 0, 0, 0, 0, MINUS)),
    ("vmsplice", 278, 75, ABSENT, (MINUS, 0, 0, 0)),
    ("remap_file_pages", 216, 234, ABSENT, (BAD, 0, 0, 0, 0)),
    ("iopl", 172, None, DENIED, (9,)),
    ("ioperm", 173, None, DENIED, (MINUS, 1, 0)),
    ("modify_ldt", 154, None, DENIED, (0, 0, 0)),
    ("uselib", 134, None, DENIED, (BAD,)),
    ("ustat", 136, None, DENIED, (0, BAD)),
    ("sysfs", 139, None, DENIED, (9999, 0, 0)),
    ("_sysctl", 156, None, DENIED, (BAD,)),
]

# What can make a file setuid: numbers as above, which argument is the mode, and what the sandbox says.
SETUID = [
    ("chmod", 90, None, 1, DENIED),
    ("fchmod", 91, 52, 1, DENIED),
    ("fchmodat", 268, 53, 2, DENIED),
    ("fchmodat2", 452, 452, 2, UNLISTED),
    ("creat", 85, None, 1, DENIED),
    ("mknod", 133, None, 1, DENIED),
    ("mknodat", 259, 33, 2, DENIED),
    ("open", 2, None, 2, DENIED),
    ("openat", 257, 56, 3, DENIED),
]
OPENING = (os.O_CREAT | os.O_WRONLY, os.O_TMPFILE | os.O_WRONLY, os.O_TMPFILE | os.O_CREAT | os.O_WRONLY)

NAMESPACES = {
    "mnt": 0x00020000,
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
UNSHARE, CLONE, SOCKET, SOCKETPAIR, IOCTL, PERSONALITY = (
    (272, 56, 41, 53, 16, 135) if X86 else (97, 220, 198, 199, 29, 92)
)
TIOCSTI, TIOCSETD, TIOCLINUX = 0x5412, 0x5423, 0x541C

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def syscall(number, *arguments):
    """Makes the call with 64-bit arguments, and returns what it says: a result, or minus the error's number."""
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_ulong(a) for a in arguments))
    return -ctypes.get_errno() if result == -1 else result


def clone(flags):
    result = syscall(CLONE, flags | signal.SIGCHLD, 0, 0, 0, 0)
    if result == 0:
        os._exit(0)
    return result


def foreign_entry():
    """getpid by int 0x80, the 32-bit entry of a 64-bit kernel."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20; int 0x80; ret
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()


def ioctls():
    """Tries every command of 16 bits, and every one that is a bit away from the refused ones, on no file at all."""
    commands = set(range(0x10000))
    for refused in (TIOCSTI, TIOCSETD, TIOCLINUX):
        commands |= {refused ^ (1 << bit) for bit in range(32)}
    other = {command for command in commands if syscall(IOCTL, MINUS, command, 0) != -errno.EBADF}
    return 0 if other == {TIOCSTI, TIOCSETD, TIOCLINUX} else -errno.EBADF


def rows():
    for name, x86, arm, expected, arguments in CALLS:
        number = x86 if X86 else arm
        if number is not None:
            yield name, expected, lambda n=number, a=arguments: syscall(n, *a)
    for high in (0, 1 << 32, 1 << 63):
        for name, x86, arm, place, expected in SETUID:
            number = x86 if X86 else arm
            if number is not None:
                arguments = [BAD, 0] if name == "open" else [MINUS, BAD, 0]
                for flags in OPENING if name.startswith("open") else (0,):
                    called = (arguments[:place] if place > 1 else [BAD]) + [0o4755 | high]
                    if flags:
                        called[place - 1] = flags | high
                    yield f"{name} {flags:o} setuid + {high:x}", expected, lambda n=number, c=called: syscall(n, *c)
    for name, flag in {**NAMESPACES, "time": 0x80}.items():
        yield f"unshare {name}", DENIED, lambda f=flag: syscall(UNSHARE, f)
    for name, flag in NAMESPACES.items():
        yield f"clone {name}", DENIED, lambda f=flag: clone(f)
    yield "clone user and others", DENIED, lambda: clone(sum(NAMESPACES.values()))
    for family in set(range(48)) - {1, 2, 10, 16}:
        yield f"socket family {family}", "EAFNOSUPPORT", lambda f=family: syscall(SOCKET, f, BAD_TYPE, 0)
    for family in (1, 16, 38):
        high = family | 1 << 32
        yield f"socket family {family} with a high bit", "EAFNOSUPPORT", lambda f=high: syscall(SOCKET, f, BAD_TYPE, 0)
    for name, family in {"IPv4": 2, "IPv6": 10}.items():
        for kind, number in {"raw": 3, "packet": 10}.items():
            for flags in (0, 0x80800, 0x100000):
                yield (
                    f"socket {name} {kind} flags {flags:x}",
                    DENIED,
                    lambda f=family, t=number | flags: syscall(SOCKET, f, t, 255),
                )
        yield f"socket {name} DCCP", UNLISTED, lambda f=family: syscall(SOCKET, f, 6, 33)
        yield f"socket {name} SCTP", UNLISTED, lambda f=family: syscall(SOCKET, f, 1, 132)
        yield f"socket {name} UDP-Lite", UNLISTED, lambda f=family: syscall(SOCKET, f, 2, 136)
        yield f"socket {name} MPTCP", "EPROTONOSUPPORT", lambda f=family: syscall(SOCKET, f, BAD_TYPE, 262)
    yield "socket IPv4 ping", DENIED, lambda: syscall(SOCKET, 2, 0x100002, 1)
    yield "socket IPv6 ping", DENIED, lambda: syscall(SOCKET, 10, 0x100002, 58)
    for protocol in range(1, 32):
        yield f"socket netlink {protocol}", "EPROTONOSUPPORT", lambda p=protocol: syscall(SOCKET, 16, BAD_TYPE, p)
    for family in (2, 16, 30):
        yield f"socketpair {family}", "EAFNOSUPPORT", lambda f=family: syscall(SOCKETPAIR, f, BAD_TYPE, 0, BAD)
    for name, command in {"TIOCSTI": TIOCSTI, "TIOCLINUX": TIOCLINUX, "TIOCSETD": TIOCSETD}.items():
        for high in (0, 1 << 32, 1 << 63, 0xFFFFFFFF << 32):
            yield f"ioctl {name} + {high:x}", DENIED, lambda c=command | high: syscall(IOCTL, MINUS, c, 0)
    yield "ioctl: no other", "ok", ioctls
    for persona in (0x8, 0x0100000, 0x0400000, 0x0060000, 0x8 | 1 << 32):
        yield f"personality {persona:x}", UNLISTED, lambda p=persona: syscall(PERSONALITY, p)
    if X86:
        yield "int 0x80", "SIGSYS", foreign_entry
        yield "x32", "SIGSYS", lambda: syscall(0x40000000 | 39)


def attempt(call):
    """Makes the call in a process of its own, and says what came of it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        result = call()
        os.write(writer, (errno.errorcode.get(-result, str(result)) if result < 0 else "ok").encode())
        os._exit(0)
    os.close(writer)
    said = os.read(reader, 100).decode()
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else said


def main():
    for name, expected, call in rows():
        print(name, expected, attempt(call), sep="\t", flush=True)


main()
