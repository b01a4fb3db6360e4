"""What goes wrong around a server, one thing after the other, while it answers a light load.

CASES is the table. A case is a function (field) -> rows; most are a `Trial`: a server, a steady load,
a fault, its end, and a judgement of every call. What befalls that which a server keeps, and that by which it
knows its callers, is in kept_faults.py.
"""

import fcntl
import os
import resource
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import time

import h2
from packs import ChangingPack, PackInGit
from row import Row
from waiting import wait_until

RATE = 100  # calls a second, from the first moment to the last
DEADLINE_MS = 2000
FOLLOWED_WITHIN = 10  # seconds, until a pack that was mended answers; it is looked at once a second
LOG_BYTES = 16 << 10
FEW_FILES = 64
NOBODY = 65534


class Trial:
    """A server under a light load. `fault` is called in the middle of it.

    Nothing but OK may come of the calls, or what `allowed` names; no answer may be another one than a
    calm server's. Afterwards all calls of a new client are to be answered.
    """

    def __init__(self, field, what, *arguments, seconds=6, allowed=(), pack=None, target=None,
                 **options):
        self.field, self.what, self.allowed = field, what, {"OK", *allowed}
        self.pack, self.target = pack, target or "none fails, none is wrong"
        self.seconds = field.seconds(seconds)
        self.arguments, self.options = arguments, options

    def moment(self, share=0.25):
        """Lets a part of the load pass."""
        time.sleep(self.seconds * share)

    def run(self, fault):
        """The row. `fault(trial, server)` says what else it saw: (text, whether that is good)."""
        place = getattr(self.pack, "place", self.pack.folder)
        with self.field.server(*self.arguments, pack=place, **self.options) as server:
            load = self.load(server, self.seconds)
            self.moment()
            saw, good = fault(self, server)
            during = load.result()
            after = self.load(server, max(1, self.field.seconds(1))).result()
            alive = server.process.poll() is None
        row = Row("faults", self.what, self.target,
                  self._text(during, after) + (f"; {saw}" if saw else ""))
        row.met = good and alive and self._is_good(during, after)
        return row

    def load(self, server, seconds):
        return self.field.load(server.address, "evaluate", seconds, rate=RATE, in_flight=1000,
                               connections=2, deadline_ms=DEADLINE_MS)

    def _is_good(self, during, after):
        return (set(during.codes) <= self.allowed and during.ok > 0
                and during.wrong(self.pack.right) + after.wrong(self.pack.right) == 0
                and after.failed == 0 and after.ok > 0
                and during.report["not_sent"] + after.report["not_sent"] == 0)

    def _text(self, during, after):
        failed = "".join(f", {count} {code}" for code, count in sorted(during.codes.items())
                         if code != "OK")
        wrong = during.wrong(self.pack.right) + after.wrong(self.pack.right)
        later = f", {after.failed} afterwards" if after.failed or not after.ok else ""
        return f"{during.failed} failed of {during.sent}{failed}{later}, {wrong} wrong"


def followed(pack, server, edition):
    """(text, whether it is soon enough): an edition that was just written, until it answers."""
    seconds = pack.seconds_until_answered(server.address, edition)
    return f"the next pack answered after {seconds:.1f} s", seconds <= FOLLOWED_WITHIN


# Packs. Each way: what is done to the pack's folder, and how it is undone.

def remove(pack):
    shutil.rmtree(pack.folder)


def rename(pack):
    pack.folder.rename(pack.top / "elsewhere")


def put_a_file_there(pack):
    rename(pack)
    pack.folder.write_text("no folder\n")


def put_a_pipe_there(pack):
    """Who opens it for reading waits for ever."""
    (pack.folder / "pack.yaml").unlink()
    os.mkfifo(pack.folder / "pack.yaml")


def put_a_folder_there(pack):
    (pack.folder / "pack.yaml").unlink()
    (pack.folder / "pack.yaml").mkdir()


def link_to_itself(pack):
    rename(pack)
    pack.folder.symlink_to(pack.folder)


def take_its_rights(pack):
    pack.folder.chmod(0)


def broken_pack(field, how, what, **options):
    with ChangingPack(field) as pack:
        whole = pack.top / "whole"
        shutil.copytree(pack.folder, whole)

        def fault(trial, server):
            how(pack)
            trial.moment()
            if pack.folder.is_dir() and not pack.folder.is_symlink():
                pack.folder.chmod(0o755)
                shutil.rmtree(pack.folder)
            else:
                pack.folder.unlink(missing_ok=True)
            whole.rename(pack.folder)
            pack.write(1)
            return followed(pack, server, 1)

        return Trial(field, f"the pack's folder {what}", "--pack-poll-interval", "1s", pack=pack,
                     **options).run(fault)


def broken_packs(field):
    rows = [broken_pack(field, how, what) for how, what in (
        (remove, "is removed"), (rename, "is renamed"), (put_a_file_there, "becomes a file"),
        (put_a_pipe_there, "has a pipe for pack.yaml"),
        (put_a_folder_there, "has a folder for pack.yaml"), (link_to_itself, "links to itself"))]
    another = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        rows.append(broken_pack(field, take_its_rights, "may not be read", **another))
    except RuntimeError as error:
        rows.append(Row("faults", "the pack's folder may not be read", "none fails",
                        void=f"no server as another user: {error}"))
    return rows


# Logs. Every call writes a line.

def log_full(field, what, is_full, **options):
    with ChangingPack(field) as pack:
        def fault(trial, server):
            wait_until(lambda: is_full(server))
            trial.moment()
            pack.write(1)
            return followed(pack, server, 1)
        return Trial(field, what, "--log-level", "debug", pack=pack, **options).run(fault)


def full_disk(field):
    """A small file system of its own, which no other process sees; needs the rights to mount one."""
    what = f"the disk of the log is full ({LOG_BYTES >> 10} KiB of tmpfs)"
    folder = tempfile.mkdtemp(prefix="bellwether-prove-")
    mount = ["unshare", "--mount", "sh", "-c",
             f'mount -t tmpfs -o size={LOG_BYTES} none "$0" && exec "$@" 2>"$0/log"', folder]

    def is_full(server):
        return os.statvfs(f"/proc/{server.process.pid}/root{folder}").f_bavail == 0
    try:
        probe = subprocess.run([*mount, "true"], capture_output=True, text=True, check=False)
        if probe.returncode:
            return [Row("faults", what, "none fails", void=probe.stderr.strip() or "no right to mount")]
        return [log_full(field, what, is_full, before=mount)]
    finally:
        os.rmdir(folder)


def small_files(field):
    """A limit on the size of files: the system also sends a signal, which by default ends a process."""
    with tempfile.TemporaryFile() as log:
        return [log_full(field, f"the log may not grow (RLIMIT_FSIZE of {LOG_BYTES >> 10} KiB)",
                         lambda _: os.fstat(log.fileno()).st_size >= LOG_BYTES, stderr=log,
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                               (LOG_BYTES, LOG_BYTES)))]


def log_without_reader(field):
    read, write = os.pipe()
    os.close(read)
    try:
        return [log_full(field, "whoever read the log is gone", lambda _: True, stderr=write)]
    finally:
        os.close(write)


def log_nobody_reads(field):
    """A pipe that is full: who writes to it waits."""
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    try:
        return [log_full(field, "whoever reads the log has stopped",
                         lambda _: not select.select([], [write], [], 0)[1], stderr=write)]
    finally:
        os.close(read)
        os.close(write)


# The clock. Only that of the server jumps, and only the one that tells the time of day.

def clock_jumps(field):
    return [clock_jump(field, hours) for hours in (3, -3)]


def clock_jump(field, hours):
    """Beside the load batches go on without pause, so that calls are under way in that moment."""
    with PackInGit(field) as pack:
        offset = pack.top / "offset"  # as jumping_clock.cc reads it
        offset.write_bytes(bytes(8))

        def fault(trial, server):
            batches = field.load(server.address, "largest_batch", trial.seconds / 2, in_flight=2,
                                 deadline_ms=20_000)
            trial.moment(0.1)
            with offset.open("r+b") as mapped:
                mapped.write(struct.pack("<q", hours * 3600 * 10**9))
            trial.moment()
            pack.commit(1)
            text, good = followed(pack, server, 1)
            large = batches.result()
            return (f"{text}; {large.failed} of {large.sent} batches failed",
                    good and large.failed == 0 and large.ok > 0)

        environment = {**os.environ, "BELLWETHER_CLOCK_OFFSET": str(offset),
                       "LD_PRELOAD": str(field.build / "reliability/libbellwether_jumping_clock.so")}
        return Trial(field, f"the clock jumps by {hours:+} hours", "--pack-poll-interval", "1s",
                     pack=pack, env=environment).run(fault)


# What the system gives and takes.

def without_events(field):
    """The system tells of no change of a file: who has many containers runs out of inotify."""
    what = "the system tells of no change of files (no inotify)"
    none = ["unshare", "--user", "--map-root-user", "sh", "-c",
            'echo 0 >/proc/sys/user/max_inotify_instances && exec "$@"', "sh"]
    probe = subprocess.run([*none, "true"], capture_output=True, text=True, check=False)
    if probe.returncode:
        return [Row("faults", what, "none fails", void=probe.stderr.strip() or "no right to do so")]
    with ChangingPack(field) as pack:
        def fault(trial, server):
            pack.write(1)
            return followed(pack, server, 1)
        return [Trial(field, what, "--pack-poll-interval", "1s", pack=pack, before=none).run(fault)]



def files_run_out(field):
    """More connections than the server may have open. Those that it has go on."""
    with ChangingPack(field, editions=1) as pack:
        def fault(trial, server):
            held = []
            try:
                for _ in range(2 * FEW_FILES):
                    held.append(h2.Connection(server.address))
                trial.moment()
                before = sum(is_greeted(connection) for connection in held)
            finally:
                for connection in held:
                    connection.socket.close()
            seconds = seconds_until_greeted(server.address)
            return (f"{before} of {len(held)} connections were taken, new ones again after "
                    f"{seconds:.1f} s", before < len(held) and seconds < FOLLOWED_WITHIN)
        return [Trial(field, f"the server may open {FEW_FILES} files", pack=pack,
                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE,
                                                            (FEW_FILES, FEW_FILES))).run(fault)]


def is_greeted(connection, seconds=0.01):
    """Whether the server has said its settings."""
    try:
        return any(kind == h2.SETTINGS for kind, *_ in connection.frames(seconds))
    except OSError:
        return False


def seconds_until_greeted(address):
    begin = time.monotonic()
    while time.monotonic() < begin + FOLLOWED_WITHIN:
        try:
            with h2.Connection(address, timeout=1) as connection:
                if is_greeted(connection, 0.5):
                    return time.monotonic() - begin
        except OSError:
            time.sleep(0.05)
    return float("inf")


def stopped(field):
    """SIGSTOP: the machine sleeps, the container is paused. Calls end by their deadline, and no other way."""
    with ChangingPack(field) as pack:
        def fault(trial, server):
            server.process.send_signal(signal.SIGSTOP)
            trial.moment(0.5)
            server.process.send_signal(signal.SIGCONT)
            pack.write(1)
            return followed(pack, server, 1)
        return [Trial(field, "the process is stopped and goes on (SIGSTOP, SIGCONT)",
                      seconds=8, allowed=["DEADLINE_EXCEEDED"], pack=pack,
                      target="none fails but by its deadline, none is wrong").run(fault)]


def hangups(field):
    with ChangingPack(field) as pack:
        def fault(trial, server):
            end, sent = time.monotonic() + trial.seconds / 2, 0
            while time.monotonic() < end:
                server.process.send_signal(signal.SIGHUP)
                sent += 1
                time.sleep(0.001)
            pack.write(1)
            text, good = followed(pack, server, 1)
            return f"{sent:,} signals; {text}", good and sent > 0
        return [Trial(field, "SIGHUP a thousand times a second", pack=pack).run(fault)]


# Every case in the order in which they run; those of kept_faults.py follow.
CASES = {
    "packs": broken_packs,
    "full-disk": full_disk,
    "small-files": small_files,
    "log-without-reader": log_without_reader,
    "log-nobody-reads": log_nobody_reads,
    "clock": clock_jumps,
    "without-events": without_events,
    "files-run-out": files_run_out,
    "stopped": stopped,
    "hangups": hangups,
}
