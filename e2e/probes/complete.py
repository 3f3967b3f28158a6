"""What a shell makes of a word when the tab key is pressed.

usage: complete.py SHELL WORDS WANTED    (the words as they are typed, and what the line must then have in it)

The shell has a terminal of its own. Ends with 1, and with all that the shell wrote, when the wanted text isn't there soon.
"""

import os
import pty
import select
import sys
import time

SHARE = "/usr/local/share/rustyolo"
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        f"source {SHARE}/bash-completion/completions/rustyolo",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        f"fpath=({SHARE}/zsh/site-functions $fpath); autoload -U compinit; compinit -u -D",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        f"source {SHARE}/fish/vendor_completions.d/rustyolo.fish",
    ),
}
SECONDS = 30


def read_until(terminal, wanted, seconds):
    """All that came until then."""
    seen = ""
    end = time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            # A terminal that says nothing of itself is waited for.
            if b"\x1b[c" in part or b"\x1b[0c" in part:
                os.write(terminal, b"\x1b[?62;c")
            seen += part.decode(errors="replace")
    return seen


def main(shell, words, wanted):
    command, setup = SHELLS[shell]
    child, terminal = pty.fork()
    if child == 0:
        environment = {"HOME": "/tmp", "PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}
        os.execvpe(command[0], command, environment)
    # The shell puts this together, so that its echo doesn't hold it.
    os.write(terminal, (setup + "; echo rea''dy\n").encode())
    seen = read_until(terminal, "ready", SECONDS)
    os.write(terminal, words.encode() + b"\t")
    line = read_until(terminal, wanted, SECONDS if wanted else 2)
    os.write(terminal, b"\x03\x04")
    os.close(terminal)
    if wanted not in line:
        print(seen, line)
        sys.exit(1)
    print("completed", wanted)


main(*sys.argv[1:])
