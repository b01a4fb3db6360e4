"""Hours of everything that clients do, and whether the server keeps its size meanwhile."""

import pathlib
import statistics
import threading
import time

from packs import ChangingPack
from row import Row, at_most

WARM_UP = 0.2  # of the time, at most WARM_UP_SECONDS: pools fill, every kind of call is seen
WARM_UP_SECONDS = 60
GROWTH = 0.05

# Each load: request, how it comes, and what its calls may end with.
LOADS = [
    ("evaluate", {"rate": 200}, {"OK"}),
    ("explain", {"rate": 20}, {"OK"}),
    ("batch", {"rate": 2}, {"OK"}),
    ("columns", {"rate": 1}, {"OK"}),
    ("stream", {"rate": 2, "messages": 20}, {"OK"}),
    ("check", {"rate": 0.5}, {"OK"}),
    ("preview", {"rate": 0.5, "messages": 1}, {"OK"}),
    ("health", {"rate": 5}, {"OK"}),
    ("invalid", {"rate": 20}, {"INVALID_ARGUMENT"}),
    ("nonsense", {"rate": 5}, {"INTERNAL"}),
    ("largest_batch", {"rate": 1, "cancel_ms": 4}, {"CANCELLED", "OK"}),
    ("stream", {"rate": 2, "messages": 1000, "cancel_ms": 20}, {"CANCELLED", "OK"}),
]
SINGLE = {"evaluate"}  # whose answers are held against those of calm servers


class Size:
    """Memory, threads and open files of a server, once a second."""

    def __init__(self, server):
        self.server, self.samples = server, []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        folder = pathlib.Path(f"/proc/{self.server.process.pid}")
        while not self._over.wait(1):
            self.samples.append((self.server.memory()["VmRSS"],
                                 len(list((folder / "task").iterdir())),
                                 len(list((folder / "fd").iterdir()))))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def first_and_last(self, skip):
        """For each of the three (median of the first fifth, of the last, the largest), after `skip` samples."""
        kept = self.samples[int(skip):]
        fifth = max(1, len(kept) // 5)
        return [(statistics.median(column[:fifth]), statistics.median(column[-fifth:]), max(column))
                for column in zip(*kept)]


class Reloads:
    """A pack whose edition changes once a second."""

    def __init__(self, pack):
        self.pack, self.count = pack, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._change)

    def _change(self):
        while not self._over.wait(1):
            self.count += 1
            self.pack.write(self.count % 2)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()


def flat(what, first, last, unit, most):
    return at_most(Row("soak", what, f"≤ {GROWTH:.0%}",
                       f"{last / first - 1:+.1%} ({first:.4g} → {last:.4g}{unit}, at most {most:.4g}{unit})"),
                   last / first - 1, GROWTH)


def soak(field):
    seconds = field.minutes * 60 if field.minutes else field.seconds(600)
    warm_up = min(WARM_UP_SECONDS, seconds * WARM_UP)
    with ChangingPack(field) as pack, field.server(pack=pack.folder) as server:
        with Size(server) as size, Reloads(pack) as reloads:
            begin = time.monotonic()
            loads = [(field.load(server.address, name, seconds, in_flight=200, connections=1,
                                 deadline_ms=20_000, **shape), name, codes)
                     for name, shape, codes in LOADS]
            results = [(load.result(), name, codes) for load, name, codes in loads]
            took = time.monotonic() - begin
        (rss, threads, files) = size.first_and_last(len(size.samples) * warm_up / took)
    return [
        flat(f"growth of resident memory in {seconds / 60:.3g} minutes", rss[0], rss[1], " MB", rss[2]),
        flat("– of threads", *threads[:2], "", threads[2]),
        flat("– of open files", *files[:2], "", files[2]),
        judged(pack, results, reloads.count)]


def judged(pack, results, reloads):
    """Whether calls ended as calls of their kind end, and by one of the packs that there were."""
    others = {}
    for result, name, codes in results:
        for code, count in result.codes.items():
            if code not in codes:
                others[f"{name} {code}"] = others.get(f"{name} {code}", 0) + count
    wrong = sum(result.wrong(pack.right) for result, name, _ in results if name in SINGLE)
    packs = set().union(*(result.report["digests"] for result, name, _ in results if name in SINGLE))
    sent = sum(result.sent for result, *_ in results)
    unsent = sum(result.report["not_sent"] for result, *_ in results)
    row = Row("soak", "– calls that ended as they should not; answers by a pack that they do not fit",
              "0; 0", f"{sum(others.values()) + unsent} of {sent:,}"
              f"{''.join(f', {count} {what}' for what, count in sorted(others.items()))}; {wrong}; "
              f"{reloads:,} reloads, {len(packs)} packs answered")
    row.met = not others and unsent == 0 and wrong == 0 and len(packs) == 2
    return row
