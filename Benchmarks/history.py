"""Rows on long histories and long queues: panes and reports on a million leads, the host's memory with
them, passes over fifty thousand waiting leads, and tables that replace those in force."""

import os
import sqlite3
import time

import tools
from table import Row, median

# Leads of the history, and of the small one that its panes are held against.
LARGE, SMALL = 1_000_000, 10_000
# Leads that come in on a Saturday, of which some 57,000 wait.
WEEKEND = 80_000


def store(bench, leads):
    """A workspace with so many leads of so many weeks: made once, and kept."""
    name = f"history-{leads}"
    done = bench.path(name, "generated")
    if os.path.exists(done):
        return bench.path(name)
    presence = bench.path("presence-10.csv")
    if not os.path.exists(presence):
        tools.run([bench.bench, "moments", presence + ".part", "2000", "10"])
        os.rename(presence + ".part", presence)
    tools.tell(f"  living through {leads} leads …")
    path = bench.workspace(name, "history")
    tools.run([bench.bench, "history", path, str(leads), presence])
    open(done, "w").close()
    return path


def times(lines):
    """Processor seconds of each thing, a list for those that were done several times."""
    found = {}
    for line in lines:
        found.setdefault(line["name"], []).append(line)
    return found


def cpu(found, name):
    return median([line["cpu"] for line in found[name]])


def panes(bench):
    """Each pane asked for anew, with a long history and with a short one, in turns."""
    asked = [
        lambda path=store(bench, leads): tools.measure_all([bench.bench, "panes", path, "5"])
        for leads in (LARGE, SMALL)
    ]
    large, small = (
        times([line for result in results for line in result])
        for results in bench.interleaved(*asked)
    )
    rows = []
    for name in large:
        if name == "memory":
            continue
        a, b = cpu(large, name), cpu(small, name)
        rows.append(
            Row(
                f"{name}, 1 M leads ÷ 10 k",
                f"{a * 1e3:.2f} ms",
                f"{b * 1e3:.2f} ms",
                a / b,
                "<= 1.5",
                "<= 1.1",
            )
        )
    size = cpu(large, "memory")
    rows.append(
        Row(
            "memory of the desk, 1 M leads",
            f"{size:.0f} MiB",
            "lnav 36 MiB",
            size / 36,
            "<= 6",
            "<= 3",
            "a desk that was opened on them, after all panes were asked for",
        )
    )
    return rows


# The tables that each report reads, and of the log whether its payloads are read.
READS = {
    "kpi": "lead person owner_period activity clock log",
    "sla": "clock",
    "queues": "lead clock queue_stay",
    "reps": "lead owner_period clock",
    "rep": "lead owner_period clock payloads",
    "fairness": "lead owner_period clock log",
    "duplicates": "lead person owner_period activity",
    "coverage": "lead clock queue_stay payloads",
    "enrichment": "lead person payloads",
    "leakage": "lead person owner_period activity clock",
    "health": "lead owner_period activity clock payloads",
    "self-audit": "lead person owner_period activity clock",
    "escalations": "lead clock log",
    "rules": "lead owner_period activity clock payloads",
    "shadow": "lead",
}
# A column at the end of each row.
COLUMNS = {
    "lead": "flags",
    "person": "extra",
    "owner_period": "route",
    "queue_stay": "route",
    "activity": "kind",
    "clock": "ending",
    "log": "kind",
    "payloads": "substr(payload, -1)",
}


def scans(path):
    """Processor seconds of one SQL scan of each table."""
    connection = sqlite3.connect(f"file:{path}/signalbox.sqlite?mode=ro", uri=True)
    found = {}
    for name, column in COLUMNS.items():
        table = "log_entry" if name in ("log", "payloads") else name
        query = f"SELECT count(*), sum(length({column})) FROM {table} NOT INDEXED"
        taken = []
        for _ in range(3):
            begun = time.process_time()
            connection.execute(query).fetchone()
            taken.append(time.process_time() - begun)
        found[name] = median(taken)
    connection.close()
    return found


def reports(bench):
    """Each report over all of a million leads, against one scan of the tables that it reads."""
    path = store(bench, LARGE)
    found = times(tools.measure_all([bench.bench, "reports", path, str(bench.runs)]))
    scanned = scans(path)
    rows = []
    for name, tables_read in READS.items():
        ours, peer = cpu(found, name), sum(scanned[table] for table in tables_read.split())
        rows.append(
            Row(
                f"report {name}, 1 M leads",
                f"{ours:.2f} s",
                f"scan {peer:.2f} s",
                ours / peer,
                "<= 10",
                "<= 3",
                f"reads {tables_read.replace(' ', ', ')}; over the time that it takes by itself "
                f"{cpu(found, name + ' recent'):.2f} s",
            )
        )
    return rows


def drain(bench):
    """A queue of some 57,000 leads."""
    base = bench.path("weekend")
    if not os.path.exists(os.path.join(base, "generated")):
        tools.tell("  filling the queues …")
        bench.workspace("weekend", "reps-2000")
        tools.run([bench.bench, "weekend", base, str(WEEKEND)])
        open(os.path.join(base, "generated"), "w").close()
    found = []
    for turn in range(bench.runs):
        path = bench.workspace("drain-run", "weekend")
        found += tools.measure_all([bench.bench, "drain", path, "3"])
        tools.tell(f"  run {turn + 1} of {bench.runs}")
    found = times(found)
    look = max(line["cpu"] for line in found["once"])
    minute = median([line["cpu"] for line in found["once"]])
    rows = []
    for name in ("first look", "quiet minute", "quiet hour", "pass"):
        step = median([line["cpu"] for line in found[name + ", longest step"]])
        rows.append(
            Row(
                f"drain, {name}: longest step",
                f"{step * 1e3:.0f} ms",
                "limit 50 ms",
                step / 0.05,
                "<= 1",
                "<= 0.5",
                f"in all {cpu(found, name):.2f} s of processor time",
            )
        )
    rows.append(
        Row(
            "drain, run --once a minute later",
            f"{minute * 1e3:.0f} ms",
            f"a whole look {look:.1f} s",
            minute / look,
            "<= 0.1",
            "<= 0.05",
            f"opening the desk takes {cpu(found, 'open'):.2f} s",
        )
    )
    return rows


def tables(bench):
    """Tables that replace those in force, as the host's own thread takes them."""
    ranges = bench.path("ip-country.csv")
    if not os.path.exists(ranges):
        tools.run([bench.bench, "ranges", ranges + ".part"])
        os.rename(ranges + ".part", ranges)

    def one():
        path = bench.workspace("tables-run", "reps-2000")
        return tools.measure_all([bench.bench, "tables", path, ranges])

    found = times([line for result in bench.interleaved(one)[0] for line in result])
    return [
        Row(
            f"{found[name][0]['count']} {name}: longest step",
            f"{cpu(found, name) * 1e3:.0f} ms",
            "limit 50 ms",
            cpu(found, name) / 0.05,
            "<= 1",
            "<= 0.5",
            f"wall time {median([line['wall'] for line in found[name]]) * 1e3:.0f} ms",
        )
        for name in ("reps", "accounts", "opportunities", "ranges")
    ]
