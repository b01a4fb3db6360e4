"""What goes wrong with what a server keeps on a disk: the packs that calls activate, and the log of decisions.

CASES goes on from faults.py. What was answered as activated is held against what answers afterwards, and what
the log of decisions has against what was asked.
"""

import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import tempfile
import threading
import time

import grpc
from home import PACK
from messages import api
from row import Row
from steady import Steady
from waiting import wait_until

KILLS = 30
LIVES = 0.6  # seconds at most, from being ready to the kill
DISK = 1 << 20
SECONDS = 60
NOT_KEPT = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"}  # what a change may be refused with that cannot be written


def text_of(version):
    return PACK.replace("version: 1.0.0", f"version: {version}")


class Keeper:
    """A server with a state folder, and what it was told to activate. `acknowledged` is {version: id of the record},
    `active` the version that answers, as far as was answered."""

    def __init__(self, field, state=None, **options):
        self.field, self.options = field, options
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-prove-"))
        (self.top / "pack").mkdir()
        (self.top / "pack/pack.yaml").write_text(PACK)
        self.arguments = ["--state", state or self.top / "state"]
        self.acknowledged, self.active, self.asked = {}, "1.0.0", 0
        self.server = self.channel = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.top, ignore_errors=True)

    def start(self):
        self.server = self.field.server(*self.arguments, pack=self.top / "pack", **self.options)
        self.channel = grpc.insecure_channel(self.server.address)

    def stop(self):
        if self.server is not None:
            self.channel.close()
            self.server.stop()
            self.server = None

    def activate(self):
        """Another pack than all before: the code, "OK" when it answers from now on."""
        self.asked += 1
        version = f"2.0.{self.asked}"
        request = api.rules.ActivatePackRequest(reason=f"to {version}", request_id=version)
        request.files.rules.files.add(name="pack.yaml", content=text_of(version).encode())
        try:
            answer = api.stub(self.channel, "RulesService").ActivatePack(request, timeout=SECONDS)
        except grpc.RpcError as error:
            return error.code().name
        self.acknowledged[version] = answer.activation.id
        self.active = version
        return "OK"

    def evaluate(self):
        """(version that answered, score)"""
        request = api.scoring.EvaluateRequest()
        request.account.id = "asked"
        request.account.signals.add(name="usage", number=0.9)
        answer = api.stub(self.channel, "ScoringService").Evaluate(request, timeout=20).evaluation
        return answer.pack.version, answer.health[0].score.value

    def ask(self):
        return "" if self.evaluate()[1] == 90 else "another answer"

    def recorded(self):
        """{version: id} of all activations."""
        found, request = {}, api.rules.ListActivationsRequest()
        while True:
            page = api.stub(self.channel, "RulesService").ListActivations(request, timeout=SECONDS)
            found.update({one.to.version: one.id for one in page.activations})
            if not page.next_page_token:
                return found
            request.page_token = page.next_page_token

    def lost(self):
        """Versions that were answered as activated, of which there is no record."""
        recorded = self.recorded()
        return [version for version, record in self.acknowledged.items() if recorded.get(version) != record]


# A death while packs are activated.

def activate_until_killed(keeper, seconds):
    killed = threading.Timer(seconds, keeper.server.process.kill)
    killed.start()
    while keeper.activate() == "OK":
        continue
    killed.join()
    wait_until(lambda: keeper.server.process.poll() is not None)
    keeper.stop()


def activation_kills(field):
    """After each kill the last pack that was acknowledged answers, or the one that was asked for in that moment."""
    count = max(3, round(KILLS * field.share))
    chance = random.Random(f"{field.seed} activations")
    wrong = 0
    with Keeper(field) as keeper:
        for _ in range(count):
            activate_until_killed(keeper, chance.uniform(0.02, LIVES))
            keeper.start()
            version, score = keeper.evaluate()
            wrong += version not in (keeper.active, f"2.0.{keeper.asked}") or score != 90
            keeper.active = version
        lost = keeper.lost()
    row = Row("faults", f"SIGKILL while packs are activated, {count} times, seed {field.seed}: activations that were "
              "answered and are lost; starts after which another pack answered", "0; 0",
              f"{len(lost)} of {len(keeper.acknowledged):,}; {wrong} of {count}")
    row.met = not lost and not wrong and len(keeper.acknowledged) > 0
    return [row]


# A disk that takes nothing.

def not_written(keeper, what, full, free):
    """Activations while the state folder takes nothing, and when it does again; questions all the while."""
    with Steady(keeper.ask) as steady:
        codes = [keeper.activate()]
        before = keeper.active
        full()
        refused = [keeper.activate() for _ in range(5)]
        time.sleep(keeper.field.seconds(2))
        stood = keeper.evaluate()[0] == before
        free()
        codes.append(keeper.activate())
    row = Row("faults", f"{what}: calls that failed; what five activations said meanwhile; whether the pack before them "
              "went on; the next activation", "0; no OK; yes; OK",
              f"{steady.text()}; {', '.join(sorted(set(refused)))}; {'yes' if stood else 'no'}; {codes[-1]}")
    row.met = steady.is_good() and set(refused) <= NOT_KEPT and stood and codes == ["OK", "OK"] and not keeper.lost()
    return row


def state_disk_full(field):
    """A small file system of the server's own, in a user namespace: nobody needs to be root."""
    what = f"the disk of the state folder is full ({DISK >> 10} KiB of tmpfs), and there is room again"
    with tempfile.TemporaryDirectory() as folder:
        mount = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                 f'mount -t tmpfs -o size={DISK} none "$0" && exec "$@"', folder]
        probe = subprocess.run([*mount, "true"], capture_output=True, text=True, check=False)
        if probe.returncode:
            return [Row("faults", what, "none fails", void=probe.stderr.strip() or "no right to mount")]
        with Keeper(field, f"{folder}/state", before=mount) as keeper:
            filler = f"/proc/{keeper.server.process.pid}/root{folder}/filler"

            def full():
                with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(1 << 12))
            return [not_written(keeper, what, full, lambda: os.unlink(filler))]


def state_file_limit(field):
    """A limit on the size of files, set and lifted while the server runs. Then it starts anew."""
    with Keeper(field) as keeper:
        pid = keeper.server.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        row = not_written(keeper, "the files of the state folder may not grow (RLIMIT_FSIZE), and then may",
                          lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (100, before[1])),
                          lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, before))
        keeper.stop()
        keeper.start()
        again = keeper.evaluate()[0] == keeper.active and not keeper.lost()
    row.measured += f"; after a restart {'the same' if again else 'another pack'}"
    row.met = row.met and again
    return [row]


# The log of decisions.

def decision_log_limit(field):
    """Every call is in the log, or is counted there as one that is not; and the log can be replayed."""
    keeper = Keeper(field)
    logs = keeper.top / "decisions"
    keeper.arguments += ["--decision-log", logs]
    with keeper:
        pid = keeper.server.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        with Steady(keeper.ask) as steady:
            time.sleep(field.seconds(2))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1 << 10, before[1]))
            time.sleep(field.seconds(3))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
            time.sleep(2 + field.seconds(1))  # nothing is tried for a second after a failure
        keeper.stop()
        done = subprocess.run([field.build / "bellwether", "replay", logs, "--pack", keeper.top / "pack", "--format",
                               "json"], capture_output=True, text=True, timeout=SECONDS, check=False)
        report = json.loads(done.stdout) if done.returncode == 0 else {}
    same, dropped = report.get("same", 0), report.get("dropped_by_server", 0)
    row = Row("faults", "the log of decisions may not grow (RLIMIT_FSIZE), and then may: calls that failed; of all that "
              "were answered, those that are neither in it nor counted as missing; exit code of `bellwether replay`",
              "0; 0; 0", f"{steady.text()}; {steady.asked - same - dropped} ({same:,} replayed to the bit, {dropped:,} "
              f"counted); {done.returncode}")
    row.met = (steady.is_good() and done.returncode == 0 and same > 0 and dropped > 0
               and same + dropped == steady.asked)
    return [row]


CASES = {
    "activation-kills": activation_kills,
    "state-disk-full": state_disk_full,
    "state-file-limit": state_file_limit,
    "decision-log-limit": decision_log_limit,
}
