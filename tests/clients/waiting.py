"""Waiting for what is sure to come, and comes when it comes: for tests of programs and for proofs."""

import time


def becomes_true(question, seconds=20, between=0.05):
    """Whether the answer is yes within so many seconds; it is asked at least once."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(between)
    return True


def wait_until(question, seconds=10, between=0.02):
    """The same where nothing can go on without it."""
    if not becomes_true(question, seconds, between):
        raise RuntimeError("what was waited for did not come")
