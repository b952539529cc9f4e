"""A workspace that faults are done to, and everything that must hold of it afterwards."""
import collections, json, os, shutil, subprocess, time

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COUNTRIES = ["DE", "US", "FR", "AT", "CA", "GB"]
SITE = '[intake]\ntimezone = "UTC"\nsource = "web"\nsettle_seconds = 0\npoll_seconds = 0.2\n'
RULES = """[org]
timezone = "UTC"
[segments]
default = "standard"
[[segment]]
id = "standard"
[coverage]
model = "contract"
[[queue]]
id = "everyone"
manager = "ana.silva"
default = true
"""
WEEK = "Mon-Sun 00:00-24:00"
REPS = f"""id,name,status,coverage,capacity,hours
ana.silva,Ana Silva,active,DE:de;AT:de,1000000,{WEEK}
ben.okoro,Ben Okoro,active,US:en;CA:en,1000000,{WEEK}
cleo.marsh,Cleo Marsh,active,FR:fr;GB:en,1000000,{WEEK}
"""
HEADER = "id,email,company,country,language,submitted_at\n"
# A row that is rejected, in each file of leads.
BROKEN = ",,,,,\n"
# How runs of the program may end where nothing is wrong with it: some rows are broken on purpose.
DONE = (0, 1)


class Failed(Exception):
    """Something did not hold."""


class Missing(Exception):
    """A row cannot be run here; says what it needs."""


def need(program):
    if not shutil.which(program):
        raise Missing(f"needs {program}")


def need_root():
    if os.geteuid() != 0:
        raise Missing("needs root")


def eventually(holds, seconds=60, every=0.02):
    """Waits until something holds; returns whether it came to."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


def lead_row(i, country=None, submitted="2026-03-02T09:00:00Z"):
    return f"L-{i},l-{i}@l-{i}.example,Company {i},{country or COUNTRIES[i % 6]},,{submitted}\n"


class Desk:
    """A workspace with files that wait for their delivery."""

    def __init__(self, binary, root, leads, per_file, site=SITE, rules=RULES, reps=REPS):
        self.binary, self.root, self.leads = binary, root, leads
        self.write("signalbox.toml", site)
        self.write("rules.toml", rules)
        self.write("roster/reps.csv", reps)
        for folder in ("drop/leads", "drop/roster", "drop/crm", "drop/activities", "waiting"):
            os.makedirs(self.path(folder), exist_ok=True)
        self.files = {}
        for start in range(1, leads + 1, per_file):
            rows = [lead_row(i) for i in range(start, min(start + per_file, leads + 1))]
            self.await_delivery(f"part-{start:06}.csv", HEADER + "".join(rows) + BROKEN)

    @classmethod
    def at(cls, other, root):
        """The same desk as another, whose workspace was copied."""
        desk = cls.__new__(cls)
        desk.__dict__.update(other.__dict__, root=root, files=dict(other.files))
        return desk

    def path(self, name):
        return os.path.join(self.root, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w") as file:
            file.write(text)

    def await_delivery(self, name, text):
        self.files[name] = text
        self.write("waiting/" + name, text)

    def deliver(self, name, folder="leads"):
        os.rename(self.path("waiting/" + name), self.path(f"drop/{folder}/{name}"))

    def deliver_all(self):
        for name in sorted(os.listdir(self.path("waiting"))):
            self.deliver(name)

    def run(self, *words, before=(), check=None, timeout=600, **more):
        done = subprocess.run([*before, self.binary, *words, "-w", self.root], capture_output=True,
                              text=True, timeout=timeout, **more)
        if check is not None and done.returncode not in check:
            raise Failed(f"{' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def host(self, before=(), log=subprocess.DEVNULL, **more):
        """Starts a host and returns once it has made its socket, or has ended."""
        link = self.path("link/desk.sock")
        if os.path.exists(link):
            os.unlink(link)
        process = subprocess.Popen([*before, self.binary, "run", "-w", self.root],
                                   stdout=subprocess.DEVNULL, stderr=log, **more)
        eventually(lambda: os.path.exists(link) or process.poll() is not None, 30, 0.005)
        return process

    def waits(self):
        """How many files have been delivered and not finished."""
        return sum(len(files) for _, _, files in os.walk(self.path("drop")))

    def log(self, *kinds):
        """The log's entries, of some kinds or of all."""
        entries = map(json.loads, self.run("log", "export", check=[0]).stdout.splitlines())
        return [entry for entry in entries if not kinds or entry["kind"] in kinds]

    def check_sound(self):
        """What the program says of itself, and what a program that shares no code with it says."""
        self.run("log", "verify", check=[0])
        replay = self.run("replay", check=[0]).stdout.strip()
        self.run("doctor", check=[0])
        verified = subprocess.run([os.path.join(HERE, "Scripts/verify-log"), self.path("signalbox.sqlite")],
                                  capture_output=True, text=True)
        if verified.returncode:
            raise Failed(f"verify-log: {verified.stdout}{verified.stderr}")
        return replay

    def check_files(self):
        """Each delivered file is in one place, byte for byte."""
        places = collections.defaultdict(list)
        for folder in ("drop", "processed", "rejected"):
            for at, _, names in os.walk(self.path(folder)):
                for name in names:
                    places[name].append(os.path.join(at, name))
        for name, text in self.files.items():
            if os.path.exists(self.path("waiting/" + name)):
                continue
            if len(places[name]) != 1:
                raise Failed(f"{name} is in {places[name] or 'no place'}")
            with open(places[name][0], newline="") as file:
                if file.read() != text:
                    raise Failed(f"{name} has another content")
        return places

    def check_leads(self):
        """Each lead was received once, and each broken row was rejected."""
        received = collections.Counter(entry["payload"]["lead"] for entry in self.log("lead.received"))
        twice = [lead for lead, count in received.items() if count != 1]
        if twice or len(received) != self.leads:
            raise Failed(f"{len(received)} of {self.leads} leads were received, {len(twice)} of them twice")
        broken = {name for name, text in self.files.items() if text.endswith(BROKEN)}
        there = {name.removesuffix(".rows.csv") for name in os.listdir(self.path("rejected"))}
        if broken - there:
            raise Failed(f"the broken rows of {len(broken - there)} files were not rejected")

    def check(self):
        """All that must hold. Returns a sentence of what was found."""
        replay = self.check_sound()
        self.check_files()
        self.check_leads()
        return f"{self.leads} leads once each, {len(self.files)} files in one place each; replay: {replay}"


def stop(process, how, seconds=30):
    """Ends a process of ours and returns its status."""
    if process.poll() is None:
        process.send_signal(how)
    return process.wait(seconds)
