"""One line of the table: what was measured, and what it was meant to be."""

import dataclasses


@dataclasses.dataclass
class Row:
    name: str      # as scripts/bench takes it
    what: str
    target: str    # "" for a line that only informs
    measured: str = ""
    spread: str = ""
    # True: the target is met; None: there is no target, or nothing that can be held against it.
    met: bool | None = None
    void: str = ""    # why nothing was measured
    others: float = 0  # share of the processors that others used meanwhile
    samples: dict = dataclasses.field(default_factory=dict)  # what the figures were taken from

    def verdict(self):
        if self.void:
            return "void"
        return {True: "met", False: "missed", None: ""}[self.met if self.target else None]


def at_most(row, value, limit):
    row.met = value <= limit
    return row


def at_least(row, value, limit):
    row.met = value >= limit
    return row
