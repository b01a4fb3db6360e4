"""What `bellwether` holds at once does not grow with the number of accounts, offline and remote."""

import subprocess
import time
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
        return self.file(f"{number}.csv", "id,segment,usage,mood\n" + "".join(
            f"account-{i},small,0.{i % 100:02},good\n" for i in range(number)))

    def peak(self, *command, number):
        """Most memory that the program held at once for so many accounts, in kilobytes."""
        process = subprocess.Popen(
            [program.find("bellwether"), *map(str, command), "--accounts", self.accounts(number),
             "--as-of", DAY, "--output", self.answers],
            cwd=program.SOURCE, stderr=subprocess.PIPE)
        peak = 0
        while process.poll() is None:
            # The high-water mark since the program began: resource usage has that of this test too.
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                marks = [line.split()[1] for line in status if line.startswith("VmHWM:")]
            peak = max([peak, *map(int, marks)])
            time.sleep(0.01)
        self.assertEqual((process.returncode, process.stderr.read()), (0, b""))
        process.stderr.close()
        return peak

    def assert_flat(self, name, *command, lines_beside=0):
        few = self.peak(*command, number=self.FEW)
        many = self.peak(*command, number=self.MANY)
        with open(self.answers, "rb") as lines:
            self.assertEqual(sum(1 for _ in lines), self.MANY + lines_beside)
        print(f"{name}: {few} kB for {self.FEW} accounts, {many} kB for {self.MANY}")
        self.assertLess(many / few, MOST_GROWTH)

    def test_offline(self):
        self.assert_flat("offline", "evaluate", "--pack", self.pack, "--format", "jsonl",
                         "--explain", "full")

    def test_remote(self):
        with Server(self.pack) as server:
            for call in ("batch", "stream", "columns"):
                csv = call == "columns"
                with self.subTest(call=call):
                    self.assert_flat(
                        call, "remote", "evaluate", "--server", server.address, "--call", call,
                        "--format", "csv" if csv else "jsonl", lines_beside=int(csv))


if __name__ == "__main__":
    program.main()
