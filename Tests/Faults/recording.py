"""What a program does to a folder, recorded call by call, and what a loss of power would leave of it.

The recorder is strace: it sees every call of every process, also those of static programs. The disk that is
played is a journaled one: names change in order, and a name is safe once its folder was synced; bytes are safe
once their file was. What was not synced is there, or not, or in some of its sectors."""
import os, re, shutil, stat, subprocess
from desk import Failed

CALLS = ("openat,open,creat,lseek,write,writev,pwrite64,pwritev,fsync,fdatasync,sync,syncfs,ftruncate,truncate,"
         "fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlinkat,mkdir,mkdirat,rmdir,"
         "copy_file_range,sendfile")
LINE = re.compile(r"^(\d+) +[\d.]+ (.*)$")
BEGUN = re.compile(r"^(\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
WHOLE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)(?:<([^>]*)>)?(.*)$")
ARGUMENT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|(-?\w+)<([^>]*)>|([^,\s"]+)')
SECTOR = 512
# Not kept by any disk that lost its power: shared memory, and ends of sockets.
PASSING = ("-shm", ".sock")


def plain(hexed):
    return bytes.fromhex(hexed.replace("\\x", ""))


class Call:
    """One call that went well: its place in time, and its arguments as they were written."""

    def __init__(self, name, begun, text, result, opened):
        self.name, self.begun, self.result = name, begun, int(result)
        self.opened = plain(opened).decode() if opened else None
        self.words = ARGUMENT.findall(text)

    def data(self, n=0):
        """The n-th string."""
        return plain([string for string, fd, _, other in self.words if not fd and not other][n])

    def __str__(self):
        fd = self.words and self.words[0][1] not in ("", "AT_FDCWD")
        return f"{self.name} {os.path.basename(self.file()[1] if fd else self.folder_paths()[-1])}"

    def folder_paths(self):
        """The paths that it names, each from the folder that stands before it."""
        paths, base = [], os.getcwd()
        for string, fd, at, _ in self.words:
            if fd:
                base = plain(at).decode()
            elif string:
                paths.append(os.path.join(base, plain(string).decode(errors="surrogateescape")))
        return [os.path.normpath(path) for path in paths]

    def file(self):
        """Number and path of the file that it is about."""
        return self.words[0][1], plain(self.words[0][2]).decode(errors="surrogateescape")

    def number(self, n):
        """The n-th of its plain words, as a number."""
        return int([other for _, _, _, other in self.words if other][n])

    @property
    def flags(self):
        return {flag for *_, other in self.words for flag in other.split("|")}


def record(command, trace, **more):
    """Runs a command and returns all calls that went well, in the order in which they ended."""
    done = subprocess.run(["strace", "-f", "-y", "-xx", "-ttt", "-qq", "-s", "33554432", "--seccomp-bpf", "-e",
                           f"trace={CALLS}", "-e", "signal=none", "-o", trace, *command], capture_output=True,
                          text=True, timeout=600, **more)
    if done.returncode:
        raise Failed(f"the recording ended with {done.returncode}: {done.stdout}{done.stderr}")
    calls, open_calls = [], {}
    with open(trace, encoding="latin-1") as file:
        for index, line in enumerate(file):
            found = LINE.match(line.rstrip("\n"))
            if not found:
                continue
            process, text = found.groups()
            begun, resumed = BEGUN.match(text), RESUMED.match(text)
            if begun:
                open_calls[process] = (index, f"{begun[1]}({begun[2]}")
                continue
            at = index
            if resumed:
                at, first = open_calls.pop(process)
                text = first + resumed[2]
            whole = WHOLE.match(text)
            if whole and int(whole[3]) >= 0:
                calls.append(Call(whole[1], at, *whole.group(2, 3, 4)))
                calls[-1].ended = index
    os.unlink(trace)
    return calls


class Node:
    """A file: its bytes on the disk, its bytes as programs see them, and what is between."""

    def __init__(self, data=b""):
        self.safe, self.live, self.pending = bytearray(data), bytearray(data), []

    def write(self, at, data, when):
        apply(self.live, ("write", at, data))
        self.pending.append((when, ("write", at, data)))

    def truncate(self, size, when):
        apply(self.live, ("truncate", size))
        self.pending.append((when, ("truncate", size)))

    def sync(self, begun):
        """Whatever had been written when the sync began is safe."""
        for when, what in self.pending:
            if when < begun:
                apply(self.safe, what)
        self.pending = [later for later in self.pending if later[0] >= begun]

    def after_loss(self, random):
        """What is there when the power comes back."""
        data, mode = bytearray(self.safe), random.choice(["none", "all", "some", "some"])
        for _, what in self.pending:
            if mode == "all" or mode == "some" and random.random() < 0.4:
                apply(data, what)
            elif mode == "some" and what[0] == "write" and random.random() < 0.5:
                tear(data, what[1], what[2], random)
        return data


def apply(data, what):
    if what[0] == "truncate":
        size = what[1]
        del data[size:]
        data.extend(bytes(size - len(data)))
    else:
        _, at, new = what
        data.extend(bytes(max(0, at - len(data))))
        data[at:at + len(new)] = new


def tear(data, at, new, random):
    """Some sectors of a write: the first ones, the last ones, or any."""
    cuts = [0, *range(SECTOR - at % SECTOR, len(new), SECTOR)]
    some = random.choice([cuts[:random.randint(0, len(cuts))], cuts[random.randint(0, len(cuts)):],
                          [cut for cut in cuts if random.random() < 0.5]])
    for cut in some:
        apply(data, ("write", at + cut, new[cut:cut + SECTOR - (at + cut) % SECTOR]))


class Disk:
    """A folder on a disk that the power may leave at any call."""

    FOLDER = object()

    def __init__(self, root):
        self.root = root
        self.live, self.positions, self.journal = {root: self.FOLDER}, {}, []
        for at, folders, files in os.walk(root):
            for name in folders:
                self.live[os.path.join(at, name)] = self.FOLDER
            for name in files:
                path = os.path.join(at, name)
                if not path.endswith(PASSING):
                    with open(path, "rb") as file:
                        self.live[path] = Node(file.read())
        self.safe = dict(self.live)

    def minds(self, path):
        return path.startswith(self.root + "/") and not path.endswith(PASSING)

    def change_names(self, *what):
        rename(self.live, what)
        self.journal.append(what)

    def take(self, call):
        """One call goes to the disk."""
        if call.name in ("rename", "renameat", "renameat2", "link", "linkat"):
            source, target = call.folder_paths()
            if self.minds(source) or self.minds(target):
                kind = "exchange" if "RENAME_EXCHANGE" in call.flags else call.name[:4]
                self.change_names(kind, source, target)
        elif call.name in ("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"):
            path, = call.folder_paths()
            if self.minds(path):
                self.change_names("make" if call.name.startswith("mk") else "drop", path, self.FOLDER)
        elif call.name in ("open", "openat", "creat"):
            self.open(call)
        else:
            self.take_bytes(call)

    def open(self, call):
        path = os.path.normpath(call.opened)
        if not self.minds(path) or not call.flags & {"O_WRONLY", "O_RDWR"}:
            return
        if path not in self.live:
            self.change_names("make", path, Node())
        node = self.live[path]
        if "O_TRUNC" in call.flags and node.live:
            node.truncate(0, call.ended)
        self.positions[id(node), str(call.result)] = None if "O_APPEND" in call.flags else 0

    def take_bytes(self, call):
        if call.name in ("sync", "syncfs"):
            raise Failed(f"{call.name} is more than this disk knows of")
        number, path = call.file()
        if path == self.root:
            return self.sync_names(path)
        if not self.minds(path) or path not in self.live:
            return
        node = self.live[path]
        if call.name in ("fsync", "fdatasync"):
            return self.sync_names(path) if node is self.FOLDER else node.sync(call.begun)
        if node is self.FOLDER:
            return
        key = id(node), number
        if call.name == "pwrite64":
            node.write(call.number(-1), call.data()[:call.result], call.ended)
        elif call.name == "write":
            at = self.positions.get(key, 0)
            node.write(len(node.live) if at is None else at, call.data()[:call.result], call.ended)
            if at is not None:
                self.positions[key] = at + call.result
        elif call.name == "lseek":
            if self.positions.get(key) is not None:
                self.positions[key] = call.result
        elif call.name == "ftruncate":
            node.truncate(call.number(-1), call.ended)
        else:
            raise Failed(f"{call.name} is more than this disk knows of")

    def sync_names(self, folder):
        """A folder's names are safe, and so is every change of names that came before the last of its own."""
        own = [n for n, (_, *paths) in enumerate(self.journal)
               if any(isinstance(path, str) and os.path.dirname(path) == folder for path in paths)]
        for what in self.journal[:own[-1] + 1 if own else 0]:
            rename(self.safe, what)
        del self.journal[:own[-1] + 1 if own else 0]

    def after_loss(self, random, to):
        """Puts what is left into another folder."""
        names = dict(self.safe)
        for what in self.journal[:random.choice([0, len(self.journal), random.randint(0, len(self.journal))])]:
            rename(names, what)
        self.put(names, to, lambda node: node.after_loss(random))

    def put(self, names, to, content):
        shutil.rmtree(to, ignore_errors=True)
        for path in sorted(names):
            here = to + path[len(self.root):]
            if names[path] is self.FOLDER:
                os.makedirs(here, mode=0o700, exist_ok=True)
            else:
                with open(os.open(here, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                    file.write(content(names[path]))

    def compare(self):
        """Fails where the recording is not all that happened."""
        there = {}
        for at, _, files in os.walk(self.root):
            for name in files:
                path = os.path.join(at, name)
                if self.minds(path) and stat.S_ISREG(os.lstat(path).st_mode):
                    with open(path, "rb") as file:
                        there[path] = file.read()
        mine = {path: bytes(node.live) for path, node in self.live.items() if node is not self.FOLDER}
        for path in mine.keys() | there.keys():
            if mine.get(path) != there.get(path):
                raise Failed(f"the recording does not lead to {path} as it is")


def rename(names, what):
    kind, path, other = what
    if kind == "make":
        names[path] = other
    elif kind == "drop":
        names.pop(path, None)
    elif kind == "link":
        names[other] = names[path]
    elif kind == "exchange":
        names[path], names[other] = names[other], names[path]
    else:
        names[other] = names.pop(path)
