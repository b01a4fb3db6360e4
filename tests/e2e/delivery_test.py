"""Messages of a store that the built server delivers: to webhooks that fail, over TLS, through kill -9, to a real
Alertmanager."""

import collections
import hashlib
import hmac
import json
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

from metrics_test import MeteredServer, of, wait_for
from server_process import run_to_end, source
from webhook import Receiver

sys.path.append(source("tests/clients"))
from certificates import Authority  # pylint: disable=wrong-import-position

TINY = "tests/e2e/packs/tiny"
SECRET = "0123456789abcdef0123456789abcdef"
KILLS = 20


def checks_of_the_docs():
    """is_ours, as docs/delivery.md tells receivers to check what they get."""
    text = pathlib.Path(source("docs/delivery.md")).read_text(encoding="utf-8").partition("```python\n")[2]
    names = {"hashlib": hashlib, "hmac": hmac, "time": time}
    exec(text.partition("```")[0], names)  # pylint: disable=exec-used
    return names["is_ours"]


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def event(account, number, **more):
    """(key, body) as server/delivery/event.h writes them."""
    alert_id = f"{account}-7"
    key = hashlib.sha256(f"event 0:{len(alert_id)}:{alert_id}{number}".encode()).hexdigest()[:32]
    now = time.time()
    return key, json.dumps({
        "version": 1, "key": key, "number": number, "account": account, "alert_id": alert_id, "kind": "raised",
        "alert": "turned_red", "severity": "red", "reason": "The account is red", "at": moment(now),
        "raised_at": moment(now - 60), **more})


class Outbox:
    """The tables of the outbox, as another program of the same file sees them."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, timeout=10, isolation_level=None)

    def put(self, account, target, key, body):
        now = int(time.time() * 1e6)
        run = self.database.execute
        run("begin immediate")
        run("insert into outbox_lines values ('', ?, ?, 0, 0, 9223372036854775807)"
            " on conflict do nothing", (target, account))
        last, head = run("select last, head from outbox_lines where target = ? and account = ?",
                         (target, account)).fetchone()
        run("insert into outbox (tenant, target, account, sequence, message_key, body, state, attempts, created_at,"
            " changed_at, problem) values ('', ?, ?, ?, ?, ?, 1, 0, ?, ?, '')",
            (target, account, last + 1, key, body, now, now))
        run("update outbox_lines set last = ? where target = ? and account = ?", (last + 1, target, account))
        if head == 0:
            run("update outbox_lines set head = ?, next_attempt_at = ? where target = ? and account = ?",
                (last + 1, now, target, account))
        run("commit")

    def waiting(self):
        return self.database.execute("select count(*) from outbox where state = 1").fetchone()[0]


class DeliveryCase(unittest.TestCase):
    def setUp(self):
        top = tempfile.TemporaryDirectory()
        self.addCleanup(top.cleanup)
        self.top = pathlib.Path(top.name)
        (self.top / "hook.secret").write_text(SECRET + "\n")

    def receiver(self, *arguments, **named):
        receiver = Receiver(*arguments, **named)
        self.addCleanup(receiver.close)
        return receiver

    def serve(self, targets):
        lines = "\n".join(f"  {name}: {keys}" for name, keys in targets.items())
        file = self.top / "delivery.yaml"
        file.write_text(f"targets:\n{lines}\nroutes:\n  - {{to: [{', '.join(targets)}]}}\n")
        server = MeteredServer(TINY, "--store", f"sqlite:{self.top / 'store.db'}", "--delivery", str(file))
        self.addCleanup(server.kill)
        return server

    @staticmethod
    def hook(url, more=""):
        return f'{{kind: webhook, url: "{url}", secret_file: hook.secret, allow_private: true{more}}}'

    def outbox(self):
        outbox = Outbox(self.top / "store.db")
        self.addCleanup(outbox.database.close)
        return outbox


class DeliveryTest(DeliveryCase):
    def test_a_message_arrives_signed_and_once(self):
        receiver = self.receiver()
        server = self.serve({"hook": self.hook(receiver.url)})
        key, body = event("acme", 1)
        self.outbox().put("acme", "hook", key, body)
        wait_for(lambda: of(server.samples(), "bellwether_deliveries_total", target="hook", outcome="delivered") == 1)
        self.assertEqual(receiver.keys(), [key])
        headers, got = receiver.requests[0]
        self.assertEqual(json.loads(got)["account"], "acme")
        is_ours, secret = checks_of_the_docs(), SECRET.encode()
        self.assertTrue(is_ours(headers, got, secret))
        self.assertFalse(is_ours(headers, got + b" ", secret))
        self.assertFalse(is_ours(headers, got, secret[1:]))
        later = {**headers, "Bellwether-Timestamp": str(int(headers["Bellwether-Timestamp"]) + 1)}
        self.assertFalse(is_ours(later, got, secret))
        self.assertEqual(of(server.samples(), "bellwether_delivery_in_charge"), 1)
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        self.assertEqual(len(receiver.requests), 1)

    def test_kill_9_between_sending_and_marking_loses_nothing_and_keeps_order(self):
        held = threading.Event()
        arrived = threading.Semaphore(0)

        def answer(_):
            if len(receiver.requests) % 3 == 0:
                arrived.release()
                held.wait(30)  # the server is killed meanwhile
            return 204

        receiver = self.receiver(answer)
        targets = {"hook": self.hook(receiver.url)}
        server = self.serve(targets)
        outbox = self.outbox()
        keys = collections.defaultdict(list)
        for number in range(1, 3 * KILLS + 1):
            for account in ("acme", "bolt"):
                key, body = event(account, number)
                keys[account].append(key)
                outbox.put(account, "hook", key, body)
        for _ in range(KILLS):
            self.assertTrue(arrived.acquire(timeout=30))
            server.kill()
            held.set()  # answers nobody
            time.sleep(0.05)
            held.clear()
            while arrived.acquire(blocking=False):
                pass
            server = self.serve(targets)
        held.set()
        wait_for(lambda: outbox.waiting() == 0)
        seen = receiver.keys()
        for account, own in keys.items():
            # Each at least once, and for the first time in its order.
            self.assertEqual(list(dict.fromkeys(key for key in seen if key in own)), own, account)
        self.assertGreater(len(seen), 6 * KILLS)  # and some twice

    def test_a_webhook_that_fails_gets_it_later(self):
        receiver = self.receiver(lambda _: 500 if len(receiver.requests) < 3 else 204)
        server = self.serve({"hook": self.hook(receiver.url)})
        key, body = event("acme", 1)
        self.outbox().put("acme", "hook", key, body)
        wait_for(lambda: of(server.samples(), "bellwether_deliveries_total", target="hook", outcome="delivered") == 1)
        self.assertEqual(receiver.keys(), [key] * 3)
        self.assertEqual([headers["Bellwether-Attempt"] for headers, _ in receiver.requests], ["1", "2", "3"])
        self.assertEqual(of(server.samples(), "bellwether_deliveries_total", target="hook", outcome="failed"), 2)

    def test_certificates_are_checked(self):
        authority = Authority(self.top / "tls")
        good = authority.issue("good", "IP:127.0.0.1")
        receivers = {"known": self.receiver(certificate=good), "unknown": self.receiver(certificate=good),
                     "elsewhere": self.receiver(certificate=authority.issue("elsewhere", "DNS:elsewhere.example"))}
        ca = ", ca: tls/authority.crt"
        server = self.serve({name: self.hook(receiver.url, "" if name == "unknown" else ca)
                             for name, receiver in receivers.items()})
        outbox = self.outbox()
        for name in receivers:
            outbox.put("acme", name, *event("acme", 1))
        wait_for(lambda: of(server.samples(), "bellwether_deliveries_total", target="known", outcome="delivered") == 1)
        for name in ("unknown", "elsewhere"):
            wait_for(lambda: of(server.samples(), "bellwether_deliveries_total", target=name, outcome="failed") > 0)
            self.assertEqual(receivers[name].requests, [])
        self.assertEqual(len(receivers["known"].requests), 1)

    def test_another_file_and_another_secret_need_no_new_start(self):
        first, second = self.receiver(), self.receiver()
        server = self.serve({"hook": self.hook(first.url)})
        outbox, is_ours = self.outbox(), checks_of_the_docs()
        outbox.put("acme", "hook", *event("acme", 1))
        wait_for(lambda: first.requests)
        # A file that is not good is not taken, and told of.
        file = self.top / "delivery.yaml"
        good = file.read_text()
        file.write_text(good.replace("webhook", "webhok"))
        wait_for(lambda: of(server.samples(), "bellwether_delivery_file_broken_seconds") > 0)
        wait_for(lambda: any("delivery file refused" in line and "delivery.yaml:2:16" in line
                             and "did you mean" in line for line in server.log))
        outbox.put("acme", "hook", *event("acme", 2))
        wait_for(lambda: len(first.requests) == 2)
        file.write_text(good.replace(first.url, second.url))
        wait_for(lambda: any("delivery file in force" in line for line in server.log))
        self.assertEqual(of(server.samples(), "bellwether_delivery_file_broken_seconds"), 0)
        outbox.put("acme", "hook", *event("acme", 3))
        wait_for(lambda: second.requests)
        self.assertTrue(is_ours(*second.requests[0], SECRET.encode()))
        # The files that it names are followed, too.
        other = SECRET[::-1]
        (self.top / "hook.secret").write_text(other + "\n")
        wait_for(lambda: sum("delivery file in force" in line for line in server.log) == 2)
        outbox.put("acme", "hook", *event("acme", 4))
        wait_for(lambda: len(second.requests) == 2)
        self.assertTrue(is_ours(*second.requests[1], other.encode()))
        self.assertEqual(len(first.requests), 2)
        wait_for(lambda: of(server.samples(), "bellwether_deliveries_total", target="hook", outcome="delivered") == 4)
        self.assertFalse(any(SECRET in line or other in line for line in server.log))

    def test_bad_files_and_options_are_told(self):
        file = self.top / "delivery.yaml"
        file.write_text("targets:\n  t: {kind: webhok}\nroutes:\n  - {severity: red, to: x}\n")
        code, _, err = run_to_end("--pack", source(TINY), "--delivery", str(file))
        self.assertEqual(code, 2)
        self.assertIn("--delivery without --store", err)
        code, _, err = run_to_end("--pack", source(TINY), "--store", f"sqlite:{self.top / 'store.db'}", "--check-config",
                                  "--delivery", str(file))
        self.assertEqual(code, 2)
        for part in ("`webhok` is no kind of target", "did you mean `webhook`?", "`x` is not among `targets`",
                     "nobody would be told of it"):
            self.assertIn(part, err)


@unittest.skipUnless(shutil.which("prometheus-alertmanager"), "needs Debian's prometheus-alertmanager")
class AlertmanagerTest(DeliveryCase):
    """Its real API, version 2."""

    def setUp(self):
        super().setUp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (self.top / "alertmanager.yml").write_text("route: {receiver: none}\nreceivers: [{name: none}]\n")
        process = subprocess.Popen(
            ["prometheus-alertmanager", f"--config.file={self.top / 'alertmanager.yml'}",
             f"--storage.path={self.top / 'alertmanager'}", f"--web.listen-address=127.0.0.1:{port}",
             "--cluster.listen-address="], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.url = f"http://127.0.0.1:{port}"
        wait_for(lambda: self.alerts() is not None)

    def alerts(self):
        """{alertname: alert} of those that fire; None: it is not there yet."""
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/alerts", timeout=5) as answer:
                return {alert["labels"]["alertname"]: alert for alert in json.load(answer)}
        except urllib.error.URLError:
            return None

    def test_an_alert_fires_becomes_another_and_ends(self):
        self.serve({"operations": f'{{kind: alertmanager, url: "{self.url}", allow_private: true}}'})
        outbox = self.outbox()
        outbox.put("acme", "operations", *event("acme", 1, alert="turned_yellow", severity="amber", csm="dana"))
        fired = wait_for(lambda: self.alerts().get("turned_yellow"))
        self.assertEqual(fired["labels"], {"alertname": "turned_yellow", "severity": "amber", "csm": "dana",
                                           "account": "acme", "alert_id": "acme-7"})
        self.assertEqual(fired["annotations"]["summary"], "acme: The account is red (amber, raised)")
        former = {"alert": "turned_yellow", "severity": "amber", "csm": "dana"}
        outbox.put("acme", "operations", *event("acme", 2, csm="dana", former=former))
        wait_for(lambda: list(self.alerts()) == ["turned_red"])
        outbox.put("acme", "operations", *event("acme", 3, csm="dana", kind="resolved"))
        wait_for(lambda: self.alerts() == {})


if __name__ == "__main__":
    unittest.main()
