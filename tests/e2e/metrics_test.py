"""The port of metrics of the built server: what it tells after calls that are known, and when it does not start."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from server_process import SECONDS, Server, run_to_end, source

SCORING = "bellwether.v1.ScoringService"
TINY = "tests/e2e/packs/tiny"
GOOD = {"id": "acme", "stage": "onboarding",
        "signals": [{"name": "usage", "number": 0.9}, {"name": "nps", "number": 40}]}
BAD = {"id": "acme", "signals": [{"name": "usage", "number": 1.5}]}


def table():
    """[(name, type, [label])] of docs/metrics.md."""
    with open(source("docs/metrics.md"), encoding="utf-8") as page:
        text = page.read()
    rows = text[text.index("<!-- metrics -->"):text.index("<!-- end -->")]
    return [(name, kind, re.findall(r"`(\w+)`", labels)) for name, kind, labels in
            re.findall(r"^\| `(\w+)` \| (\w+) \| [^|]* \| ([^|]*) \|", rows, re.MULTILINE)]


def wait_for(condition):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come about")


class MeteredServer(Server):
    def __init__(self, pack, *arguments):
        super().__init__(pack, "--metrics-listen", "127.0.0.1:0", "--log-format", "json", *arguments)
        try:
            line = wait_for(lambda: next((l for l in self.log if '"serving metrics"' in l), None))
        except AssertionError:
            self.kill()
            raise
        self.metrics_address = json.loads(line)["address"]

    def get(self, path):
        """(status, text)"""
        try:
            with urllib.request.urlopen(f"http://{self.metrics_address}{path}", timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def scrape(self):
        status, text = self.get("/metrics")
        assert status == 200, text
        return text

    def samples(self):
        """{(name, ((label, value), ...)): number}"""
        samples = {}
        for line in self.scrape().splitlines():
            if line.startswith("#"):
                continue
            name, labels, value = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line).groups()
            pairs = tuple(sorted(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or "")))
            assert (name, pairs) not in samples, line
            samples[name, pairs] = float(value)
        return samples


def of(samples, metric, /, **labels):
    return samples.get((metric, tuple(sorted(labels.items()))))


class WatchedServer(MeteredServer):
    """One that logs its decisions, and holds its accounts against a baseline of others."""

    ACCOUNTS = 600  # more than an index needs

    def __init__(self, folder):
        baseline = os.path.join(folder, "baseline.json")
        accounts = os.path.join(folder, "accounts.jsonl")
        with open(accounts, "w", encoding="utf-8") as file:
            for i in range(self.ACCOUNTS):
                file.write(json.dumps({"id": f"a{i}", "stage": "onboarding",
                                       "signals": {"usage": i / self.ACCOUNTS, "nps": 40}}) + "\n")
        subprocess.run([os.path.join(os.environ["BELLWETHER_BINARY_DIR"], "bellwether"), "baseline", "--pack",
                        source(TINY), "--accounts", accounts, "--as-of", "2026-03-01", "--output", baseline],
                       check=True, capture_output=True, timeout=SECONDS)
        super().__init__(TINY, "--baseline", baseline, "--decision-log", os.path.join(folder, "decisions"))
        # Everybody uses it as much: usage has moved, and nobody is asked about nps any more.
        usage = [{"name": "usage", "number": 0.9}]
        self.call(f"{SCORING}/EvaluateBatch", {
            "accounts": [{"id": f"b{i}", "stage": "onboarding", "signals": usage} for i in range(self.ACCOUNTS)]})


ALERTING = """
pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red]
signals:
  usage: {type: ratio}
alerts:
  low: {when: "usage < 0.5", severity: red, reason: Low use, capacity: 1, playbook: call}
playbooks:
  call:
    steps: [{do: Call them, owner: csm, due_days: 1}]
"""


class AlertingServer(MeteredServer):
    """One that raises alerts, of which a CSM is shown one at a time, and sends them to nobody who is there."""

    def __init__(self, folder):
        os.mkdir(os.path.join(folder, "pack"))
        with open(os.path.join(folder, "pack", "pack.yaml"), "w", encoding="utf-8") as file:
            file.write(ALERTING)
        delivery = os.path.join(folder, "delivery.yaml")
        with open(delivery, "w", encoding="utf-8") as file:
            file.write('targets: {hook: {kind: webhook, url: "http://127.0.0.1:9/", allow_private: true}}\n'
                       "routes: [{to: [hook]}]\n")
        self.store = os.path.join(folder, "store.db")
        super().__init__(os.path.join(folder, "pack"), "--store", f"sqlite:{self.store}", "--delivery", delivery)

    def put(self, account, usage, csm):
        fields = [{"name": "stage", "text": "onboarding"}, {"name": "csm", "text": csm}]
        record = {"kind": "account", "id": account, "account": account, "fields": fields,
                  "at": {"date": {"year": 2026, "month": 1, "day": 5}},
                  "signals": [{"name": "usage", "number": usage}]}
        _, error = self.call("bellwether.v1.AccountsService/PutRecords", {"records": [record]})
        assert error is None, error

    def alerts(self, state):
        return of(self.samples(), "bellwether_alerts", alert="low", severity="red", state=state)


class AlertingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.server = AlertingServer(folder.name)
        self.addCleanup(self.server.kill)

    def test_tells_of_alerts_and_tasks(self):
        for account, usage in (("acme", 0.2), ("bolt", 0.3), ("corp", 0.9)):
            self.server.put(account, usage, "kim")
        wait_for(lambda: self.server.alerts("held_back") == 1 and self.server.alerts("open") == 1)
        samples = self.server.samples()
        self.assertEqual(of(samples, "bellwether_alert_events_total", alert="low", severity="red", kind="raised"), 2)
        self.assertEqual(of(samples, "bellwether_alert_events_total", alert="low", severity="red", kind="escalated"), 0)
        self.assertEqual(of(samples, "bellwether_alerts_untold_seconds"), 0)
        # The alert that is held back has no tasks yet.
        wait_for(lambda: of(self.server.samples(), "bellwether_tasks", state="open") == 1)
        self.assertEqual(of(self.server.samples(), "bellwether_tasks", state="overdue"), 0)

    def test_says_for_how_long_the_outbox_cannot_be_written(self):
        self.server.put("acme", 0.2, "kim")
        wait_for(lambda: of(self.server.samples(), "bellwether_delivery_waiting", target="hook"))
        self.assertEqual(of(self.server.samples(), "bellwether_alert_relay_lag_seconds"), 0)
        database = sqlite3.connect(self.server.store, timeout=10, isolation_level=None)
        self.addCleanup(database.close)
        database.execute("alter table outbox rename to outbox_that_is_away")
        self.server.put("bolt", 0.2, "sam")
        wait_for(lambda: of(self.server.samples(), "bellwether_alert_relay_lag_seconds") > 0)
        database.execute("alter table outbox_that_is_away rename to outbox")
        wait_for(lambda: of(self.server.samples(), "bellwether_alert_relay_lag_seconds") == 0)


class WatchedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = WatchedServer(cls.folder.name)

        def whole():
            samples = cls.server.samples()
            counted = of(samples, "bellwether_drift_accounts_total", outcome="counted")
            written = of(samples, "bellwether_decisions_total", outcome="written")
            return samples if counted == written == WatchedServer.ACCOUNTS else None
        cls.samples = wait_for(whole)

    @classmethod
    def tearDownClass(cls):
        cls.server.kill()
        cls.folder.cleanup()

    def test_tells_of_the_decision_log(self):
        for lost in ("queue_full", "not_writable", "too_long"):
            self.assertEqual(of(self.samples, "bellwether_decisions_total", outcome=lost), 0)
        self.assertGreater(of(self.samples, "bellwether_decision_log_bytes_total"), 100 * WatchedServer.ACCOUNTS)
        self.assertEqual(of(self.samples, "bellwether_decision_log_waiting"), 0)

    def test_tells_of_drift(self):
        self.assertGreater(of(self.samples, "bellwether_drift_stability_index", name="signal.usage"), 0.25)
        self.assertEqual(of(self.samples, "bellwether_drift_missing_ratio", name="signal.nps", of="baseline"), 0)
        self.assertEqual(of(self.samples, "bellwether_drift_missing_ratio", name="signal.nps", of="now"), 1)


class MetricsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        delivery = os.path.join(folder.name, "delivery.yaml")
        with open(delivery, "w", encoding="utf-8") as file:
            file.write('targets: {hook: {kind: webhook, url: "https://localhost/"}}\nroutes: [{to: [hook]}]\n')
        cls.server = MeteredServer(TINY, "--http-address", "127.0.0.1:0",
                                   "--shadow", source(TINY), "--shadow-share", "100%",
                                   "--store", f"sqlite:{folder.name}/store.db", "--delivery", delivery)
        for account in [GOOD] * 4 + [BAD]:
            cls.server.call(f"{SCORING}/Evaluate", {"account": account})
        cls.server.call(f"{SCORING}/EvaluateBatch", {"accounts": [GOOD, BAD, {"id": "empty"}]})
        # The shadow compares by itself.
        wait_for(lambda: of(cls.server.samples(), "bellwether_shadow_accounts_compared_total"))
        cls.samples = cls.server.samples()

    @classmethod
    def tearDownClass(cls):
        cls.server.kill()

    def test_every_metric_of_the_table_has_a_sample(self):
        with tempfile.TemporaryDirectory() as folder:
            watched = WatchedServer(folder)
            self.addCleanup(watched.kill)
            samples = wait_for(lambda: (lambda s: s if of(
                s, "bellwether_drift_stability_index", name="signal.usage") else None)(watched.samples()))
        with tempfile.TemporaryDirectory() as folder:
            alerting = AlertingServer(folder)
            self.addCleanup(alerting.kill)
            alerting.put("acme", 0.2, "kim")
            wait_for(lambda: alerting.alerts("open"))
            alerts = alerting.samples()
            alerting.kill()
        samples = [*self.samples, *samples, *alerts]
        names = {name for name, _ in samples}
        rows = table()
        self.assertGreater(len(rows), 30)
        for name, kind, labels in rows:
            sample = f"{name}_bucket" if kind == "histogram" else name
            self.assertIn(sample, names)
            for found, pairs in samples:
                if found == sample:
                    own = {label for label, _ in pairs} - ({"le"} if kind == "histogram" else set())
                    self.assertEqual(own, set(labels), name)

    def test_there_is_nothing_that_the_table_does_not_have(self):
        known = {name for name, _, _ in table()}
        for line in self.server.scrape().splitlines():
            if line.startswith("# TYPE "):
                self.assertIn(line.split()[2], known)

    def test_counts_calls_by_method_and_code(self):
        def calls(method, code):
            return of(self.samples, "bellwether_requests_total", method=f"{SCORING}/{method}", code=code)
        self.assertEqual(calls("Evaluate", "OK"), 4)
        self.assertEqual(calls("Evaluate", "INVALID_ARGUMENT"), 1)
        self.assertEqual(calls("EvaluateBatch", "OK"), 1)
        self.assertEqual(calls("ScoreHealth", "OK"), 0)
        self.assertIsNone(calls("ScoreHealth", "INVALID_ARGUMENT"))
        self.assertEqual(of(self.samples, "bellwether_request_duration_seconds_count",
                            method=f"{SCORING}/Evaluate"), 5)
        self.assertGreater(of(self.samples, "bellwether_request_duration_seconds_sum",
                              method=f"{SCORING}/Evaluate"), 0)

    def test_counts_what_callers_were_told(self):
        self.assertEqual(of(self.samples, "bellwether_evaluations_total", on_trial="false"), 6)
        self.assertEqual(of(self.samples, "bellwether_evaluation_duration_seconds_count"), 6)
        green = {pairs: value for (name, pairs), value in self.samples.items()
                 if name == "bellwether_health_results_total" and ("result", "green") in pairs}
        self.assertEqual(list(green.values()), [5])
        for signal_name in ("usage", "nps"):
            self.assertEqual(of(self.samples, "bellwether_signals_missing_total", signal=signal_name), 1)

    def test_tells_of_the_pack(self):
        info = [dict(pairs) for name, pairs in self.samples if name == "bellwether_pack_info"]
        self.assertEqual({one["label"] for one in info}, {"active", "shadow"})
        for one in info:
            self.assertTrue(one["digest"].startswith(self.server.digest))
            self.assertEqual((one["name"], one["version"]), (self.server.pack, self.server.version))
        self.assertEqual(of(self.samples, "bellwether_pack_reloads_total", label="active", outcome="published"), 1)

    def test_no_account_is_named(self):
        self.assertNotIn("acme", self.server.scrape())

    def test_tells_of_its_process(self):
        self.assertGreater(of(self.samples, "process_resident_memory_bytes"), 1e6)
        self.assertAlmostEqual(of(self.samples, "process_start_time_seconds"), time.time(), delta=600)

    def test_answers_probes(self):
        self.assertEqual(self.server.get("/healthz"), (200, "ok\n"))
        self.assertEqual(self.server.get("/readyz"), (200, "ok\n"))
        self.assertEqual(self.server.get("/other")[0], 404)

    @unittest.skipUnless(shutil.which("promtool"), "promtool is not here: scripts/install test installs it")
    def test_promtool_has_nothing_to_say(self):
        done = subprocess.run(["promtool", "check", "metrics"], input=self.server.scrape(), text=True,
                              capture_output=True, timeout=SECONDS, check=False)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))


class DefaultPackTest(unittest.TestCase):
    def test_outcomes_of_the_default_pack_are_counted(self):
        server = MeteredServer("rules/saas")
        self.addCleanup(server.kill)
        account = {"id": "acme", "stage": "onboarding", "segment": "enterprise"}
        server.call(f"{SCORING}/Evaluate", {"account": account})
        server.call(f"{SCORING}/AssessGraduation", {"account": account})
        samples = server.samples()

        def told(metric):
            return {dict(pairs)["result"]: value for (name, pairs), value in samples.items()
                    if name == metric and value}
        self.assertEqual(sum(told("bellwether_graduation_results_total").values()), 2)
        self.assertEqual(sum(told("bellwether_extension_results_total").values()), 2)
        missing = [pairs for name, pairs in samples if name == "bellwether_signals_missing_total"]
        self.assertGreater(len(missing), 20)


class ProbesTest(unittest.TestCase):
    def test_a_server_that_drains_is_alive_and_not_ready(self):
        server = MeteredServer(TINY, "--drain-delay", "3s")
        self.addCleanup(server.kill)
        server.signal(signal.SIGTERM)
        status, text = wait_for(lambda: (lambda answer: answer if answer[0] != 200 else None)(server.get("/readyz")))
        self.assertEqual((status, text), (503, "draining: the server was told to stop\n"))
        self.assertEqual(server.get("/healthz")[0], 200)
        self.assertIn("\nbellwether_serving 0\n", server.scrape())
        self.assertEqual(server.wait(), 0)

    def test_a_server_whose_pack_is_broken_for_too_long_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = os.path.join(folder, "pack")
            shutil.copytree(source(TINY), pack)
            server = MeteredServer(pack, "--max-broken-source", "100ms", "--pack-poll-interval", "100ms")
            self.addCleanup(server.kill)
            name, = [n for n in os.listdir(pack) if n.endswith(".yaml")][:1]
            path = os.path.join(pack, name)
            with open(path, encoding="utf-8") as file:
                good = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write("pack: [\n")
            wait_for(lambda: server.get("/readyz")[0] == 503)
            self.assertRegex(server.get("/readyz")[1],
                             r"^the source of the active pack has been broken since 20\d\d-.*--max-broken-source")
            self.assertGreater(of(server.samples(), "bellwether_pack_source_broken_seconds", label="active"), 0)
            with open(path, "w", encoding="utf-8") as file:
                file.write(good)
            wait_for(lambda: server.get("/readyz")[0] == 200)


class LogTest(unittest.TestCase):
    def test_a_call_has_its_ids_in_a_line_of_json(self):
        server = MeteredServer(TINY, "--log-level", "debug")
        self.addCleanup(server.kill)
        trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        done = server.buf("-H", "x-request-id: order-66", "-H", f"traceparent: 00-{trace}-00f067aa0ba902b7-01",
                          "-d", json.dumps({"account": GOOD}), f"http://{server.address}/{SCORING}/Evaluate")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = wait_for(lambda: [json.loads(l) for l in server.log if '"event":"call"' in l])
        self.assertEqual(len(lines), 1)
        line = lines[0]
        self.assertEqual((line["method"], line["code"]), (f"{SCORING}/Evaluate", "OK"))
        self.assertEqual((line["request_id"], line["trace_id"], line["span_id"]),
                         ("order-66", trace, "00f067aa0ba902b7"))

    def test_slow_calls_are_warnings(self):
        server = MeteredServer(TINY, "--slow-call", "1ms")
        self.addCleanup(server.kill)

        def slow():
            server.call(f"{SCORING}/EvaluateBatch", {"accounts": [{**GOOD, "id": f"a{i}"} for i in range(1000)]})
            return [json.loads(l) for l in server.log if '"slow call"' in l]
        line = wait_for(slow)[0]
        self.assertEqual((line["level"], line["method"]), ("warning", f"{SCORING}/EvaluateBatch"))
        self.assertGreater(line["microseconds"], 1000)
        self.assertNotIn("acme", json.dumps(line))


class BeforeServingTest(unittest.TestCase):
    def test_the_port_is_off_unless_asked_for(self):
        server = Server(TINY)
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        self.assertFalse([line for line in server.log if "metrics" in line])

    def test_says_that_the_port_is_taken_before_it_listens(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            code, stdout, stderr = run_to_end("--pack", source(TINY), "--listen", "127.0.0.1:0",
                                              "--metrics-listen", address)
        self.assertEqual((code, stdout), (1, ""))
        self.assertIn(f"cannot serve metrics on {address}; is another process there?", stderr)

    def test_refuses_to_tell_everybody(self):
        code, _, stderr = run_to_end("--pack", source(TINY), "--metrics-listen", "0.0.0.0:9464")
        self.assertEqual(code, 2)
        self.assertIn("--insecure-metrics-listen", stderr)

    def test_all_mistakes_are_told_at_once(self):
        code, _, stderr = run_to_end("--pack", source(TINY), "--metrics-listen", "9464", "--listen", "50051")
        self.assertEqual(code, 2)
        self.assertIn('cannot serve metrics on `9464`', stderr)
        self.assertIn('cannot listen on `50051`', stderr)

    def test_beyond_loopback_when_allowed(self):
        server = Server(TINY, "--metrics-listen", "0.0.0.0:0", "--insecure-metrics-listen")
        self.addCleanup(server.kill)
        wait_for(lambda: [line for line in server.log if "serving metrics" in line])


if __name__ == "__main__":
    os.chdir(tempfile.gettempdir())   # nothing may depend on the working folder
    unittest.main(verbosity=2)
