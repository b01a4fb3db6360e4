"""Questions that are asked all the while, beside what goes wrong."""

import threading

import grpc

BETWEEN = 0.02  # seconds


class Steady(threading.Thread):
    """Asks fifty times a second. `ask` says what is wrong with an answer, "" if nothing is; grpc.RpcError: there is
    none."""

    def __init__(self, ask):
        super().__init__(daemon=True)
        self.ask, self.over = ask, threading.Event()
        self.asked, self.failed = 0, []

    def run(self):
        while not self.over.wait(BETWEEN):
            self.asked += 1
            try:
                wrong = self.ask()
            except grpc.RpcError as error:
                wrong = error.code().name
            if wrong:
                self.failed.append(wrong)

    def end(self):
        self.over.set()
        self.join(60)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end()

    def text(self):
        return f"{len(self.failed)} of {self.asked:,}"

    def is_good(self):
        return self.asked > 0 and not self.failed
