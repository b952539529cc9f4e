"""Hosts that are killed: at random moments, and at every k-th call of the system that matters."""
import os, shutil, subprocess, time
from desk import DONE, Desk, Failed, need


def kill_9(options, root):
    """Kills the host at random moments while files keep coming.

    No file meets more than two kills: three attempts that come no further set a file aside, as they should."""
    desk = Desk(options.binary, root, options.leads, max(1, options.leads // max(1, options.kills // 2)))
    names, kills, at_hand, in_a_row = list(desk.files), 0, 0, 0
    while kills < options.kills:
        host = desk.host()
        if names and desk.waits() == 0:
            desk.deliver(names.pop(0))
        time.sleep(options.random.uniform(0, options.longest))
        busy = desk.waits() > 0
        host.kill()
        host.wait()
        kills += 1
        at_hand += busy
        in_a_row = in_a_row + 1 if busy else 0
        if in_a_row == 2:
            desk.run("run", "--once", check=DONE)
            in_a_row = 0
    desk.deliver_all()
    desk.run("run", "--once", check=DONE)
    return f"{kills} kills, {at_hand} of them with a file at hand; {desk.check()}"


def killed(desk, call, k):
    """Runs the desk once and kills it at the k-th call. Returns whether it came so far."""
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
              "-e", f"inject={call}:signal=SIGKILL:when={k}"]
    status = desk.run("run", "--once", before=inject).returncode
    return status not in DONE


# Kills at these numbers of calls, until one comes that is not reached.
SOME = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40, 55, 75, 100, 140, 200, 300, 400)
FEW = (1, 5, 17)
CALLS = ("fdatasync", "fsync", "renameat2", "pwrite64", "ftruncate", "unlink", "openat")


def kill_calls(options, root):
    """Kills the host at every k-th call that makes something durable or moves a file, and once more in its recovery."""
    need("strace")
    kills = 0
    for call in CALLS[:4] if options.quick else CALLS:
        for k in FEW if options.quick else SOME:
            folder = os.path.join(root, f"{call}-{k}")
            os.mkdir(folder)
            desk = Desk(options.binary, folder, 60, 20)
            desk.deliver_all()
            if not killed(desk, call, k):
                break
            kills += 1 + killed(desk, call, options.random.choice(SOME[:10]))
            desk.run("run", "--once", check=DONE)
            try:
                desk.check()
            except Failed as problem:
                raise Failed(f"killed at {call} number {k}: {problem}")
            shutil.rmtree(folder)
    return f"{kills} kills at writes, syncs and renames, everything held each time"
