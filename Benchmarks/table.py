"""Rows of the result: what was measured, against what, and whether it is good enough."""

import statistics
from dataclasses import dataclass


@dataclass
class Row:
    """One line of the table. A ratio is ours over the peer's, in the unit of the row."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    must: str
    goal: str
    note: str = ""

    @property
    def verdict(self):
        if self.ratio is None:
            return "-"
        if holds(self.goal, self.ratio):
            return "ok"
        return "ok, below goal" if holds(self.must, self.ratio) else "BELOW"


def skipped(what, why, must="", goal=""):
    """A row that cannot be measured here, and why."""
    return Row(what, "-", "-", None, must, goal, why)


def holds(bound, ratio):
    """`>= 0.2` or `<= 3`."""
    sign, number = bound.split()
    return ratio >= float(number) if sign == ">=" else ratio <= float(number)


def speed(count, seconds):
    """Things a second, in the unit that reads best."""
    rate = count / seconds
    if rate >= 1e6:
        return f"{rate / 1e6:.2f} M/s"
    return f"{rate / 1e3:.1f} k/s" if rate >= 1e3 else f"{rate:.0f} /s"


def megabytes(count, seconds):
    return f"{count / seconds / 1e6:.0f} MB/s"


def median(values):
    return statistics.median(values)


def write(rows, out):
    """The table, as Markdown that also reads well in a terminal."""
    head = ["what", "signalbox", "peer", "ratio", "must", "goal", "verdict"]
    lines = [
        [
            r.what,
            r.ours,
            r.peer,
            "-" if r.ratio is None else f"{r.ratio:.3g}",
            r.must,
            r.goal,
            r.verdict,
        ]
        for r in rows
    ]
    widths = [max(len(line[i]) for line in [head] + lines) for i in range(len(head))]

    def line(cells):
        return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths)) + " |"

    print(line(head), file=out)
    print("|" + "|".join("-" * (w + 2) for w in widths) + "|", file=out)
    for cells in lines:
        print(line(cells), file=out)
    notes = [(r.what, r.note) for r in rows if r.note]
    if notes:
        print(file=out)
    for what, note in notes:
        print(f"- {what}: {note}", file=out)
