"""Building, generating the work, and running one measurement after the other."""

import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = os.path.join(ROOT, "Benchmarks", "peers")


class Failed(Exception):
    """A measurement cannot be made: one sentence."""


def tell(text):
    print(text, file=sys.stderr, flush=True)


def run(command, **options):
    """Runs a command that has to succeed and returns what it printed."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise Failed(f"{os.path.basename(command[0])}: {' / '.join(last) or 'failed'}")
    return done.stdout


def measure_all(command, **options):
    """Runs a measuring program; all that it measured, in order."""
    return [
        json.loads(line) for line in run(command, **options).splitlines() if line.startswith("{")
    ]


def measure(command, **options):
    """Runs a measuring program; what it measured, by name."""
    return {line["name"]: line for line in measure_all(command, **options)}


class Bench:
    """Where everything lies: built programs, compiled peers, the work."""

    def __init__(self, options):
        self.runs = options.runs
        self.leads = options.leads
        self.work = os.path.abspath(options.work)
        self.peers = os.path.join(self.work, "peers")
        self.programs = options.programs and os.path.abspath(options.programs)
        self.cache = {}
        os.makedirs(self.peers, exist_ok=True)

    # Programs

    def build(self):
        """The release build of the program and of what measures inside it."""
        if self.programs:
            return
        tell("building release …")
        common = [
            "swift",
            "build",
            "-c",
            "release",
            "--static-swift-stdlib",
            "--disable-local-rpath",
        ]
        for product in ("signalbox", "signalbox-bench"):
            run(common + ["--product", product], cwd=ROOT)
        self.programs = run(common + ["--show-bin-path"], cwd=ROOT).strip()

    def program(self, name):
        path = os.path.join(self.programs, name)
        if not os.access(path, os.X_OK):
            raise Failed(f"{name} is not built in {self.programs}")
        return path

    @property
    def bench(self):
        return self.program("signalbox-bench")

    @property
    def has_openssl(self):
        return os.path.exists("/usr/include/openssl/evp.h")

    def peer(self, name, *libraries):
        """A C peer, compiled with gcc -O2 when it is first asked for."""
        out = os.path.join(self.peers, name)
        if name not in self.cache:
            flags = ["-DWITH_OPENSSL", "-lcrypto"] if self.has_openssl else []
            source = os.path.join(PEERS, name + ".c")
            run(["gcc", "-O2", "-o", out, source, *libraries, *flags])
            self.cache[name] = out
        return out

    # Work

    def generate(self):
        """The same leads, reps and customers each time."""
        stamp = os.path.join(self.work, f"generated-{self.leads}")
        if os.path.exists(stamp):
            return
        tell(f"generating {self.leads} leads …")
        run([self.bench, "generate", self.work, str(self.leads)])
        open(stamp, "w").close()

    def path(self, *names):
        return os.path.join(self.work, *names)

    def arrivals(self, count):
        """A file with the first so many of the leads that come in at once."""
        if count >= self.leads:
            return self.path("arrivals.csv")
        path = self.path(f"arrivals-{count}.csv")
        if not os.path.exists(path):
            with open(self.path("arrivals.csv"), encoding="utf-8") as source, open(
                path, "w", encoding="utf-8"
            ) as out:
                # No field of the work holds a line end.
                for _ in range(count + 1):
                    out.write(source.readline())
        return path

    def workspace(self, name, site="intake"):
        """A fresh copy of a workspace of the work."""
        path = self.path(name)
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.path(site), path)
        return path

    # Runs

    def interleaved(self, *measurements):
        """Runs all of them so many times, taking turns; a list of results for each."""
        results = [[] for _ in measurements]
        for turn in range(self.runs):
            for index, one in enumerate(measurements):
                results[index].append(one())
            tell(f"  run {turn + 1} of {self.runs}")
        return results
