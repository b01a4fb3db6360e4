"""What happens to servers in a long or a bad life: hours of load, ends, replicas."""

import signal
import time

from field import wait_until
from row import Row, at_most

# gRPC's own: any replica that is there, and once more with another one. Health is watched, so that a server
# that says NOT_SERVING is left in its drain delay: a call that arrives while gRPC shuts down ends CANCELLED.
RETRIES = """{"healthCheckConfig": {"serviceName": ""}, "loadBalancingConfig": [{"round_robin": {}}], "methodConfig": [{"name": [{}],
"waitForReady": true, "retryPolicy": {"maxAttempts": 5, "initialBackoff": "0.02s",
"maxBackoff": "0.5s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}"""


def replicas(field):
    """Of three, one is killed under load and one drained."""
    seconds = field.seconds(12)
    servers = [field.server("--drain-delay", "1s") for _ in range(3)]
    try:
        target = "ipv4:" + ",".join(server.address for server in servers)
        load = field.load(target, "evaluate", seconds, rate=500, in_flight=5000, connections=2,
                          deadline_ms=5000, service_config=RETRIES)
        time.sleep(seconds / 3)
        servers[0].process.send_signal(signal.SIGKILL)
        time.sleep(seconds / 3)
        servers[1].process.send_signal(signal.SIGTERM)
        result = load.result()
        wait_until(lambda: servers[1].process.poll() is not None)
        drained = servers[1].process.returncode
    finally:
        for server in servers:
            server.stop()
    row = Row("replicas", "one of three killed, one drained: calls that failed", "0",
              f"{result.failed + result.report['not_sent']} of {result.ok + result.failed:,}"
              f" ({result.codes_text()})")
    row.met = result.failed == result.report["not_sent"] == 0 and result.ok > 0
    packs = Row("replicas", "– packs that answered; exit code of the one that was drained", "1; 0",
                f"{len(result.report['digests'])}; {drained}")
    packs.met = len(result.report["digests"]) == 1 and drained == 0
    return [row, packs]


def soak(field):
    """Mixed load for ten minutes. Memory is compared once every kind of call has been seen."""
    seconds = field.seconds(600)
    shapes = {"evaluate": {"rate": 300}, "explain": {"rate": 50}, "batch": {"rate": 2},
              "columns": {"rate": 2}}
    with field.server() as server:
        def mixed(length):
            loads = [field.load(server.address, name, length, in_flight=200, connections=2,
                                deadline_ms=10_000, **shape) for name, shape in shapes.items()]
            return [load.result() for load in loads]
        mixed(max(3, seconds / 10))
        before = server.memory()["VmRSS"]
        results = mixed(seconds)
        after = server.memory()["VmRSS"]
    growth = after / before - 1
    failed = sum(result.failed for result in results)
    calm = Row("soak", "– calls that failed", "0",
               f"{failed} of {sum(result.ok + result.failed for result in results):,}")
    calm.met = failed == 0
    return [at_most(Row("soak", f"growth of resident memory in {seconds / 60:.1f} minutes", "≤ 5 %",
                        f"{growth:+.1%} ({before:.1f} → {after:.1f} MB)"), growth, 0.05), calm]
