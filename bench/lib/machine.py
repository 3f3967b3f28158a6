"""The machine under test: the programs, a project, a local resolver, and how one command is timed."""
import glob
import ipaddress
import os
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUSTYOLO = os.path.realpath(os.path.join(ROOT, "dist", "target", "rustyolo", "bin", "rustyolo"))
IMAGE = "llm-rustyolo:latest"
GATEWAY_IMAGE = "llm-rustyolo-gateway:latest"
AGENT_ROLE = "dev.rustyolo.role=agent"
OLD_IMAGE = "rustyolo-bench-old-design"
# What the agent does first: it says when that was. Same kernel, same clock.
FIRST = ["date", "+%s%N"]


class Machine:
    def __init__(self, old_design):
        self.has_old_design = old_design

    def __enter__(self):
        # Not below /tmp: a project there is refused, or is on another file system.
        self.directory = tempfile.mkdtemp(prefix="rustyolo-bench-", dir=os.path.expanduser("~"))
        self.state = os.path.join(self.directory, "state")
        self.project = self.make_project(10)
        self.environment = {**os.environ, "XDG_STATE_HOME": self.state}
        self.uid = os.getuid() or 1000
        if self.has_old_design:
            self.resolver = Resolver()
            call(["docker", "build", "-q", "-t", OLD_IMAGE, os.path.join(ROOT, "bench", "old-design")],
                 env={**os.environ, "DOCKER_BUILDKIT": "0"}, timeout=1800)
        return self

    def __exit__(self, *_):
        subprocess.run([RUSTYOLO, "warm", "--ttl=0"], cwd=self.project, env=self.environment, check=False)
        if self.has_old_design:
            self.resolver.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    def has_room_for(self, files):
        """Are there inodes for so many, and some?"""
        room = os.statvfs(self.directory)
        return room.f_files == 0 or room.f_favail > files * 1.1

    def make_project(self, files):
        project = os.path.join(self.directory, f"project-{files}")
        for i in range(files):
            if i % 1000 == 0:
                os.makedirs(os.path.join(project, f"d{i // 1000}"))
            os.mknod(os.path.join(project, f"d{i // 1000}", f"f{i}"))
        os.chmod(project, 0o755)
        return project

    def rustyolo(self, *arguments, project=None):
        return call([RUSTYOLO, *arguments], cwd=project or self.project, env=self.environment)

    def warm(self):
        """Has one wait, also when another run is just making one; returns the session it will be."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            self.rustyolo("warm")
            said = self.rustyolo("warm", "--status").stdout
            if "waits for" in said:
                return said.split()[0]
        return sys.exit("no gateway waits")

    def require_taken(self, session):
        """What a session writes down is in a file of its name."""
        if not glob.glob(os.path.join(self.state, "rustyolo", "audit", f"*-{session}.jsonl")):
            sys.exit(f"the launch did not take over the gateway {session} that waited for it")

    def timed(self, command, project=None):
        """Milliseconds until the command's end, and until the first instruction inside (None where it prints none)."""
        start = time.time_ns()
        done = call(command, cwd=project or self.project, env=self.environment)
        end = time.time_ns()
        said = done.stdout.strip()
        first = (int(said) - start) / 1e6 if said.isdigit() and len(said) == 19 else None
        return (end - start) / 1e6, first

    def session(self, *options, command=FIRST):
        return [RUSTYOLO, "--auth-home", "none", *options, "--", *command]

    def plain(self):
        return ["docker", "run", "--rm", IMAGE, *FIRST]

    def plain_with_options(self):
        """Plain, but for what can be said of one container: limits, mounts, seccomp and the rest as a session has them."""
        shown = self.rustyolo("--auth-home", "none", "--dry-run", "--", *FIRST).stdout.splitlines()
        agent = shlex.split(next(line for line in shown if f"label={AGENT_ROLE}" in line))
        mounts = ("--mount", "--env-file", "--label", "--name", "--network")
        return [word for word in agent if word != "--interactive" and not word.startswith(mounts)]

    def old_design(self):
        return ["docker", "run", "--rm", "--cap-add=NET_ADMIN", "-e", "TRUSTED_DOMAINS=api.anthropic.com claude.ai a.test",
                "-e", f"RESOLVER={self.resolver.address}", "-e", f"RESOLVER_PORT={self.resolver.port}",
                "-e", f"HOST_UID={self.uid}", "-e", f"HOST_GID={self.uid}", "-v", f"{self.project}:/app", OLD_IMAGE, *FIRST]

    def timings(self, report):
        self.rustyolo("warm", "--ttl=0")
        for what, options in (("cold", ("--warm-ttl=0",)), ("warm", ())):
            if what == "warm":
                self.warm()
            said = call(self.session("--timings", *options), cwd=self.project, env=self.environment).stderr
            steps = [line.removeprefix("[RustyYOLO]") for line in said.splitlines() if " ms  " in line]
            report.text(f"One {what} launch, step by step", steps)


class Resolver:
    """Answers every question with one address, at once, as a resolver on the machine would from its cache."""

    def __init__(self):
        subnet = call(["docker", "network", "inspect", "bridge", "-f", "{{(index .IPAM.Config 0).Subnet}}"]).stdout.strip()
        bridge = str(next(ipaddress.ip_network(subnet).hosts()))
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((bridge, 0))
        self.address, self.port = self.socket.getsockname()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        try:
            while True:
                query, client = self.socket.recvfrom(512)
                end = query.index(b"\0", 12) + 5
                answer = query[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + query[12:end]
                answer += b"\xc0\x0c\0\1\0\1" + struct.pack("!IH4B", 60, 4, 198, 51, 100, 80)
                self.socket.sendto(answer, client)
        except OSError:
            return

    def close(self):
        self.socket.close()


def call(command, timeout=300, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False,
                          **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)[:300]} failed with {done.returncode}:\n{done.stderr[-2000:]}")
    return done
