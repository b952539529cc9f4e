"""Eight people at once, whose commands and whose host are killed while they work."""
import collections, json, os, signal, socket, struct, subprocess, threading, time
from desk import DONE, REPS, RULES, SITE, Desk, Failed, eventually

CLIENTS = 8
LEADS = 16
OWNERS = ("ana.silva", "ben.okoro", "cleo.marsh")
PEOPLE = """[[person]]
user = "{user}"
actor = "the.user"
roles = ["rep", "manager", "analyst", "admin"]
rep = "ana.silva"
regions = ["EMEA", "NA"]
queues = ["everyone"]
"""
# What each act leaves in the log where it is done.
ACTS = {
    "contact": "lead.contacted", "disposition": "lead.disposition", "claim": "lead.claimed",
    "reassign": "lead.reassigned", "undo": "lead.undone", "escalate": "escalation.opened",
}
REASON = ("--code", "other", "--note", "as agreed")


class Asked:
    """One command: when it was begun and ended, and what came of it."""

    def __init__(self, act, lead):
        self.act, self.lead, self.entry, self.seen = act, lead, None, None
        self.begun, self.ended, self.outcome, self.said = time.monotonic(), None, "unknown", ""

    def __str__(self):
        return f"{self.act} of {self.lead} ({self.outcome}, entry {self.entry})"


class Office:
    """The clients, the one who kills, and the history that they make."""

    def __init__(self, options, desk):
        self.options, self.desk = options, desk
        self.until = time.monotonic() + options.minutes * 60
        self.history, self.hosts_killed, self.commands_killed = [], 0, 0
        self.lock, self.trouble = threading.Lock(), []

    def words(self, act, lead, random):
        if act == "reassign":
            return [act, lead, random.choice(OWNERS), *REASON]
        if act == "escalate":
            return [act, lead, *REASON]
        return [act, lead, "recycled"] if act == "disposition" else [act, lead]

    def work(self, random):
        while time.monotonic() < self.until and not self.trouble:
            # To close leads is rare, so that there is something to do to the end.
            act = random.choice(["lead"] * 4 + ["contact", "claim", "reassign", "reassign", "undo", "escalate"] * 3
                                + ["disposition"])
            asked = Asked(act, f"L-{random.randint(1, LEADS)}")
            words = self.words(act, f"web/{asked.lead}", random)
            process = subprocess.Popen([self.desk.binary, *words, "--format", "json", "-w", self.desk.root],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            kills = random.random() < 0.08
            try:
                out, err = process.communicate(timeout=random.uniform(0, 0.15) if kills else 60)
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
                if not kills:
                    self.trouble.append(f"{asked} had no answer in a minute")
            asked.ended, asked.said = time.monotonic(), (out + err).strip()
            self.settle(asked, process.returncode, out)
            with self.lock:
                self.history.append(asked)
                self.commands_killed += process.returncode == -signal.SIGKILL

    def settle(self, asked, status, out):
        if status == 0 and asked.act == "lead":
            asked.outcome = "ok"
            asked.seen = [entry["seq"] for entry in json.loads(out)["entries"]]
        elif status == 0:
            asked.outcome, asked.entry = "ok", json.loads(out)["entry"]
        elif status in (1, 5):
            asked.outcome = "refused"
        elif status not in (4, -signal.SIGKILL):
            self.trouble.append(f"{asked} ended with {status}: {asked.said}")

    def kill_hosts(self, random):
        while time.monotonic() < self.until:
            time.sleep(random.uniform(2, 6))
            pid = host_of(self.desk)
            if pid:
                os.kill(pid, signal.SIGKILL)
                self.hosts_killed += 1

    def run(self):
        draws = [type(self.options.random)(self.options.random.random()) for _ in range(CLIENTS + 1)]
        threads = [threading.Thread(target=self.work, args=[draw]) for draw in draws[1:]]
        threads.append(threading.Thread(target=self.kill_hosts, args=draws[:1]))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.trouble:
            raise Failed(self.trouble[0])


def host_of(desk):
    """Who listens at the desk's socket."""
    with socket.socket(socket.AF_UNIX) as link:
        try:
            link.connect(desk.path("link/desk.sock"))
        except OSError:
            return None
        return struct.unpack("3i", link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def subject(lead):
    return f"lead/{lead}"


def check_history(history, entries, numbers):
    """The log is the order in which everything happened: it must agree with what each client saw."""
    by_seq = {entry["seq"]: entry for entry in entries}
    of_lead = collections.defaultdict(list)
    for entry in entries:
        name = entry["payload"].get("lead")
        if entry["subject"].startswith("lead/"):
            of_lead[entry["subject"]].append(entry["seq"])
        elif name in numbers:
            of_lead[subject(numbers[name])].append(entry["seq"])
    done = [asked for asked in history if asked.entry]
    counts = collections.Counter(asked.entry for asked in done)
    for asked in done:
        entry = by_seq.get(asked.entry)
        if entry is None or counts[asked.entry] > 1 or entry["seq"] not in of_lead[subject(numbers[asked.lead])]:
            raise Failed(f"{asked} is not in the log as one of its own")
    # What was done although nobody was told is of those who had no answer.
    ours = [entry for entry in entries if entry["actor"] == "the.user" and entry["kind"] in ACTS.values()]
    rest = collections.Counter((entry["kind"], lead_of(entry, numbers)) for entry in ours if entry["seq"] not in counts)
    unknown = collections.Counter((ACTS[asked.act], asked.lead) for asked in history
                                  if asked.outcome == "unknown" and asked.act in ACTS)
    if rest - unknown:
        raise Failed(f"done, and nobody had asked or who asked was refused: {dict(rest - unknown)}")
    check_real_time(done)
    for asked in history:
        if asked.seen is not None:
            check_reading(asked, done, of_lead[subject(numbers[asked.lead])])
    return sum(rest.values())


def lead_of(entry, numbers):
    names = {subject(number): name for name, number in numbers.items()}
    return names.get(entry["subject"]) or entry["payload"].get("lead")


def check_real_time(done):
    """What ended before something else began stands before it."""
    latest, ended = 0, sorted(done, key=lambda asked: asked.ended)
    at = 0
    for asked in sorted(done, key=lambda asked: asked.begun):
        while at < len(ended) and ended[at].ended < asked.begun:
            latest = max(latest, ended[at].entry)
            at += 1
        if asked.entry < latest:
            raise Failed(f"{asked} began after entry {latest} was answered and stands before it")


def check_reading(asked, done, entries):
    """Whoever looks at a lead sees its log up to one moment between question and answer."""
    seen = [seq for seq in asked.seen if seq in entries]
    if seen != entries[:len(seen)]:
        raise Failed(f"{asked} saw {seen}, which is no beginning of {entries}")
    for other in done:
        if other.lead == asked.lead and other.ended < asked.begun and other.entry not in seen:
            raise Failed(f"{asked} did not see {other}, which was done before")
        if other.lead == asked.lead and other.begun > asked.ended and other.entry in seen:
            raise Failed(f"{asked} saw {other}, which was asked for later")


def check_owners(entries):
    """Each act found the lead where the one before it had left it."""
    owner = {}
    for entry in entries:
        payload, kind, of = entry["payload"], entry["kind"], entry["subject"]
        if kind in ("lead.assigned", "lead.queued", "lead.drained"):
            owner[of] = payload["decision"]["owner"]
        elif kind in ("lead.claimed", "lead.reassigned"):
            if payload["from"] != owner[of]:
                raise Failed(f"entry {entry['seq']} took {of} from {payload['from']}, who was not {owner[of]}")
            owner[of] = payload["to"]
        elif kind == "lead.undone":
            if payload["from"] != owner[of]:
                raise Failed(f"entry {entry['seq']} undid on {of} of {payload['from']}, not of {owner[of]}")
            # What else is taken back leaves the lead with whom it is.
            if payload["act"] in ("lead.claimed", "lead.reassigned"):
                owner[of] = payload["to"]


def clients(options, root):
    """Eight clients with mixed acts while commands and hosts are killed: all agree with one order of the log."""
    desk = Desk(options.binary, root, LEADS, LEADS, SITE, RULES, REPS.replace("AT:de", "XX:de"))
    desk.write("people.toml", PEOPLE.format(user=subprocess.check_output(["id", "-un"], text=True).strip()))
    desk.deliver_all()
    desk.run("run", "--once", check=DONE)
    office = Office(options, desk)
    office.run()
    pid = host_of(desk)
    if pid:
        os.kill(pid, signal.SIGTERM)
        eventually(lambda: host_of(desk) is None, 20)
    entries = desk.log()
    numbers = {entry["payload"]["lead"]: entry["payload"]["number"]
               for entry in entries if entry["kind"] == "lead.received"}
    busy = [asked for asked in office.history if "in use by another process" in asked.said or "busy" in asked.said]
    if busy:
        raise Failed(f"{busy[0]} was told: {busy[0].said}")
    late = check_history(office.history, entries, numbers)
    check_owners(entries)
    outcomes = collections.Counter(asked.outcome for asked in office.history)
    if outcomes["ok"] < CLIENTS:
        raise Failed(f"hardly anything was done: {outcomes}")
    return (f"{dict(outcomes)}, {late} of the unknown done; {office.commands_killed} commands and {office.hosts_killed} "
            f"hosts killed; {desk.check()}")
