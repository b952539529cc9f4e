"""Very many files at once, and files that are far too large: bounded memory, everything accounted for."""
import os, signal, time
from desk import HEADER, SITE, Desk, Failed, eventually, lead_row, stop
from resources import memory

# In MiB: what the host may take at most, whatever comes.
MOST = 256
GIB = 1 << 30


def serve_all(desk, seconds):
    """Lets a host take in whatever lies there; returns what memory it took at most, and how long a look took."""
    host = desk.host()
    slowest = 0.0

    def done():
        nonlocal slowest
        began = time.monotonic()
        desk.run("lead", "web/L-1")
        slowest = max(slowest, time.monotonic() - began)
        return desk.waits() == 0 or host.poll() is not None

    came = eventually(done, seconds, 0.5)
    most = memory(host.pid, "VmHWM")
    if host.poll() is not None:
        raise Failed(f"the host ended with {host.returncode}")
    status = stop(host, signal.SIGTERM)
    if not came:
        raise Failed(f"{desk.waits()} files still wait after {seconds} s")
    if status != 0:
        raise Failed(f"the host ended with {status}")
    if most > MOST:
        raise Failed(f"the host had taken {most} MiB")
    return most, slowest


def small_files(options, root):
    desk = Desk(options.binary, root, 0, 1)
    desk.leads = options.files
    for i in range(1, options.files + 1):
        desk.await_delivery(f"one-{i:06}.csv", HEADER + lead_row(i))
    # All at once: the folder itself is put in place.
    os.rmdir(desk.path("drop/leads"))
    os.rename(desk.path("waiting"), desk.path("drop/leads"))
    os.mkdir(desk.path("waiting"))
    most, slowest = serve_all(desk, 120 + options.files / 5)
    return f"{options.files} files at once in {most} MiB, {slowest:.1f} s for the slowest command; {desk.check()}"


def large_files(options, root):
    """A sparse file and a single line without end: under the limit of sizes that is shipped, and under a wide one."""
    said = []
    for mib, sparse, line in (1024, 5 * GIB, 2 * GIB), (8192, GIB >> 4 if options.quick else 5 * GIB, 0):
        folder = os.path.join(root, str(mib))
        desk = Desk(options.binary, folder, 20, 20, SITE + f"[limits]\nfile_mib = {mib}\n")
        with open(desk.path("waiting/sparse.csv"), "wb") as file:
            file.write(HEADER.encode())
            file.truncate(sparse)
        line = line or (1 << 24 if options.quick else 2 * GIB)
        with open(desk.path("waiting/line.csv"), "wb") as file:
            file.write(HEADER.encode() + b"L-x,")
            # Under the shipped limit nothing of it is read: a hole will do.
            if mib == 1024:
                file.truncate(line)
            for _ in range(0 if mib == 1024 else line >> 20):
                file.write(b"x" * (1 << 20))
        sizes = {name: os.stat(desk.path("waiting/" + name)) for name in ("sparse.csv", "line.csv")}
        desk.deliver_all()
        most, _ = serve_all(desk, 900)
        for name, before in sizes.items():
            there = [os.path.join(at, one) for place in ("drop", "processed", "rejected")
                     for at, _, names in os.walk(desk.path(place)) for one in names if one == name]
            if len(there) != 1 or not os.path.dirname(there[0]).endswith("/rejected"):
                raise Failed(f"{name} is in {there}")
            # The very file, of the same size: not a copy of it.
            after = os.stat(there[0])
            if (after.st_ino, after.st_size) != (before.st_ino, before.st_size):
                raise Failed(f"{name} is another file than the one that came")
            os.unlink(there[0])
        desk.check()
        said.append(f"{sizes['sparse.csv'].st_size >> 20} MiB of nothing and a line of {line >> 20} MiB in {most} MiB")
    return "; ".join(said)


def flood(options, root):
    """Delivers very many small files at once, a sparse file of 5 GiB and a line of 2 GiB."""
    return f"{small_files(options, os.path.join(root, 'small'))}; {large_files(options, os.path.join(root, 'large'))}"
