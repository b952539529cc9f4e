#!/usr/bin/env python3
"""Measures signalbox against its limits and peers; see Benchmarks/README.md."""

import argparse
import os
import platform
import sys

import rows
import table
import tools


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", help="which rows, all without any: " + " ".join(rows.ALL)
    )
    parser.add_argument("--runs", type=int, default=5, help="interleaved runs of each (5)")
    parser.add_argument("--leads", type=int, default=100_000, help="how many leads (100000)")
    parser.add_argument(
        "--work", default=os.path.join(tools.ROOT, ".build", "bench"), help="where the work goes"
    )
    parser.add_argument("--programs", help="take built programs from here instead of building")
    parser.add_argument("--output", help="write the table here, too")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in rows.ALL]
    if unknown:
        parser.error(f'there is no row "{unknown[0]}": choose from {" ".join(rows.ALL)}')
    bench = tools.Bench(options)
    try:
        bench.build()
        bench.generate()
    except tools.Failed as problem:
        sys.exit(f"Scripts/bench: {problem}")
    found = []
    for name in options.rows or rows.ALL:
        tools.tell(f"{name} …")
        try:
            found += rows.ALL[name](bench)
        except tools.Failed as problem:
            found.append(table.skipped(name, str(problem)))
    for out in [sys.stdout] + ([open(options.output, "w")] if options.output else []):
        print(
            f"{machine()}; medians of {bench.runs} interleaved runs, {bench.leads} leads\n",
            file=out,
        )
        table.write(found, out)
    sys.exit(1 if any(row.verdict == "BELOW" for row in found) else 0)


def machine():
    try:
        with open("/proc/cpuinfo") as info:
            model = next(
                line.split(":", 1)[1].strip() for line in info if line.startswith("model name")
            )
    except (OSError, StopIteration):
        model = platform.machine()
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores, load {load}"


main()
