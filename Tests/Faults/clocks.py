"""The system's clock is set about, under a host that runs and between hosts."""
import collections, datetime, glob, os, signal, sqlite3, subprocess, time, zoneinfo
from desk import HEADER, SITE, Desk, Failed, Missing, eventually, lead_row, stop

ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
# Ten years on, what was kept for ninety days would go.
KEEP = "[retention]\nfiles_days = 0\n"
# Hours in which nights of summer time have one hour less, and one more.
NIGHT = "Mon-Sun 01:00-04:00"
RULES = """[org]
timezone = "Europe/Berlin"
[segments]
default = "standard"
[[segment]]
id = "standard"
[coverage]
model = "contract"
[drain]
every_minutes = 1
[[queue]]
id = "everyone"
manager = "nora.lund"
default = true
[[sla]]
clock = "first_contact"
minutes = 30
[[sla]]
clock = "owner"
minutes = 60
[[sla]]
clock = "queue"
minutes = 90
time = "working"
"""
REPS = f"""id,name,status,coverage,capacity,hours
ana.silva,Ana Silva,active,DE:de;AT:de;US:en;CA:en;FR:fr;GB:en,1000000,Mon-Sun 00:00-24:00
nora.lund,Nora Lund,active,ES:es,1000000,{NIGHT}
"""


# Clocks that ran out by the latest entry, and nobody was told.
OVERDUE = """SELECT count(*) FROM clock WHERE ended_at IS NULL AND breached_at IS NULL
    AND due_at <= (SELECT max(at) FROM log_entry)"""


def instant(text):
    return datetime.datetime.fromisoformat(text).timestamp()


class FakedClock:
    """A clock that the host takes for the system's. The monotonic one goes on as it is."""

    def __init__(self, folder):
        found = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
        if not found:
            raise Missing("needs faketime")
        self.file = os.path.join(folder, "offset")
        self.offset = 0.0
        # The program is not the first to be started with the library: what that sets in the environment at
        # its first start takes the arguments away from a program in Swift.
        self.before = ["env"]
        self.environment = os.environ | {
            "LD_PRELOAD": found[0], "FAKETIME_TIMESTAMP_FILE": self.file, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
        self.set(time.time())

    def now(self):
        return time.time() + self.offset

    def set(self, to):
        """Sets the clock to an instant. Returns what it said before, and says now."""
        before, self.offset = self.now(), round(to - time.time())
        with open(self.file + ".new", "w") as file:
            file.write(f"{self.offset:+d}\n")
        os.rename(self.file + ".new", self.file)
        return before, self.now()


class Story:
    """A host whose clock is set about while leads come in, and the jumps that it has to notice."""

    def __init__(self, options, root):
        self.clock = FakedClock(root)
        self.desk = Desk(options.binary, os.path.join(root, "desk"), 0, 1, SITE + KEEP, RULES, REPS)
        self.jumps, self.process = [], None

    def start(self):
        self.process = self.desk.host(before=self.clock.before, env=self.clock.environment)

    def stop(self):
        if stop(self.process, signal.SIGTERM) != 0:
            raise Failed(f"the host ended with {self.process.returncode}")

    def jump(self, to):
        before, after = self.clock.set(to)
        if after < before - 1 or after > before + 60:
            self.jumps.append((before, after))
            self.wait_for(lambda: self.count("clock.jumped") >= len(self.jumps), "note a jump")
        self.deliver()
        self.wait_for(lambda: not rows(self.desk, OVERDUE)[0][0], "tell what ran out")

    def deliver(self, count=6):
        """A file of leads; one in six can wait for the night alone."""
        first = self.desk.leads + 1
        self.desk.leads += count
        lines = [lead_row(i, "ES" if i % 6 == 0 else None, "") for i in range(first, self.desk.leads + 1)]
        name = f"part-{first:06}.csv"
        self.desk.await_delivery(name, HEADER + "".join(lines))
        self.desk.deliver(name)
        self.wait_for(lambda: self.desk.waits() == 0, f"take {name} in")

    def wait_for(self, holds, what):
        if not eventually(lambda: holds() or self.process.poll() is not None, 30) or self.process.poll() is not None:
            raise Failed(f"the host did not {what}, at {datetime.datetime.fromtimestamp(self.clock.now(), ZONE)}")

    def count(self, kind):
        return rows(self.desk, "SELECT count(*) FROM log_entry WHERE kind = ?", kind)[0][0]


def rows(desk, sql, *values):
    store = sqlite3.connect(f"file:{desk.path('signalbox.sqlite')}?mode=ro", uri=True, timeout=10)
    try:
        return store.execute(sql, values).fetchall()
    finally:
        store.close()


def working_end(start_ms, minutes):
    """When so many minutes of the night's hours have passed: minute by minute, by the wall of the zone."""
    at, left = start_ms, minutes * 60_000
    while True:
        # Zones change at full minutes, so that within one the wall clock does not jump.
        end = (at // 60_000 + 1) * 60_000
        wall = datetime.datetime.fromtimestamp(at // 1000, ZONE)
        if 1 <= wall.hour < 4:
            if end - at >= left:
                return at + left
            left -= end - at
        elif wall.hour >= 5:
            # Nothing of the night before the next midnight, whichever way the zone goes.
            end = max(end, at + (23 - wall.hour) * 3_600_000 - 3_600_000)
        at = end


def check_clocks(desk):
    """Every clock is one of its promise, due when it should be, told once and not before."""
    clocks = rows(desk, "SELECT id, kind, lead, owner, queue, started_at, due_at, minutes, working_time,"
                        " breached_at, ended_at FROM clock")
    runs, doubled = collections.Counter(), collections.Counter()
    for number, kind, lead, owner, queue, start, due, minutes, working, breached, ended in clocks:
        end = working_end(start, minutes) if working else start + minutes * 60_000
        if end != due:
            raise Failed(f"clock {number} ({kind}) of lead {lead} is due at {due} and not at {end}")
        doubled[kind, lead, owner, queue, start] += 1
        runs[kind, lead] += ended is None
    for what, count in [*doubled.items(), *runs.items()]:
        if count > 1:
            raise Failed(f"there are {count} clocks {what}")
    for lead, owner in rows(desk, "SELECT number, owner FROM lead WHERE owner IS NOT NULL"):
        for kind in ("first_contact", "owner"):
            if not any(clock[1] == kind and clock[2] == lead for clock in clocks):
                raise Failed(f"lead {lead} of {owner} has no clock {kind}")
    told = collections.Counter()
    for entry in desk.log("sla.warned", "sla.breached"):
        told[entry["kind"], entry["subject"], entry["payload"]["clock"], entry["payload"]["due"],
             entry["payload"]["owner"]] += 1
    for what, count in told.items():
        if count > 1:
            raise Failed(f"{what} was told {count} times")
    breaches = sum(clock[9] is not None for clock in clocks)
    if breaches != sum(count for what, count in told.items() if what[0] == "sla.breached"):
        raise Failed(f"{breaches} clocks ran out, the log tells of others")
    return f"{len(clocks)} clocks as recomputed, {breaches} run out and told once"


def check_jumps(desk, expected):
    """Each jump is in the log, once, with both ends; and the desk's time never went back."""
    said = [(instant(e["payload"]["from"].replace("Z", "+00:00")), instant(e["payload"]["to"].replace("Z", "+00:00")))
            for e in desk.log("clock.jumped")]
    if len(said) != len(expected) or any(
            abs(a - b) > 20 for one, other in zip(said, expected) for a, b in zip(one, other)):
        raise Failed(f"the clock jumped {expected}, the log has {said}")
    # A lead was received when its file was taken, and decided when its turn came.
    times = rows(desk, "SELECT seq, at FROM log_entry WHERE kind <> 'lead.received' ORDER BY seq")
    for (_, one), (seq, other) in zip(times, times[1:]):
        if other < one:
            raise Failed(f"entry {seq} is older than the one before it")


def clock(options, root):
    """Sets the host's clock back a day, across nights of summer time, ten years on, and at random."""
    story = Story(options, root)
    story.clock.set(instant("2026-03-28T12:00:00+01:00"))
    story.start()
    story.deliver()
    story.jump(instant("2026-03-29T00:30:00+01:00"))
    # Spring: two o'clock is three o'clock, while the host looks.
    story.jump(instant("2026-03-29T01:59:58+01:00"))
    time.sleep(3)
    story.deliver()
    story.jump(story.clock.now() - 86_400)
    story.stop()
    # While nobody serves: from where it stood still, no second word is said of that.
    story.start()
    story.deliver()
    story.jump(instant("2026-10-25T00:30:00+02:00"))
    # Autumn: three o'clock is two o'clock.
    story.jump(instant("2026-10-25T02:59:58+02:00"))
    time.sleep(3)
    story.deliver()
    for _ in range(options.jumps):
        by = options.random.choice([-86_400, -3_600, -90, 75, 3_600, 86_400, 7 * 86_400])
        story.jump(story.clock.now() + by)
    # Wherever it stands now: ten years on, and a day back from there.
    story.jump(story.clock.now() + 10 * 365.25 * 86_400)
    story.jump(story.clock.now() - 86_400)
    story.stop()
    desk = story.desk
    check_jumps(desk, story.jumps)
    drained = len(desk.log("lead.drained"))
    if not drained:
        raise Failed("nothing that waited for the night was drained")
    return f"{len(story.jumps)} jumps told once each; {check_clocks(desk)}; {drained} drained; {desk.check()}"
