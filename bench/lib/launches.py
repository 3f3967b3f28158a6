"""What is measured."""
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from machine import IMAGE, OLD_IMAGE, RUSTYOLO, call


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


def launches(machine, report, rounds, short, huge):
    names = lambda count: [f"--allow-domains={' '.join(f'n{i}.test' for i in range(at, min(count, at + 5000)))}"
                           for at in range(0, count, 5000)]
    cold = "--warm-ttl=0"
    variants = {
        "docker run": (machine.plain(), None, False),
        "rustyolo, warm": (machine.session(), None, True),
        "rustyolo, cold": (machine.session(cold), None, False),
        "the old design": (machine.old_design(), None, False),
        "warm, 10 rules": (machine.session(*names(10)), None, True),
        "warm, 1,000 rules": (machine.session(*names(1000)), None, True),
    }
    if not short:
        variants["warm, 100,000 rules"] = (machine.session(*names(100_000)), None, True)
    if huge:
        variants["warm, 1,000,000 files"] = (machine.session(), machine.make_project(1_000_000), True)
    first = {name: [] for name in variants}
    back = {name: [] for name in variants}
    for name, (command, project, warm) in variants.items():
        machine.timed(command, project)  # once unmeasured: caches fill, directories are made
    for _ in range(rounds):
        for name, (command, project, warm) in variants.items():
            settle(machine)
            if warm:
                machine.warm()
            total, inside = machine.timed(command, project)
            back[name].append(total)
            first[name].append(inside)
    report.table("Launch, to the agent's first instruction", "docker run", first, chart=True)
    report.table("Launch, to the prompt back", "docker run", back)


def settle(machine):
    """Work behind an earlier launch is not to be measured with this one."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and os.system("pgrep -f '[d]ev.rustyolo.cli.Main warm' >/dev/null") == 0:
        time.sleep(0.05)


def memory(machine, report):
    machine.warm()
    waiting = call([RUSTYOLO, "warm", "--status"], cwd=machine.project, env=machine.environment).stdout
    session = subprocess.Popen(machine.session("--warm-ttl=0", command=["sh", "-c", "echo up; sleep 60"]),
                               cwd=machine.project, env=machine.environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    session.stdout.readline()
    time.sleep(1)
    with open(f"/proc/{session.pid}/status", encoding="ascii") as status:
        resident = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    session.terminate()
    session.wait(timeout=60)
    report.facts("Memory", [
        ("rustyolo while an agent runs, resident", f"{int(resident) / 1024:.0f} MiB"),
        ("a gateway that waits", waiting.rsplit("takes ", 1)[-1].strip()),
    ])


def parallel(machine, report, rounds, counts):
    times = {}
    for count in counts:
        times[f"docker run, {count} at once"] = []
        times[f"rustyolo, {count} at once"] = []
    for _ in range(max(2, rounds // 3)):
        for count in counts:
            for name, command in (("docker run", machine.plain()), ("rustyolo", machine.session())):
                settle(machine)
                with ThreadPoolExecutor(count) as pool:
                    ended = list(pool.map(lambda _: machine.timed(command)[0], range(count)))
                times[f"{name}, {count} at once"].append(max(ended))
    report.table("Sessions at once, until the last has ended", f"docker run, {counts[0]} at once", times)


def sizes(machine, report):
    gateway = "llm-rustyolo-gateway:latest"
    rows = []
    for image in (IMAGE, gateway, OLD_IMAGE):
        size = int(call(["docker", "image", "inspect", image, "-f", "{{.Size}}"]).stdout)
        rows.append((image, f"{size / 1e6:.0f} MB"))
    report.facts("Images", rows)
