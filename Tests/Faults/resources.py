"""What runs out: disk and memory."""
import os, signal, subprocess, time
from desk import DONE, Desk, Failed, Missing, eventually, need_root, stop


def disk_full(options, root):
    """Fills the disk under a host, then makes room."""
    need_root()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", root], capture_output=True).returncode:
        raise Missing("needs leave to mount a tmpfs")
    try:
        desk = Desk(options.binary, root, 2000, 500)
        desk.run("run", "--once", check=DONE)
        host = desk.host()
        ballast = desk.path("ballast")
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass
        desk.deliver_all()
        time.sleep(3)
        if host.poll() is not None:
            raise Failed(f"the host ended with {host.returncode} on a full disk")
        waiting = desk.waits()
        os.unlink(ballast)
        came = eventually(lambda: desk.waits() == 0)
        stop(host, signal.SIGTERM)
        if not came:
            raise Failed(f"{desk.waits()} files still wait a minute after there was room again")
        return f"{waiting} files waited while the disk was full; {desk.check()}"
    finally:
        subprocess.run(["umount", "-l", root])


def memory(pid, key="VmRSS"):
    """What a process takes, or has taken at most (VmHWM), in MiB; 0 where it is gone."""
    try:
        with open(f"/proc/{pid}/status") as status:
            for line in status:
                if line.startswith(key + ":"):
                    return int(line.split()[1]) // 1024
    except OSError:
        pass
    return 0


def demo_memory(options, root):
    """A busy sample desk within bounded memory."""
    folder = os.path.join(root, "demo")
    seconds = "12" if options.quick else "60"
    process = subprocess.Popen([options.binary, "demo", "--headless", "--for", seconds, "--dir", folder],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, memory(process.pid))
        if most > 1024:
            process.kill()
            process.wait()
            raise Failed(f"the demo had taken {most} MiB")
        time.sleep(0.2)
    if process.returncode:
        raise Failed(f"the demo ended with {process.returncode}")
    done = subprocess.run([options.binary, "doctor", "-w", folder], capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stdout)
    return f"{seconds} s of demo in {most} MiB at most"
