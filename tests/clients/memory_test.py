"""What `bellwether` holds at once does not grow with the number of accounts, offline and remote."""

import os
import resource
import subprocess
import unittest

import program
from program import TINY_PACK, ProgramTest, Server

DAY = "2026-03-01"
# Ten times the accounts may take so much more.
MOST_GROWTH = 1.25


class Memory(ProgramTest):
    FEW, MANY = 20_000, 200_000

    def setUp(self):
        super().setUp()
        self.pack = self.file("p/pack.yaml", TINY_PACK).parent
        self.answers = self.folder / "answers"

    def accounts(self, number):
        path = self.file(f"{number}.csv", "id,segment,usage,mood\n")
        # Line by line: what this test holds itself is below what is measured.
        with open(path, "a", encoding="ascii") as lines:
            lines.writelines(f"account-{i},small,0.{i % 100:02},good\n" for i in range(number))
        return path

    def peak(self, *command, number):
        """Most memory that the program held at once for so many accounts, in kilobytes."""
        process = subprocess.Popen(
            [program.find("bellwether"), *map(str, command), "--accounts", self.accounts(number),
             "--as-of", DAY, "--output", self.answers],
            cwd=program.SOURCE, stderr=subprocess.PIPE)
        said = process.stderr.read()
        process.stderr.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual((process.returncode, said), (0, b""))
        # The kernel's mark is never below that of this test, from which the program was started.
        self.assertGreater(usage.ru_maxrss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return usage.ru_maxrss

    def assert_flat(self, name, *command, few=FEW, many=MANY):
        took = self.peak(*command, number=few)
        took_for_many = self.peak(*command, number=many)
        print(f"{name}: {took} kB for {few} accounts, {took_for_many} kB for {many}")
        self.assertLess(took_for_many / took, MOST_GROWTH)

    def assert_lines(self, number):
        with open(self.answers, "rb") as lines:
            self.assertEqual(sum(1 for _ in lines), number)

    def test_offline_line_by_line(self):
        self.assert_flat("offline", "evaluate", "--pack", self.pack, "--format", "jsonl",
                         "--explain", "full")
        self.assert_lines(self.MANY)

    def test_the_first_few_of_many(self):
        self.assert_flat("top", "evaluate", "--pack", self.pack, "--format", "csv", "--sort",
                         "usage:desc", "--top", 50)
        self.assert_lines(51)

    def test_offline_in_one_document(self):
        self.assert_flat("one document", "evaluate", "--pack", self.pack, "--format", "json",
                         "--explain", "full", few=self.FEW // 10, many=self.FEW)
        self.assertGreater(self.answers.stat().st_size, 40_000_000)

    def test_remote(self):
        with Server(self.pack) as server:
            for call in ("batch", "stream", "columns"):
                csv = call == "columns"
                with self.subTest(call=call):
                    self.assert_flat(
                        call, "remote", "evaluate", "--server", server.address, "--call", call,
                        "--format", "csv" if csv else "jsonl")
                    self.assert_lines(self.MANY + int(csv))


if __name__ == "__main__":
    program.main()
