"""Calls on the store's files that fail: once, and from some call on."""
import os, shutil, signal, subprocess
from desk import DONE, HEADER, Desk, Failed, eventually, lead_row, need, stop

CALLS = ("fdatasync", "pread64", "pwrite64")
ONCE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40, 55, 75, 100, 150)
QUICK = {"fdatasync": (2, 5), "pread64": (3, 60), "pwrite64": (6, 40)}
# Status of what could not be done, with a sentence that says why.
STORE = 4
ACTS = 6


class Trial:
    """A host, one of whose calls fails, and people who go on working with it."""

    def __init__(self, template, root, call, k, lasting, ending):
        self.desk = Desk.at(template, root)
        shutil.copytree(template.root, root)
        self.call, self.k, self.lasting, self.ending = call, k, lasting, ending
        self.trace = root + ".trace"
        self.answers = []

    def __str__(self):
        return f"{self.call} number {self.k}{' and all after it' if self.lasting else ''}, ended by {self.ending.name}"

    def run(self):
        """Returns whether the call was reached."""
        desk = self.desk
        when = f"{self.k}{'+' if self.lasting else ''}"
        host = desk.host(before=["strace", "-D", "-f", "-qq", "-o", self.trace, "-P", desk.path("signalbox.sqlite"), "-P",
                                 desk.path("signalbox.sqlite-wal"), "-e", f"trace={self.call}",
                                 "-e", f"inject={self.call}:error=EIO:when={when}"])
        for name in sorted(os.listdir(desk.path("waiting"))):
            desk.deliver(name)
            self.act(host)
        eventually(lambda: desk.waits() == 0 or host.poll() is not None, 3)
        while len(self.answers) < ACTS:
            self.act(host)
        self.ended = host.poll()
        stop(host, self.ending)
        with open(self.trace) as file:
            reached = "(INJECTED)" in file.read()
        os.unlink(self.trace)
        return reached

    def act(self, host):
        """Somebody logs a contact, on a lead that nobody else touches."""
        if host.poll() is not None:
            self.answers.append(None)
            return
        lead = f"L-{len(self.answers) + 1}"
        done = self.desk.run("contact", f"web/{lead}", timeout=60)
        if done.returncode not in (0, STORE):
            raise Failed(f"a contact ended with {done.returncode}: {done.stderr}")
        if done.returncode and not done.stderr.startswith("signalbox: "):
            raise Failed(f"a contact failed without a sentence: {done.stderr}")
        self.answers.append("nothing was changed" if "nothing was changed" in done.stderr else done.returncode)

    def check(self):
        # A host that cannot open its store says so and ends; one that serves goes on.
        if self.ended not in (None, STORE):
            raise Failed(f"the host ended with {self.ended}")
        self.desk.run("run", "--once", check=DONE)
        self.desk.check()
        contacts = [entry["payload"]["lead"] for entry in self.desk.log("lead.contacted")]
        for n, answer in enumerate(self.answers, 1):
            count = contacts.count(f"L-{n}")
            if count > 1 or answer == 0 and count == 0 or answer == "nothing was changed" and count:
                raise Failed(f"the contact with L-{n} was answered with {answer} and is in the log {count} times")
        return sum(answer == 0 for answer in self.answers)


def eio(options, root):
    """Lets a sync, a read or a write of the store fail, once or for good: nothing is lost, nothing done twice."""
    need("strace")
    template = Desk(options.binary, os.path.join(root, "template"), 60, 20)
    template.deliver("part-000001.csv")
    template.run("run", "--once", check=DONE)
    trials = done = refused = 0
    for call in CALLS:
        for lasting in (False, True):
            for k in QUICK[call][:1 if lasting else 2] if options.quick else ONCE:
                ending = signal.SIGKILL if (k + lasting) % 2 else signal.SIGTERM
                trial = Trial(template, os.path.join(root, f"{call}-{k}-{lasting}"), call, k, lasting, ending)
                reached = trial.run()
                try:
                    acted = trial.check()
                except Failed as problem:
                    raise Failed(f"{trial}: {problem}")
                trials += reached
                done += acted
                refused += len(trial.answers) - acted
                shutil.rmtree(trial.desk.root)
                if not reached:
                    break
    return f"{trials} errors of reads, writes and syncs; {done} acts done once, {refused} answered as not done; all held"
