"""How long things take."""
import glob
import time
from concurrent.futures import ThreadPoolExecutor

from machine import RUSTYOLO

# Whether a gateway waits for a launch: one does, or none does.
WARM, COLD = "warm", "cold"


def startup(machine, report, rounds):
    variants = {
        "docker --version": ["docker", "--version"],
        "rustyolo --version": [RUSTYOLO, "--version"],
        "rustyolo --help": [RUSTYOLO, "--help"],
        "rustyolo --dry-run claude": [RUSTYOLO, "--dry-run", "claude"],
    }
    times = {name: [] for name in variants}
    for _ in range(rounds):
        for name, command in variants.items():
            times[name].append(machine.timed(command)[0])
    report.table("The command alone", "docker --version", times)


def launches(machine, report, rounds, short):
    def names(count):
        return [f"--allow-domains={' '.join(f'n{i}.test' for i in range(at, min(count, at + 5000)))}"
                for at in range(0, count, 5000)]

    variants = {
        "docker run": (machine.plain(), None, None),
        "docker run, same options": (machine.plain_with_options(), None, None),
        "rustyolo, warm": (machine.session(), None, WARM),
        "rustyolo, cold": (machine.session(), None, COLD),
        "cold, none waits after": (machine.session("--warm-ttl=0"), None, COLD),
        "warm, 1,000 rules": (machine.session(*names(1000)), None, WARM),
    }
    if not short:
        variants["the old design"] = (machine.old_design(), None, None)
        variants["warm, 1 rule"] = (machine.session(*names(1)), None, WARM)
        variants["warm, 10 rules"] = (machine.session(*names(10)), None, WARM)
        variants["warm, 100,000 rules"] = (machine.session(*names(100_000)), None, WARM)
        if machine.has_room_for(1_000_000):
            variants["warm, 1,000,000 files"] = (machine.session(), machine.make_project(1_000_000), WARM)
    first = {name: [] for name in variants}
    back = {name: [] for name in variants}
    for command, project, _ in variants.values():
        machine.timed(command, project)  # once unmeasured: caches fill, directories are made
    for _ in range(rounds):
        for name, (command, project, start) in variants.items():
            settle()
            waiting = machine.warm() if start is WARM else ""
            if start is COLD:
                machine.rustyolo("warm", "--ttl=0")
            total, inside = machine.timed(command, project)
            if start is WARM:
                machine.require_taken(waiting)
            back[name].append(total)
            first[name].append(inside)
    report.table("Launch, to the agent's first instruction", "docker run", first, chart=True)
    report.table("Launch, to the prompt back", "docker run", back)


def settle():
    """Work behind an earlier launch is not to be measured with this one."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(map(works_behind, glob.glob("/proc/[0-9]*/cmdline"))):
        time.sleep(0.05)


def works_behind(process):
    try:
        with open(process, "rb") as line:
            return b"\0dev.rustyolo.cli.Main\0warm\0" in line.read()
    except OSError:
        return False


def parallel(machine, report, rounds, counts):
    times = {}
    for count in counts:
        times[f"docker run, {count} at once"] = []
        times[f"rustyolo, {count} at once"] = []
    for _ in range(max(2, rounds // 3)):
        for count in counts:
            for name, command in (("docker run", machine.plain()), ("rustyolo", machine.session())):
                settle()
                if name == "rustyolo":
                    machine.warm()
                with ThreadPoolExecutor(count) as pool:
                    ended = list(pool.map(lambda _, command=command: machine.timed(command)[0], range(count)))
                times[f"{name}, {count} at once"].append(max(ended))
    report.table("Sessions at once, until the last has ended", f"docker run, {counts[0]} at once", times)
