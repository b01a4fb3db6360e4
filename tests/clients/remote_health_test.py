"""`bellwether remote health`: what the server's health service says, as words and exit code."""

import signal
import socket

import program
from program import ProgramTest, Server, run

HEALTH = ("remote", "health", "--server")


class Health(ProgramTest):
    def test_a_server_that_takes_calls(self):
        with Server("rules/saas") as server:
            for service in ((), ("--service", "bellwether.v1.ScoringService")):
                done = run(*HEALTH, server.address, *service)
                self.assertEqual((done.code, done.out, done.err), (0, "SERVING\n", ""))

    def test_a_service_that_there_is_not(self):
        with Server("rules/saas") as server:
            done = run(*HEALTH, server.address, "--service", "bellwether.v1.NoService")
        self.assertEqual((done.code, done.out), (1, ""))
        self.assertIn("the server has no service bellwether.v1.NoService\n", done.err)

    def test_a_server_that_ends(self):
        with Server("rules/saas", "--drain-delay", "20s") as server:
            server.process.send_signal(signal.SIGTERM)
            while (done := run(*HEALTH, server.address)).out == "SERVING\n":
                pass
            self.assertEqual((done.code, done.out, done.err), (1, "NOT_SERVING\n", ""))
            server.process.kill()

    def test_nobody_there(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        done = run(*HEALTH, address, "--timeout", "0.2")
        self.assertEqual((done.code, done.out), (1, ""))
        self.assertIn(f"no server answers at {address}", done.err)


if __name__ == "__main__":
    program.main()
