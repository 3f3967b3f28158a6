"""How much things take: memory, classes, images and their builds."""
import os
import subprocess
import tempfile
import time

from machine import GATEWAY_IMAGE, IMAGE, OLD_IMAGE, RUSTYOLO, call

MEBI = 1024


def memory(machine, report):
    spare = machine.warm()
    said = machine.rustyolo("warm", "--status").stdout
    pid = call(["docker", "inspect", "--format={{.State.Pid}}", f"rustyolo-{spare}-gateway"]).stdout.strip()
    rows = [("a gateway that waits, as the engine counts it", said.rsplit("takes ", 1)[-1].split(" /")[0].strip()),
            ("a gateway that waits", footprint(pid))]
    session = subprocess.Popen(machine.session("--warm-ttl=0", command=["sh", "-c", "echo up; sleep 60"]),
                               cwd=machine.project, env=machine.environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    session.stdout.readline()
    time.sleep(1)
    rows.insert(0, ("rustyolo while an agent runs", footprint(session.pid)))
    session.terminate()
    session.wait(timeout=60)
    report.facts("Memory", rows)


def footprint(pid):
    """What a process has in memory, its share of what others have too, and what is its alone (proc(5), smaps_rollup)."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            size = {line.split(":")[0]: int(line.split()[1]) / MEBI for line in lines if line.endswith("kB\n")}
    except PermissionError:
        return "unknown: only root may look at it"
    return f"resident {size['Rss']:.0f} MiB, its share {size['Pss']:.0f} MiB, anonymous {size['Anonymous']:.0f} MiB"


def classes(machine, report):
    """Counts them with the very launcher, told to write down what is loaded."""
    rows = []
    for words in (["--dry-run", "claude"], machine.session("--warm-ttl=0")[1:]):
        log = os.path.join(machine.directory, "classes")
        with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(RUSTYOLO), suffix=".bench") as launcher:
            with open(RUSTYOLO, encoding="utf-8") as text:
                launcher.write(text.read().replace("-XX:+UseSerialGC", f"-Xlog:class+load:file={log} -XX:+UseSerialGC"))
            launcher.flush()
            call(["sh", launcher.name, *words], cwd=machine.project, env=machine.environment)
        with open(log, encoding="utf-8") as lines:
            loaded = [line for line in lines if " source: " in line]
        cached = sum("shared objects file" in line for line in loaded)
        rows.append((f"rustyolo {words[0]} …", f"{len(loaded)}, of which {len(loaded) - cached} are not in the AOT cache"))
    report.facts("Classes loaded", rows)


def sizes(machine, report):
    rows = []
    for image in [IMAGE, GATEWAY_IMAGE] + [OLD_IMAGE] * machine.has_old_design:
        size = int(call(["docker", "image", "inspect", image, "-f", "{{.Size}}"]).stdout)
        agents = call(["docker", "image", "inspect", image, "-f", '{{index .Config.Labels "dev.rustyolo.context"}}']).stdout
        rows.append((image, f"{size / 1e6:.0f} MB", " ".join(agents.split()[1:])))
    report.facts("Images", rows, ("", "size", "agents in it"))


def builds(machine, report):
    began = time.monotonic()
    call([RUSTYOLO, "build", "--no-cache", "--agents", "claude"], cwd=machine.project, env=machine.environment, timeout=1800)
    report.facts("Builds", [("both images afresh, with Claude Code alone", f"{time.monotonic() - began:.0f} s")])
