"""Kills while presence, holidays and address ranges are taken in, and while an older store is brought up."""
import collections, contextlib, datetime, os, shutil, sqlite3, struct, zoneinfo
from desk import DONE, HEADER, RULES, Desk, Failed, lead_row, need
from kills import CALLS, FEW, SOME, killed

ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
APPLICATION = 0x53676278
# What the first release counted: rep, week (a Monday, in days since 1970), hour of the week, count.
COUNTED = [("ana.silva", 20514, 9, 60), ("ana.silva", 20514, 10, 3), ("ben.okoro", 20507, 167, 1)]
HOLIDAYS = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:unity@holidays.example
DTSTART;VALUE=DATE:20201003
RRULE:FREQ=YEARLY
SUMMARY:Unity
END:VEVENT
END:VCALENDAR
"""


def moments(random, count):
    """Moments at which people were seen, some of them in the nights in which the clocks change."""
    starts = [datetime.datetime(2026, month, day, tzinfo=datetime.timezone.utc)
              for month, day in ((3, 28), (10, 24), (2, 2))]
    for _ in range(count):
        rep = random.choice(["ana.silva", "ben.okoro", "cleo.marsh", "gone.away"])
        yield rep, random.choice(starts) + datetime.timedelta(minutes=random.randrange(3 * 1440))


def as_file(rows):
    return "rep,at\n" + "".join(f"{rep},{at:%Y-%m-%dT%H:%M:%SZ}\n" for rep, at in rows)


def minutes_of(rows):
    """What is to be kept of such rows: by rep, week and hour of the week, one bit a minute."""
    kept = collections.Counter()
    for rep, week, cell, count in COUNTED:
        kept[rep, week, cell] = int(count > 0)
    for rep, at in rows:
        wall = at.astimezone(ZONE)
        monday = wall.date() - datetime.timedelta(days=wall.weekday())
        kept[rep, (monday - datetime.date(1970, 1, 1)).days, wall.weekday() * 24 + wall.hour] |= 1 << wall.minute
    return dict(kept)


def query(path, sql):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        return store.execute(sql).fetchall()


def kept_by(desk):
    kept = {}
    for week, rep, minutes in query(desk.path("signalbox.sqlite"), "SELECT week, rep, minutes FROM presence_week"):
        for cell, bits in struct.iter_unpack("<BQ", minutes):
            kept[rep, week, cell] = bits
    return kept


def take_down(path):
    """Makes a store one of the first release, with all that it had of the rows."""
    present = path + ".present"
    os.rename(path, present)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as store:
        with open(os.path.join(os.path.dirname(__file__), "schema-1.sql")) as file:
            store.executescript(file.read())
        store.execute("ATTACH ? AS present", [present])
        for table, in store.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            there = [{row[1] for row in store.execute(f"PRAGMA {base}.table_info({table})")} for base in ("main", "present")]
            columns = ", ".join(sorted(there[0] & there[1]))
            if columns:
                store.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}")
        store.executemany("INSERT INTO presence_count (rep, week, cell, count) VALUES (?, ?, ?, ?)", COUNTED)
        store.execute(f"PRAGMA application_id = {APPLICATION}")
        store.execute("PRAGMA user_version = 1")
        store.execute("DETACH present")
        store.execute("PRAGMA journal_mode = WAL")
    os.chmod(path, 0o600)
    os.unlink(present)


def older_desk(options, root):
    """A workspace of the first release with leads in it, and files that wait for it."""
    rules = RULES.replace('timezone = "UTC"', 'timezone = "Europe/Berlin"')
    desk = Desk(options.binary, root, 30, 15, rules=rules)
    desk.deliver_all()
    desk.run("run", "--once", check=DONE)
    take_down(desk.path("signalbox.sqlite"))
    first, second = ([*moments(options.random, 300)] for _ in range(2))
    desk.await_delivery("presence-1.csv", as_file(first))
    # Half of what is known comes again, in another order.
    desk.await_delivery("presence-2.csv", as_file(second + first[150:]))
    desk.await_delivery("holidays-DE.ics", HOLIDAYS)
    ranges = "".join(f"10{n}.0.0.0,10{n}.255.255.255,{'DE' if n % 2 else 'FR'}\n" for n in range(1, 9))
    desk.await_delivery("ip-country.csv", "start,end,country\n" + ranges)
    desk.await_delivery("part-more.csv", HEADER + "".join(map(lead_row, range(31, 41))))
    desk.leads = 40
    for name, folder in (("presence-1.csv", "roster"), ("presence-2.csv", "roster"), ("holidays-DE.ics", "roster"),
                         ("ip-country.csv", "crm"), ("part-more.csv", "leads")):
        desk.deliver(name, folder)
    return desk, minutes_of(first + second)


def tables(desk):
    """The tables in force, and the leads that the first release had."""
    path = desk.path("signalbox.sqlite")
    return [sorted(query(path, "SELECT kind, hash, current, content FROM dataset")),
            query(path, "SELECT number, public_id, state, owner, queue FROM lead ORDER BY number"),
            query(path, "PRAGMA user_version")]


def presence(options, root):
    """Kills the host at every k-th call while it brings an older store up and takes in presence and tables."""
    need("strace")
    template, expected = older_desk(options, os.path.join(root, "template"))

    def finish(desk):
        desk.run("run", "--once", check=DONE)
        desk.check()
        if kept_by(desk) != expected:
            raise Failed("the minutes of presence are others than those of the files")
        return tables(desk)

    def copy(name):
        shutil.copytree(template.root, os.path.join(root, name))
        return Desk.at(template, os.path.join(root, name))

    reference = finish(copy("reference"))
    kills = 0
    for call in CALLS[:4] if options.quick else CALLS:
        for k in FEW if options.quick else [*range(1, 25), *SOME[12:]]:
            desk = copy(f"{call}-{k}")
            if not killed(desk, call, k):
                break
            kills += 1
            try:
                if finish(desk) != reference:
                    raise Failed("tables or leads are others than without a kill")
            except Failed as problem:
                raise Failed(f"killed at {call} number {k}: {problem}")
            shutil.rmtree(desk.root)
    minutes = sum(bits.bit_count() for bits in expected.values())
    return f"{kills} kills; {minutes} minutes of presence as in the files, tables and leads as without a kill"
