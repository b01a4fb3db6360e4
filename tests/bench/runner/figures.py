"""Medians, and ratios of measurements that were taken in pairs."""

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Figure:
    """A median with the smallest and the largest of its samples."""

    median: float
    low: float
    high: float
    samples: tuple

    def text(self, digits=2):
        return f"{self.median:,.{digits}f}"

    def spread(self, digits=2):
        return f"{self.low:,.{digits}f}–{self.high:,.{digits}f}"


def figure(samples):
    samples = tuple(samples)
    return Figure(statistics.median(samples), min(samples), max(samples), samples)


def ratio(above, below):
    """The median of the ratios of pairs: what disturbs both of a pair leaves its ratio alone."""
    if len(above) != len(below):
        raise ValueError(f"{len(above)} measurements and {len(below)} are no pairs")
    return figure(a / b for a, b in zip(above, below))


def alternate(rounds, first, second):
    """Calls both once in each round, and who begins alternates. Two lists of results."""
    firsts, seconds = [], []
    for index in range(rounds):
        if index % 2 == 0:
            firsts.append(first())
            seconds.append(second())
        else:
            seconds.append(second())
            firsts.append(first())
    return firsts, seconds


def in_turn(rounds, measures):
    """Calls each once in a round; each round begins with another one. A list of results for each."""
    results = [[] for _ in measures]
    for index in range(rounds):
        for step in range(len(measures)):
            which = (index + step) % len(measures)
            results[which].append(measures[which]())
    return results
