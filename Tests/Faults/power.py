"""Loss of power: what was acknowledged is there, and everything else is whole or not there at all."""
import contextlib, os, shutil, signal, sqlite3, sys
from desk import DONE, Desk, Failed, need
from recording import Disk, record

# A day of the desk: first start, files, acts, a host that is ended and one that is killed, a backup.
DAY = """set -e
trap '[ -z "$H" ] || kill -KILL $H 2>/dev/null || true' EXIT
S=$1 W=$2 ACKS=$3
done_or_rejected() { "$@" || [ $? = 1 ]; }
serve() { rm -f $W/link/desk.sock; $S run -w $W 2>/dev/null & H=$!
  while [ ! -S $W/link/desk.sock ]; do sleep 0.02; done; }
deliver() { mv $W/waiting/$1 $W/drop/leads/$1; done_or_rejected $S run --once -w $W; echo file $1 >>$ACKS; }
contact() { $S contact web/L-$1 -w $W; echo contact L-$1 >>$ACKS; }
serve
deliver part-000001.csv
contact 1; contact 2
deliver part-000016.csv
contact 17
kill -TERM $H; wait $H
serve
contact 3
$S away until-back --rep cleo.marsh -w $W --code other; echo away >>$ACKS
deliver part-000031.csv
kill -KILL $H; wait $H || true
serve
contact 31; contact 4
$S backup $W/backup.sqlite -w $W; echo backup >>$ACKS
contact 5
kill -TERM $H; wait $H
"""

# A plain program with SQLite, to show that the disk bites.
PLAIN = """import os, sqlite3, sys
acks = os.open(sys.argv[2], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
store = sqlite3.connect(sys.argv[1] + "/plain.sqlite", isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = " + sys.argv[3], "wal_autocheckpoint = 20"):
    store.execute("PRAGMA " + pragma)
store.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY)")
for number in range(60):
    store.execute("INSERT INTO entry VALUES (?)", (number,))
    os.write(acks, b"entry\\n")
os.kill(os.getpid(), 9)
"""


def losses(calls, disk, acks, states, random):
    """Plays the calls, and yields what was acknowledged at each of some losses of power."""
    cuts, said = sorted(random.randrange(len(calls) + 1) for _ in range(states)), []
    for n in range(len(calls) + 1):
        while cuts and cuts[0] == n:
            cuts.pop(0)
            yield n, list(said)
        if n < len(calls):
            call = calls[n]
            if call.name == "write" and call.file()[1] == acks:
                said += call.data().decode().splitlines()
            else:
                disk.take(call)
    disk.compare()


def lost_by_plain(options, root, synchronous, states):
    """How many of so many losses of power cost a plain program something that was acknowledged."""
    folder, acks, left = (os.path.join(root, f"{name}-{synchronous}") for name in ("plain", "acks", "left"))
    os.mkdir(folder)
    disk = Disk(folder)
    # It kills itself, so that no last checkpoint makes everything safe.
    calls = record(["sh", "-c", '"$@" || [ $? = 137 ]', "sh", sys.executable, "-c", PLAIN, folder, acks, synchronous],
                   os.path.join(root, "trace"))
    lost = 0
    for _, said in losses(calls, disk, acks, states, options.random):
        disk.after_loss(options.random, left)
        with contextlib.closing(sqlite3.connect(os.path.join(left, "plain.sqlite"))) as store:
            try:
                if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    raise Failed(f"SQLite itself was damaged with synchronous={synchronous}")
                kept = store.execute("SELECT count(*) FROM entry").fetchone()[0]
            except sqlite3.OperationalError:
                kept = 0
        lost += kept < len(said)
    return lost


def check_acknowledged(desk, said):
    """What was acknowledged is in the store before anything is read again."""
    copy = desk.root + ".copy"
    os.makedirs(copy, exist_ok=True)
    for name in ("signalbox.sqlite", "signalbox.sqlite-wal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(desk.path(name), copy)
    received, contacted, away = set(), set(), 0
    if os.path.exists(os.path.join(copy, "signalbox.sqlite")):
        with contextlib.closing(sqlite3.connect(os.path.join(copy, "signalbox.sqlite"))) as store:
            if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Failed("the store is damaged")
            for kind, lead in store.execute("SELECT kind, payload ->> 'lead' FROM log_entry"):
                received |= {lead} if kind == "lead.received" else set()
                contacted |= {lead} if kind == "lead.contacted" else set()
                away += kind == "rep.away"
    shutil.rmtree(copy)
    for line in said:
        what, _, name = line.partition(" ")
        if what == "contact" and name not in contacted or what == "away" and not away:
            raise Failed(f"\"{line}\" was acknowledged and is lost")
        if what == "file":
            ids = {row.split(",")[0] for row in desk.files[name].splitlines()[1:-1]}
            if ids - received:
                raise Failed(f"{len(ids - received)} leads of {name} were acknowledged and are lost")
        if what == "backup":
            with contextlib.closing(sqlite3.connect(desk.path("backup.sqlite"))) as store:
                if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    raise Failed("the backup that was acknowledged is damaged")


def power(options, root):
    """Takes the power away at any call, with what was not synced dropped or torn."""
    need("strace")
    root = os.path.realpath(root)
    bites = {how: lost_by_plain(options, root, how, max(40, options.states // 4)) for how in ("FULL", "NORMAL")}
    if bites["FULL"] or not bites["NORMAL"]:
        raise Failed(f"the disk that is played proves nothing: a plain program lost something at {bites}")
    whole = Desk(options.binary, os.path.join(root, "desk"), 45, 15)
    acks = os.path.join(root, "acks")
    disk = Disk(whole.root)
    calls = record(["bash", "-c", DAY, "day", options.binary, whole.root, acks], os.path.join(root, "trace"))
    acknowledged = 0
    for n, said in losses(calls, disk, acks, options.states, options.random):
        desk = Desk.at(whole, os.path.join(root, "left"))
        disk.after_loss(options.random, desk.root)
        try:
            check_acknowledged(desk, said)
            desk.deliver_all()
            desk.run("run", "--once", check=DONE)
            desk.check()
        except Failed as problem:
            before = "; ".join(map(str, calls[max(0, n - 3):n]))
            raise Failed(f"after call {n} of {len(calls)} ({before}): {problem}")
        acknowledged += len(said)
    return (f"{options.states} losses of power among {len(calls)} calls, none of {acknowledged} acknowledgements lost; "
            f"a plain program lost some at {bites['NORMAL']} with synchronous=NORMAL, at none with FULL")
