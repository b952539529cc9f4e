"""Measures full-screen programs in a pseudo-terminal, and starts of plain ones.

A screen is taken to be whole when nothing has been written for a while; every time is that of the
last byte before this quiet, so how long the quiet lasts is not in it. Nothing is emulated.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import termios
import time

import tools
from table import Row, median, skipped

QUIET = 0.08
IDLE = 10.0
COLUMNS, LINES = 120, 40
# The companies of the work are called `Northwind x17 GmbH`: where one is seen, leads are.
COMPANY = r" x\d+"


class Terminal:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command):
        self.begin = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            for name in ("LINES", "COLUMNS", "NO_COLOR", "TMUX", "STY"):
                os.environ.pop(name, None)
            # The size is set before the program can ask for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        self.seen = b""

    def burst(self, timeout=5.0, quiet=QUIET):
        """Waits for output to come and to stop: when its last byte came, and how many bytes."""
        last, count, end = None, 0, time.monotonic() + timeout
        while True:
            wait = quiet if last else end - time.monotonic()
            if wait <= 0 or not select.select([self.master], [], [], wait)[0]:
                return last, count
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            if not data:
                return last, count
            last = time.monotonic()
            count += len(data)
            self.seen = (self.seen + data)[-200_000:]

    def start(self, wanted):
        """Seconds to a whole screen: the end of the burst that brings the wanted text."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            last, _ = self.burst()
            if last is None:
                break
            if re.search(wanted, self.text()):
                return last - self.begin
        raise tools.Failed(f"no screen: {self.text()[-200:]!r}")

    def text(self):
        return re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()][0B]", b" ", self.seen).decode(
            "utf-8", "replace"
        )

    def key(self, key):
        """Seconds from a key to its settled screen; None when it changed nothing."""
        while self.burst(timeout=0.05)[0]:
            pass
        begin = time.monotonic()
        os.write(self.master, key)
        last, _ = self.burst(timeout=0.5, quiet=0.02)
        return last and last - begin

    def idle(self, seconds):
        """Share of one core and bytes a second while nobody types."""
        while self.burst(timeout=0.05)[0]:
            pass
        before, begin, total = processor(self.pid), time.monotonic(), 0
        while (rest := begin + seconds - time.monotonic()) > 0:
            total += self.burst(timeout=rest)[1]
        passed = time.monotonic() - begin
        return (processor(self.pid) - before) / passed, total / passed

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def processor(pid):
    """Seconds on a core, of all threads."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
                total += int(file.read().split()[0])
        except OSError:
            pass  # A thread that has just ended.
    return total / 1e9


def memory_of(pid):
    """Proportional set size in MiB."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return int(re.search(r"^Pss:\s*(\d+)", file.read(), re.M).group(1)) / 1024


def start_times(ours, peer, count):
    """Medians of interleaved starts to the end of the process, in seconds."""
    times = ([], [])
    quiet = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    for _ in range(count):
        for index, command in enumerate((ours, peer)):
            begin = time.perf_counter()
            pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
            _, status = os.waitpid(pid, 0)
            times[index].append(time.perf_counter() - begin)
            if status != 0:
                raise tools.Failed(
                    f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}"
                )
    return median(times[0]), median(times[1])


class Host:
    """A served workspace with open leads, of its own: a host goes by the clock and changes it."""

    def __init__(self, bench):
        self.program = bench.program("signalbox")
        self.path = bench.workspace("served", "reps-2000")
        tools.measure([bench.bench, "intake", self.path, bench.arrivals(bench.leads)])
        closed = [(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_RDWR, 0) for fd in (0, 1, 2)]
        command = [self.program, "run", "-w", self.path]
        self.pid = os.posix_spawn(self.program, command, os.environ, file_actions=closed)
        end = time.monotonic() + 90
        while not os.path.exists(os.path.join(self.path, "link", "desk.sock")):
            self.check(end, "begin to serve")
            time.sleep(0.02)
        # All clocks have run out by now: what has to be said of them first is not to be measured.
        busy = 1.0
        while busy > 0.02:
            self.check(end, "come to rest")
            before = processor(self.pid)
            time.sleep(1)
            busy = processor(self.pid) - before

    def check(self, end, what):
        if os.waitpid(self.pid, os.WNOHANG)[0]:
            raise tools.Failed(f"signalbox run ended before it could {what}")
        if time.monotonic() > end:
            self.close()
            raise tools.Failed(f"signalbox run did not {what}")

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


def figures(command, keys, wanted):
    """Start, p95 of keys, idle processor share, bytes a second, memory."""
    terminal = Terminal(command)
    try:
        begun = terminal.start(wanted)
        times = [t for n in range(60) if (t := terminal.key(keys[n // 10 % 2])) is not None]
        if not times:
            raise tools.Failed(f"{command[0]} answers no key")
        share, rate = terminal.idle(IDLE)
        return begun, sorted(times)[int(len(times) * 0.95)], share, rate, memory_of(terminal.pid)
    finally:
        terminal.close()


def rows(bench):
    """The console beside htop."""
    musts = {
        "start": ("<= 3", "<= 1"),
        "key, p95": ("<= 4", "<= 1"),
        "idle processor share": ("<= 2", "<= 1"),
        "bytes a second, idle": ("<= 1", "<= 0.5"),
    }
    host = Host(bench)
    try:
        ours_command = [host.program, "console", "-w", host.path]
        if not shutil.which("htop"):
            found = [figures(ours_command, (b"j", b"k"), COMPANY)]
            return alone(found)
        # htop writes once a refresh, each 1.5 s by its own default.
        ours, peer = bench.interleaved(
            lambda: figures(ours_command, (b"j", b"k"), COMPANY),
            lambda: figures(["htop"], (b"\x1b[B", b"\x1b[A"), "Command"),
        )
    finally:
        host.close()
    units = {
        "start": (1e3, "ms"),
        "key, p95": (1e3, "ms"),
        "idle processor share": (100, "%"),
        "bytes a second, idle": (1, "B/s"),
    }
    found = []
    for index, (name, (must, goal)) in enumerate(musts.items()):
        a, b = median([f[index] for f in ours]), median([f[index] for f in peer])
        scale, unit = units[name]
        found.append(
            Row(
                f"console: {name}",
                f"{a * scale:.3g} {unit}",
                f"htop {b * scale:.3g} {unit}",
                a / b if b else None,
                must,
                goal,
            )
        )
    size = median([f[4] for f in ours])
    found.append(lnav("memory of the console", size, "<= 2", "<= 1"))
    return found


def alone(found):
    begun, key, share, rate, size = found[0]
    text = f"{begun * 1e3:.0f} ms, key {key * 1e3:.1f} ms, idle {share * 100:.2f} %, {rate:.0f} B/s"
    return [
        Row(
            "console",
            text,
            "htop is not installed",
            None,
            "",
            "",
            "start, key p95, idle processor share, bytes",
        ),
        lnav("memory of the console", size, "<= 2", "<= 1"),
    ]


def lnav(what, size, must, goal, note=""):
    """Held against what lnav takes, measured once: 36 MiB."""
    return Row(what, f"{size:.1f} MiB", "lnav 36 MiB", size / 36, must, goal, note)


def memory(bench):
    """The host with its open leads."""
    host = Host(bench)
    try:
        size = memory_of(host.pid)
    finally:
        host.close()
    return [
        lnav(
            "memory of the host",
            size,
            "<= 6",
            "<= 3",
            f"with {bench.leads} open leads and 2,000 reps",
        )
    ]
