"""Makes the numbers of the pack anew from some presentations, to be tried on others.

The rule was written down before it was first run. The shape of the model is kept: five inputs, each
with a curve and a weight. Every number comes from the accounts that are given:

  - The accounts are sorted by an input's value and cut into groups of at least 5 % (equal values
    stay together). Each group is a point of the curve: its median, and how few withdrew, where
    0 points are the worst group of any input, and 100 the best.
  - An input's weight is how far its curve alone is better than chance (AUC - 0.5) in hundredths.
  - Bands are cut where as many of the given accounts are red, and yellow, as by the pack.
"""

import figures

INPUTS = ["milestone_on_time_ratio", "worst_delay_days", "mark_average", "previous_attempts",
          "studied_credits"]
SMALLEST_GROUP = 0.05


class Group:
    def __init__(self):
        self.values, self.withdrew = [], 0

    @property
    def rate(self):
        return self.withdrew / len(self.values)

    @property
    def median(self):
        return self.values[len(self.values) // 2]


def groups_of(pairs):
    """Groups of (value, withdrew) in order of value."""
    ordered = sorted(pairs)
    groups, open_group = [], None
    for place, (value, withdrew) in enumerate(ordered):
        if open_group is None:
            open_group = Group()
            groups.append(open_group)
        open_group.values.append(value)
        open_group.withdrew += withdrew
        last_of_value = place + 1 == len(ordered) or ordered[place + 1][0] != value
        if last_of_value and len(open_group.values) >= SMALLEST_GROUP * len(ordered):
            open_group = None
    if open_group is not None and len(groups) > 1:     # too small to stand alone
        small = groups.pop()
        groups[-1].values += small.values
        groups[-1].withdrew += small.withdrew
    return groups


def at(curve, value):
    """Points of a curve at a value: straight between its points, level beyond them."""
    if value <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in zip(curve, curve[1:]):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return curve[-1][1]


def curves_of(values):
    """{input: [(value, points), ...]} of {input: [(value, withdrew), ...]}"""
    groups = {name: groups_of(pairs) for name, pairs in values.items()}
    rates = [group.rate for some in groups.values() for group in some]
    worst, best = max(rates), min(rates)
    return {name: [(group.median, round(100 * (worst - group.rate) / (worst - best)))
                   for group in some] for name, some in groups.items()}


def weight_of(curve, pairs):
    alone = figures.auc([at(curve, value) for value, withdrew in pairs if withdrew],
                        [at(curve, value) for value, withdrew in pairs if not withdrew])
    return max(1, round(100 * (alone.value - 0.5)))


def cut(scores, wanted):
    """The whole number below which the number of scores is nearest to `wanted`."""
    return min(range(1, 100), key=lambda bound: abs(sum(s < bound for s in scores) - wanted))


def health_yaml(values, bands=(0, 0)):
    """The file health.yaml of the new pack. `bands`: where yellow and green begin."""
    curves = curves_of(values)
    lines = ["health:", "  early_health:", "    source: Ours", "    min_coverage: 0", "    bands:"]
    if any(bands):
        lines += [f"      - green: {{from: {bands[1]}}}", f"      - yellow: {{from: {bands[0]}}}"]
    lines += ["      - red: {from: 0}", "    components:"]
    for name, curve in curves.items():
        lines += [f"      {name}:", f"        weight: {weight_of(curve, values[name])}",
                  "        source: Ours", f"        of: {name}",
                  f"        points: [{', '.join(f'[{x:g}, {y}]' for x, y in curve)}]"]
    return "\n".join(lines) + "\n"
