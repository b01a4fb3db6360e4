"""Load through h2load: requests that stand in files, sent as fast as they are answered.

h2load counts HTTP, where an error of gRPC is a quick answer with status 200. So a request is asked
once with a real client first, and after a run the bytes of all answers must be those of as many
good ones.
"""

import dataclasses
import re
import subprocess

SECONDS = 60
FRAME_BYTES = 5


@dataclasses.dataclass(frozen=True)
class Request:
    name: str
    method: str
    accounts: int
    file: str
    connections: int
    streams: int


# Connections and streams of each. Large messages need few calls in flight to fill the processors.
SHAPES = {"evaluate": (8, 16), "explain": (4, 4), "batch": (4, 2), "largest_batch": (2, 1),
          "columns": (4, 2)}


@dataclasses.dataclass(frozen=True)
class Sample:
    accounts_per_second: float
    server_microseconds: float  # of processor time, for one call
    calls: int = 0


class Unanswered(Exception):
    """The server does not answer a request as it is meant to be answered."""


def write_requests(programs, folder, source):
    """{name: Request}"""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([programs / "bellwether_bench_requests", folder], cwd=source,
                          capture_output=True, text=True, timeout=SECONDS, check=True)
    requests = {}
    for line in done.stdout.splitlines():
        name, method, accounts, file = line.split()
        requests[name] = Request(name, method, int(accounts), file, *SHAPES[name])
    return requests


def ask(programs, server, request):
    """Bytes of the answer to one call. Raises Unanswered unless every account was evaluated."""
    done = subprocess.run(
        [programs / "bellwether_bench_ask", server.address, request.method, request.file],
        capture_output=True, text=True, timeout=SECONDS, check=False)
    code, size, evaluated, refused = done.stdout.split()
    if code != "OK" or (int(evaluated), int(refused)) != (request.accounts, 0):
        raise Unanswered(f"{request.method} answers {code}: {evaluated} of {request.accounts} "
                         f"accounts evaluated, {refused} refused. {done.stderr.strip()}")
    return int(size)


def command(server, request, seconds, headers=()):
    return ["h2load", "-t", "1", "-D", str(seconds), "-c", str(request.connections),
            "-m", str(request.streams), "-w", "24", "-W", "26", "-d", request.file,
            *(part for header in ("content-type: application/grpc", "te: trailers", *headers)
              for part in ("-H", header)),
            f"http://{server.address}/{request.method}"]


def parse(text):
    """(calls a second, calls, bytes of all answers). Raises Unanswered when one failed."""
    rate = float(re.search(r"^finished in .*, ([\d.]+) req/s", text, re.MULTILINE).group(1))
    counts = re.search(r"^requests: .* (\d+) done, (\d+) succeeded, (\d+) failed, (\d+) errored, "
                       r"(\d+) timeout$", text, re.MULTILINE)
    done, succeeded, *bad = map(int, counts.groups())
    if done != succeeded or any(bad):
        raise Unanswered(f"h2load: {counts.group(0)}")
    data = int(re.search(r"^traffic: .*\((\d+)\) data$", text, re.MULTILINE).group(1))
    return rate, succeeded, data


def check_bytes(request, calls, data, answer_bytes):
    """The last answers may be cut off, or have begun before they were counted."""
    each = answer_bytes + FRAME_BYTES
    tolerance = each * request.connections * request.streams
    if calls == 0 or abs(data - calls * each) > tolerance:
        raise Unanswered(f"{calls} answers of {request.method} have {data} bytes, "
                         f"but one has {each}: not all of them are good answers")


def run(server, request, seconds, answer_bytes, headers=()):
    before = server.processor_seconds()
    done = subprocess.run(command(server, request, seconds, headers), capture_output=True, text=True,
                          timeout=seconds + SECONDS, check=True)
    used = server.processor_seconds() - before
    rate, calls, data = parse(done.stdout)
    check_bytes(request, calls, data, answer_bytes)
    return Sample(rate * request.accounts, used / calls * 1e6, calls)
