"""The programs of scripts/bench that measure through gRPC, each run once.

What is measured must be real answers: the requests are answered OK by bellwetherd, and the null
server answers as many bytes. Nothing here looks at a time.
"""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "clients"))
import program  # noqa: E402

PROGRAMS = program.BINARY / "bench"


def run(name, *arguments):
    return subprocess.run(
        [str(PROGRAMS / name), *map(str, arguments)], capture_output=True, text=True,
        cwd=program.SOURCE, timeout=program.SECONDS, check=False)


class NullServer:
    def __init__(self, answer_bytes):
        self.process = subprocess.Popen(
            [str(PROGRAMS / "bellwether_null_server"), str(answer_bytes)],
            stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(program.SECONDS)
        self.process.stdout.close()


class RequestFiles(program.ProgramTest):
    def requests(self):
        """{name: (method, accounts, file)}"""
        written = run("bellwether_bench_requests", self.folder)
        self.assertEqual(written.returncode, 0, written.stderr)
        lines = [line.split() for line in written.stdout.splitlines()]
        return {name: (method, int(accounts), file) for name, method, accounts, file in lines}

    def ask(self, server, request):
        """(code, bytes, evaluated, refused)"""
        method, _, file = request
        asked = run("bellwether_bench_ask", server, method, file)
        code, *numbers = asked.stdout.split()
        return (code, *map(int, numbers)), asked.stderr

    def test_every_request_is_answered_in_full(self):
        requests = self.requests()
        self.assertEqual({name: accounts for name, (_, accounts, _) in requests.items()},
                         {"evaluate": 1, "explain": 1, "batch": 256,
                          "largest_batch": 1000, "columns": 4096})
        with program.Server("rules/saas") as server:
            for name in ANSWERED:
                with self.subTest(request=name):
                    (code, size, evaluated, refused), why = self.ask(server.address, requests[name])
                    self.assertEqual((code, evaluated, refused), ("OK", requests[name][1], 0), why)
                    self.assertGreater(size, 100)

    def test_the_null_server_answers_as_many_bytes(self):
        request = self.requests()["evaluate"]
        for size in (0, 2, 127, 128, 129, 130, 3000, 100_000):
            with self.subTest(size=size), NullServer(size) as server:
                (code, answered, _, _), why = self.ask(server.address, request)
                self.assertEqual(code, "OK", why)
                # A field of 128 bytes needs one byte more for its length: 130 cannot be had.
                self.assertEqual(answered, 129 if size == 130 else max(size, 2))

    def test_a_call_after_silence_is_timed(self):
        method, _, file = self.requests()["evaluate"]
        with program.Server("rules/saas") as server:
            timed = run("bellwether_bench_silence", server.address, method, file, 1)
        self.assertEqual(timed.returncode, 0, timed.stderr)
        self.assertGreater(int(timed.stdout), 0)

    def test_calls_about_accounts_of_a_store_are_timed(self):
        ids = self.file("ids", "acme\n")
        method = "bellwether.v1.AccountsService/EvaluateAccount"
        with program.Server("rules/saas", "--store", f"sqlite:{self.folder}/store.db") as server:
            unknown = run("bellwether_bench_account_calls", server.address, method, ids, 1)
            put = program.run("remote", "put", "--server", server.address, "rules/saas/book")
            timed = run("bellwether_bench_account_calls", server.address, method, ids, 2)
        self.assertEqual(put.code, 0, put.err)
        self.assertEqual((unknown.returncode, unknown.stdout), (1, ""))
        self.assertIn("acme", unknown.stderr)
        self.assertEqual(timed.returncode, 0, timed.stderr)
        self.assertEqual(len([int(line) for line in timed.stdout.split()]), 2)

    def test_a_wrong_request_is_seen(self):
        (self.folder / "evaluate.bin").write_bytes(b"\0\0\0\0\0")
        with program.Server("rules/saas") as server:
            (code, *_), why = self.ask(
                server.address, ("bellwether.v1.ScoringService/Evaluate", 1,
                                 self.folder / "evaluate.bin"))
        self.assertEqual(code, "INVALID_ARGUMENT")
        self.assertIn("account", why)

    def test_programs_say_how_they_are_used(self):
        for name in ("bellwether_bench_requests", "bellwether_bench_ask", "bellwether_bench_silence",
                     "bellwether_bench_account_calls", "bellwether_null_server"):
            with self.subTest(name=name):
                said = run(name)
                self.assertEqual(said.returncode, 2)
                self.assertIn(f"usage: {name}", said.stderr)


ANSWERED = ("evaluate", "batch", "columns")

if __name__ == "__main__":
    program.main()
