"""What is measured: each row by the name that `Scripts/bench NAME` takes."""

import os

import console
import flood
import history
import tools
from table import Row, median, megabytes, skipped, speed

# Leads of the rows that write a store, and of the one that commits each by itself.
DURABLE = 30_000
SINGLE = 3_000


def each(results, name, key="cpu"):
    """Seconds for one thing, in each run."""
    return [r[name][key] / r[name]["count"] for r in results]


def bytes_each(results, name):
    return results[0][name]["bytes"] / results[0][name]["count"]


def same_lines(ours, peers):
    """How many lines of two files are equal, of how many."""
    with open(ours) as a, open(peers) as b:
        left, right = a.read().splitlines(), b.read().splitlines()
    return sum(x == y for x, y in zip(left, right)), max(len(left), len(right))


def decisions(bench):
    """All passes of decisions at 200 and 2,000 reps, ours and the peer's; measured once."""
    if "decisions" not in bench.cache:
        peer = bench.peer("decide")
        leads = bench.path("leads.csv")

        def one(program, site, who):
            site_path = bench.path(site)
            answers = bench.path(f"{site}-{who}.txt")
            first = [program, "decision"] if who == "ours" else [program]
            return lambda: tools.measure(first + [site_path, leads, answers])

        sites = ("reps-200", "reps-2000")
        plan = [one(p, s, w) for s in sites for p, w in ((bench.bench, "ours"), (peer, "peer"))]
        found = bench.interleaved(*plan)
        bench.cache["decisions"] = {
            s: {
                "ours": found[2 * i],
                "peer": found[2 * i + 1],
                "same": same_lines(bench.path(f"{s}-ours.txt"), bench.path(f"{s}-peer.txt")),
            }
            for i, s in enumerate(sites)
        }
    return bench.cache["decisions"]


def decision_rows(bench, name, what, must, goal):
    found = []
    for site, result in decisions(bench).items():
        ours, peer = median(each(result["ours"], name)), median(each(result["peer"], name))
        same, total = result["same"]
        note = f"{same} of {total} owners and queues are the peer's"
        if name == "trace":
            note = (
                f"{bytes_each(result['ours'], name):.0f} bytes a decision, "
                f"peer {bytes_each(result['peer'], name):.0f}"
            )
        reps = site.split("-")[1]
        found.append(
            Row(
                f"{what}, {reps} reps",
                speed(1, ours),
                "C " + speed(1, peer),
                peer / ours,
                must,
                goal,
                note,
            )
        )
        if name == "decision" and same != total:
            found.append(
                Row(f"agreement, {reps} reps", str(same), str(total), same / total, ">= 1", ">= 1")
            )
    return found


def decision(bench):
    return decision_rows(bench, "decision", "decision", ">= 0.2", ">= 0.5")


def trace(bench):
    return decision_rows(bench, "trace", "decision with trace", ">= 0.15", ">= 0.35")


def growth(bench):
    times = [median(each(r["ours"], "decision")) for r in decisions(bench).values()]
    return [
        Row(
            "growth, 2,000 reps ÷ 200",
            f"{times[1] * 1e9:.0f} ns",
            f"{times[0] * 1e9:.0f} ns",
            times[1] / times[0],
            "<= 3",
            "<= 1.5",
            "both are signalbox's",
        )
    ]


def csv(bench):
    peer = bench.peer("csv")
    leads = bench.path("leads.csv")
    ours, theirs = bench.interleaved(
        lambda: tools.measure([bench.bench, "csv", leads]), lambda: tools.measure([peer, leads])
    )

    def rate(results, name):
        return median([r[name]["cpu"] / r[name]["bytes"] for r in results])

    a, b, look = rate(ours, "csv"), rate(theirs, "csv"), rate(ours, "preflight")
    return [
        Row(
            "CSV bytes to records",
            megabytes(1, a),
            "C " + megabytes(1, b),
            b / a,
            ">= 0.1",
            ">= 0.35",
            f"the look at the whole file before it, for encoding and columns: {megabytes(1, look)}",
        )
    ]


def intake_results(bench):
    """A file of leads taken in by the desk, and the same rows by the C peer, in turns."""

    if "intake" not in bench.cache:
        peer = bench.peer("intake", "-lsqlite3")
        leads = bench.arrivals(DURABLE)

        def ours():
            return tools.measure([bench.bench, "intake", bench.workspace("intake-run"), leads])

        def theirs():
            model = bench.path("intake-run", "signalbox.sqlite")
            return tools.measure(
                [peer, bench.path("intake"), leads, model, bench.path("peer.sqlite"), "1000"]
            )

        bench.cache["intake"] = bench.interleaved(ours, theirs)
    return bench.cache["intake"]


def intake(bench):
    ours, theirs = intake_results(bench)
    a, b = median(each(ours, "intake", "wall")), median(each(theirs, "intake", "wall"))
    cpu = median(each(ours, "intake")), median(each(theirs, "intake"))
    other = theirs[0]["agreement"]
    note = (
        f"processor time a lead {cpu[0] * 1e6:.1f} µs, peer {cpu[1] * 1e6:.1f} µs; "
        f"{other['bytes']} of {other['count']} owners and queues differ from the peer's"
    )
    if not bench.has_openssl:
        note += "; OpenSSL's headers are not installed: the peer does not hash"
    what = "file to durable decision"
    found = [Row(what, speed(1, a), "C " + speed(1, b), b / a, ">= 0.3", ">= 0.7", note)]
    if other["bytes"]:
        same = other["count"] - other["bytes"]
        found.append(
            Row(
                "agreement, file",
                str(same),
                str(other["count"]),
                same / other["count"],
                ">= 1",
                ">= 1",
            )
        )
    return found


def single(bench):
    peer = bench.peer("intake", "-lsqlite3")
    leads = bench.arrivals(SINGLE)

    def ours():
        return tools.measure([bench.bench, "single", bench.workspace("single-run"), leads])

    def theirs():
        model = bench.path("single-run", "signalbox.sqlite")
        site = bench.path("intake")
        return tools.measure([peer, site, leads, model, bench.path("peer.sqlite"), "1", "raw"])

    found = bench.interleaved(ours, theirs)
    a, b = median(each(found[0], "single", "wall")), median(each(found[1], "insert", "wall"))
    return [
        Row(
            "one lead a transaction",
            speed(1, a),
            "C " + speed(1, b),
            b / a,
            ">= 0.3",
            ">= 0.7",
            "the peer inserts the same rows without parsing, deciding or hashing",
        )
    ]


def model_store(bench):
    """A store with leads in it."""
    if "intake" not in bench.cache:
        tools.measure(
            [bench.bench, "intake", bench.workspace("intake-run"), bench.arrivals(DURABLE)]
        )
    return bench.path("intake-run", "signalbox.sqlite")


def verify(bench):
    if not bench.has_openssl:
        return [
            skipped(
                "log verify", "OpenSSL's headers (libssl-dev) are not installed", ">= 0.2", ">= 0.5"
            )
        ]
    store = model_store(bench)
    peer = bench.peer("chain", "-lsqlite3")
    ours, theirs = bench.interleaved(
        lambda: tools.measure([bench.bench, "verify", store]), lambda: tools.measure([peer, store])
    )
    a = median([r["verify"]["cpu"] / r["verify"]["bytes"] for r in ours])
    b = median([r["verify"]["cpu"] / r["verify"]["bytes"] for r in theirs])
    return [
        Row(
            "log verify",
            megabytes(1, a),
            "OpenSSL " + megabytes(1, b),
            b / a,
            ">= 0.2",
            ">= 0.5",
            "the peer hashes the same entries from memory",
        )
    ]


def replay(bench):
    live = intake_results(bench)[0]
    store = model_store(bench)
    found = bench.interleaved(lambda: tools.measure([bench.bench, "replay", store]))[0]
    a, b = median(each(found, "replay", "wall")), median(each(live, "intake", "wall"))
    return [
        Row(
            "replay",
            speed(1, a),
            "live " + speed(1, b),
            b / a,
            ">= 0.5",
            ">= 1",
            f"{found[0]['replay']['count']} decisions, all identical; live is the row file",
        )
    ]


def preview(bench):
    """Other rules on all leads, against two passes of decisions as such."""
    site, leads = bench.path("reps-200"), bench.path("leads.csv")
    store = bench.workspace("preview-run", "reps-200")
    tools.measure([bench.bench, "hours", store, leads])
    found = bench.interleaved(
        lambda: tools.measure([bench.bench, "preview", store, site, leads])
    )[0]
    a, b = (median(each(found, name, "wall")) for name in ("preview", "decision"))
    cpu, decision = (median(each(found, name)) for name in ("preview", "decision"))
    return [
        Row(
            "preview, two rule sets",
            f"{a * 1e6:.1f} µs a lead",
            f"two decisions {2 * b * 1e6:.1f} µs",
            a / (2 * b),
            "<= 3",
            "<= 1.5",
            f"wall time, reading and deciding on a core each; in processor time "
            f"{cpu * 1e6:.1f} µs against {2 * decision * 1e6:.1f}, {cpu / (2 * decision):.1f} times; "
            f"{found[0]['preview']['count']} leads read from the log, "
            f"{found[0]['changed']['count']} of them end elsewhere",
        )
    ]


def presence(bench):
    """Thirty million rows of 2,000 reps over 60 weeks, dropped while the desk works."""
    path = bench.path("presence.csv")
    if not os.path.exists(path):
        tools.tell("  generating 30 million rows …")
        tools.run([bench.bench, "moments", path + ".part", "2000", "60"])
        os.rename(path + ".part", path)
    peer = bench.peer("presence")

    def ours():
        store = bench.workspace("presence-run", "reps-2000")
        return tools.measure([bench.bench, "presence", store, path])

    found = bench.interleaved(ours, lambda: tools.measure([peer, path, "2000"]))
    a, b = (median(each(results, "presence", "wall")) for results in found)
    step, waited = (median([r["step"][key] for r in found[0]]) for key in ("cpu", "wall"))
    grown, most = (median([r["memory"][key] for r in found[0]]) for key in ("cpu", "wall"))
    rows = found[0][0]["presence"]["count"]
    begun = median([r["start"]["wall"] for r in found[0]])
    return [
        Row(
            "presence, rows kept",
            speed(1, a),
            "C " + speed(1, b),
            b / a,
            ">= 0.1",
            ">= 0.25",
            f"{rows} rows, wall time; read twice, hashed, and committed durably; the peer counts them "
            f"in an array and keeps nothing; a start with all of it takes {begun * 1e3:.0f} ms",
        ),
        Row(
            "presence, longest step",
            f"{step * 1e3:.0f} ms",
            "limit 50 ms",
            step / 0.05,
            "<= 2",
            "<= 1",
            f"processor time of the host's own thread; in wall time {waited * 1e3:.0f} ms, disk and other "
            "programs included",
        ),
        Row(
            "presence, memory",
            f"{grown:.0f} MiB",
            "limit 256 MiB",
            grown / 256,
            "<= 1",
            "<= 0.25",
            f"above what the desk takes without; {most:.0f} MiB in all",
        ),
    ]


def geo(bench):
    """400,000 ranges of IPv4 and 300,000 of IPv6."""
    path = bench.path("ip-country.csv")
    if not os.path.exists(path):
        tools.run([bench.bench, "ranges", path + ".part"])
        os.rename(path + ".part", path)
    peer = bench.peer("geo")
    found = bench.interleaved(
        lambda: tools.measure([bench.bench, "geo", path]), lambda: tools.measure([peer, path])
    )
    load = [median(each(results, "geo")) for results in found]
    look = [median(each(results, "lookup")) for results in found]
    hits = [results[0]["lookup"]["bytes"] for results in found]
    rows, kept = found[0][0]["geo"]["count"], found[0][0]["ranges"]["count"]
    return [
        Row(
            "address ranges, load",
            speed(1, load[0]),
            "C " + speed(1, load[1]),
            load[1] / load[0],
            ">= 0.2",
            ">= 0.5",
            f"{rows} ranges, {kept} of them kept after joining neighbours, in 10 bytes (IPv4) or 34; "
            "the peer checks no overlaps and joins nothing",
        ),
        Row(
            "address ranges, lookup",
            speed(1, look[0]),
            "C " + speed(1, look[1]),
            look[1] / look[0],
            ">= 0.3",
            ">= 0.7",
            f"{hits[0]} of {found[0][0]['lookup']['count']} addresses are somewhere"
            + ("" if hits[0] == hits[1] else f"; the peer finds {hits[1]}, since it knows of no private ones"),
        ),
    ]


def start(bench):
    hello = bench.path("hello")

    source = os.path.join(tools.PEERS, "hello.swift")
    tools.run(["swiftc", "-O", "-static-stdlib", "-o", hello, source])
    program = bench.program("signalbox")
    a, b = console.start_times([program, "--version"], [hello], 40)
    return [
        Row(
            "start (--version)",
            f"{a * 1e3:.1f} ms",
            f"static Swift hello {b * 1e3:.1f} ms",
            a / b,
            "<= 5",
            "<= 2",
            "medians of 40 interleaved starts",
        )
    ]


def screen(bench):
    return console.rows(bench)


ALL = {
    "decision": decision,
    "trace": trace,
    "growth": growth,
    "csv": csv,
    "file": intake,
    "single": single,
    "verify": verify,
    "replay": replay,
    "preview": preview,
    "presence": presence,
    "geo": geo,
    "start": start,
    "console": screen,
    "flood": flood.rows,
    "memory": console.memory,
    "drain": history.drain,
    "tables": history.tables,
    "panes": history.panes,
    "reports": history.reports,
}
