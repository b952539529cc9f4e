"""The console while leads pour in: files with five hundred leads a second, and somebody at the keys."""

import base64
import csv
import os
import re
import select
import threading
import time

import console
import tools
from table import Row

RATE = 500
SECONDS = 60
# Between two keys: faster than people look something up.
PAUSE = 0.25
FRAME = b"\x1b[?2026h"
# Only the list of keys has this word.
HELP = b"Dispute"


class Generator(threading.Thread):
    """Drops a file of leads each second, written under a name that nobody takes, then renamed."""

    def __init__(self, bench, folder):
        super().__init__(daemon=True)
        self.folder, self.files = folder, []
        with open(bench.arrivals(bench.leads), encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source)
            rows = [self.new(row, number) for number, row in enumerate(reader)]
        for second in range(SECONDS):
            begin = second * RATE % max(1, len(rows) - RATE)
            self.files.append((reader.fieldnames, rows[begin : begin + RATE]))

    @staticmethod
    def new(row, number):
        """The same lead as of another person: none of them is known to the desk."""
        row["id"] = f"F{number}"
        row["email"] = f"f{number}.{row['email']}"
        row["phone"] = f"+1 555 9{number:06d}"
        return row

    def run(self):
        begin = time.monotonic()
        for number, (names, rows) in enumerate(self.files):
            time.sleep(max(0, begin + number - time.monotonic()))
            path = os.path.join(self.folder, f"flood-{number:02d}.csv")
            with open(path + ".part", "w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, names)
                writer.writeheader()
                writer.writerows(rows)
            os.rename(path + ".part", path)


class Watched(console.Terminal):
    """A terminal whose every byte is timed."""

    def begin_watch(self):
        self.frames, self.output, self.since = [], bytearray(), 0

    def pump(self, seconds, wanted=None):
        """Reads for so long, or until the text came: when that was."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], rest)[0]:
                continue
            data = os.read(self.master, 65536)
            now = time.monotonic()
            # A mark that is cut in two is counted with its end.
            before = bytes(self.output[-len(FRAME) + 1 :])
            self.frames += [now] * (before + data).count(FRAME)
            self.output += data
            if wanted and re.search(wanted, self.output[self.since :], re.S):
                return now
        return None

    def press(self, key, wanted):
        """Presses a key; seconds until the text that answers it, None if it never came."""
        self.since = len(self.output)
        begin = time.monotonic()
        os.write(self.master, key)
        found = self.pump(2, wanted)
        return found and found - begin

    def copied(self):
        """The id of the selected row, as the console copies it."""
        if self.press(b"y", rb"\x1b\]52;c;[^\x07]*\x07") is None:
            return None
        text = re.search(rb"\x1b\]52;c;([^\x07]*)\x07", self.output[self.since :]).group(1)
        return base64.b64decode(bytes(text)).decode()


def most_in(times, seconds):
    """The most events a second in any stretch so long: whoever reads may have to wait for a core."""
    most, first = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most / seconds


def rows(bench):
    """Answers to keys, frames a second and the selection, with 100,000 open leads behind."""
    host = console.Host(bench)
    try:
        terminal = Watched([host.program, "console", "-w", host.path])
        try:
            terminal.start(console.COMPANY)
            terminal.begin_watch()
            return measure(bench, host, terminal)
        finally:
            terminal.close()
    finally:
        host.close()


def measure(bench, host, terminal):
    drop = os.path.join(host.path, "drop", "leads")
    generator = Generator(bench, drop)
    terminal.pump(1)
    for _ in range(5):
        os.write(terminal.master, b"j")
        terminal.pump(0.1)
    chosen = terminal.copied()
    if not chosen:
        raise tools.Failed("the console copies nothing")
    generator.start()
    times, moved, begin = [], 0, time.monotonic()
    while time.monotonic() < begin + SECONDS:
        times.append(terminal.press(b"?", HELP) or 2.0)
        terminal.pump(PAUSE)
        os.write(terminal.master, b"q")
        terminal.pump(PAUSE)
        moved += terminal.copied() != chosen
        terminal.pump(PAUSE)
    generator.join()
    left = sum(name.endswith(".csv") for name in os.listdir(drop))
    slowest = sorted(times)[int(len(times) * 0.95)]
    frames = most_in(terminal.frames, 5)
    note = (
        f"{RATE} leads a second for {SECONDS} s, {len(times)} keys; {left} files waited at the end; "
        f"the slowest answer took {max(times) * 1e3:.0f} ms"
    )
    return [
        Row(
            "flood: key, p95",
            f"{slowest * 1e3:.1f} ms",
            "50 ms",
            slowest / 0.05,
            "<= 1",
            "<= 0.5",
            note,
        ),
        Row("flood: frames a second", f"{frames:.1f}", "20", frames / 20, "<= 1", "<= 0.8"),
        Row("flood: selection lost its row", f"{moved} times", "never", float(moved), "<= 0", "<= 0"),
    ]
