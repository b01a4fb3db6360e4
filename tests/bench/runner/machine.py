"""What a run was measured on, and who else used the processors meanwhile."""

import os
import pathlib
import platform
import re
import resource
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
DISTURBED = 0.10  # of the processors' time, used by others, and results are not to be trusted


def read(path, default=""):
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return default


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "not known"
    return (done.stdout.splitlines() or ["not known"])[0].strip()


def processor():
    found = re.search(r"^model name\s*:\s*(.+)$", read("/proc/cpuinfo"), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def compiler(build):
    found = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", read(build / "CMakeCache.txt"),
                      re.MULTILINE)
    return first_line(found.group(1), "--version") if found else "not known"


def revision(source):
    return first_line("git", "-C", str(source), "describe", "--always", "--dirty")


def describe(source, build):
    governor = read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "not known").strip()
    return {
        "revision": revision(source),
        "date": time.strftime("%Y-%m-%d"),
        "processor": processor(),
        "cores": os.cpu_count(),
        "governor": governor,
        "virtual": " hypervisor" in read("/proc/cpuinfo"),
        "kernel": platform.release(),
        "compiler": compiler(build),
    }


class Watch:
    """How much of the processors others used between its making and `others()`.

    `own` gives the processor seconds of servers that still run; those of programs that ended are
    known to the system.
    """

    def __init__(self, own):
        self._own = own
        self._begin = self._now()

    @staticmethod
    def _busy():
        user, nice, system = map(int, read("/proc/stat").split("\n", 1)[0].split()[1:4])
        return (user + nice + system) / TICKS

    def _mine(self):
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        this = resource.getrusage(resource.RUSAGE_SELF)
        return (ended.ru_utime + ended.ru_stime + this.ru_utime + this.ru_stime + self._own())

    def _now(self):
        return time.monotonic(), self._busy(), self._mine()

    def others(self):
        """Share of all processors' time, 0 to 1."""
        begin_time, begin_busy, begin_mine = self._begin
        end_time, end_busy, end_mine = self._now()
        available = (end_time - begin_time) * (os.cpu_count() or 1)
        used = (end_busy - begin_busy) - (end_mine - begin_mine)
        return min(1.0, max(0.0, used / available)) if available > 0 else 0.0
