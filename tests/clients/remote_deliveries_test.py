"""Messages that a server has for others: listed while they wait and when they were given up, and sent again."""

import http.server
import json
import threading

from program import ProgramTest, Server, main, run
from remote_alerts_test import PACK

GOOD, USAGE = 0, 2
DELIVERY = """
targets:
  hook: {{kind: webhook, url: "{url}", allow_private: true}}
  other: {{kind: webhook, url: "{url}", allow_private: true}}
routes:
  - {{severity: yellow, to: [other]}}
  - {{to: [hook]}}
"""


class Receiver:
    """A webhook that answers as the test says, and knows who was told of."""

    def __init__(self):
        self.code, self.accounts = 204, []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.accounts.append(event["account"])
                self.send_response(outer.code)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class RemoteDeliveriesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", PACK)
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.server = self.serve("--delivery", str(self.file("delivery.yaml", DELIVERY.format(url=self.receiver.url))))

    def serve(self, *options):
        server = Server(self.folder / "pack", "--store", f"sqlite:{self.folder / 'store.db'}", *options)
        self.addCleanup(server.stop)
        return server

    def deliveries(self, *arguments):
        return run("remote", "deliveries", "--server", self.server.address, *arguments)

    def tell(self, account, usage):
        record = {"kind": "account", "id": f"{account} {usage}", "account": account, "at": "2026-01-01", "stage": "onboarding",
                  "signals": {"usage": usage}}
        file = self.file("records.jsonl", json.dumps(record) + "\n")
        result = run("remote", "put", "--server", self.server.address, str(file))
        self.assertEqual(result.code, GOOD, result.err)

    def listed(self, count, *arguments):
        """As soon as there are so many."""
        def messages():
            result = self.deliveries("--format", "json", *arguments)
            self.assertEqual(result.code, GOOD, result.err)
            return [json.loads(line) for line in result.out.splitlines()]
        self.assertTrue(self.becomes_true(lambda: len(messages()) == count), messages())
        return messages()

    def test_dead_letters_are_listed_and_sent_again(self):
        self.receiver.code = 400
        for account in ("acme", "bolt", "core"):
            self.tell(account, 0.2)
        self.tell("many", 1)
        messages = self.listed(4, "--state", "dead")
        self.assertEqual([(one["state"], one["target"], one["account_id"]) for one in messages],
                         [("DEAD", "hook", "acme"), ("DEAD", "hook", "bolt"), ("DEAD", "hook", "core"),
                          ("DEAD", "other", "many")])
        self.assertEqual(json.loads(messages[0]["event"])["alert"], "low")
        self.assertEqual(messages[0]["problem"], "answered 400")
        self.listed(1, "--target", "other")
        self.listed(2, "--top", "2")
        self.listed(0, "--state", "waiting,delivered")
        name = f"hook/{messages[1]['key']}"
        self.assertRegex(self.deliveries().out, rf"(?m)^dead {name} bolt #1, written 20\S+Z, 1 attempt: answered 400$")

        self.receiver.code = 204
        self.receiver.accounts.clear()
        again = self.deliveries("--replay", name)
        self.assertEqual((again.code, again.out), (GOOD, f"{name} waits again\n"), again.err)
        self.listed(1, "--state", "delivered")
        self.assertEqual(self.receiver.accounts, ["bolt"])
        twice = self.deliveries("--replay", name)
        self.assertEqual(twice.code, USAGE)
        self.assertIn("no dead letter", twice.err)

        rest = self.deliveries("--replay-all", "hook", "--format", "json")
        self.assertEqual([json.loads(line) for line in rest.out.splitlines()],
                         [{"target": "hook", "key": messages[place]["key"]} for place in (0, 2)])
        self.listed(3, "--state", "delivered", "--target", "hook")
        self.listed(1)  # of the other one
        self.assertEqual(self.deliveries("--replay-all", "hook").out, "")

    def test_what_waits_says_why(self):
        self.receiver.code = 503
        self.tell("acme", 0.2)
        message, = self.listed(1, "--state", "waiting")
        self.assertEqual(message["target"], "hook")
        self.assertTrue(self.becomes_true(lambda: "answered 503" in self.deliveries().out), self.deliveries().out)

    def test_what_is_wrong_is_told(self):
        for arguments, problem in ((("--replay", "hook"), "write TARGET/KEY"), (("--replay", "/"), "write TARGET/KEY"),
                                   (("--state", "lost"), "--state"),
                                   (("--replay", "a/b", "--replay-all", "a"), "--replay")):
            with self.subTest(arguments=arguments):
                result = self.deliveries(*arguments)
                self.assertEqual(result.code, USAGE)
                self.assertIn(problem, result.err)

    def test_what_is_open_is_told_first_by_a_server_that_was_not_told_to_whom(self):
        self.server.stop()
        (self.folder / "store.db").unlink()
        self.server = self.serve()
        for account, usage in (("acme", 0.2), ("bolt", 0.2), ("over", 0.2), ("over", 0.6)):
            self.tell(account, usage)
            self.assertTrue(self.becomes_true(lambda: account in self.alerts() or usage > 0.5), self.alerts())
        self.assertTrue(self.becomes_true(lambda: self.alerts() == ["bolt", "acme"]), self.alerts())
        taken = run("remote", "alerts", "ack", "--server", self.server.address, "2", "--author", "kim")
        self.assertEqual(taken.code, GOOD, taken.err)
        self.server.stop()
        self.server = self.serve("--delivery", str(self.folder / "delivery.yaml"))
        events = [json.loads(one["event"]) for one in self.listed(2, "--state", "delivered")]
        self.assertEqual([(one["account"], one["kind"]) for one in events],
                         [("acme", "raised"), ("bolt", "acknowledged")])
        self.tell("acme", 0.7)
        self.listed(3, "--state", "delivered")

    def alerts(self):
        """Accounts with an alert that is open, the newest first."""
        result = run("remote", "alerts", "list", "--server", self.server.address, "--format", "json")
        return [json.loads(line)["account_id"] for line in result.out.splitlines()]

    def test_a_server_that_delivers_nothing(self):
        self.server.stop()
        self.server = self.serve()
        result = self.deliveries()
        self.assertEqual(result.code, USAGE)
        self.assertIn("started without --delivery", result.err)


if __name__ == "__main__":
    main()
