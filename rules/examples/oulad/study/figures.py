"""The statistics of study.py: shares and AUCs, each with its 95 % interval.

A share has Wilson's interval. The AUC is the chance that, of one account that withdrew and one that
stayed, the one that withdrew has the lower score; a tie counts half. Its interval is DeLong's:
the variance of the mean of placement values, each of which says what part of the other group an
account is on the right side of.
"""

import bisect
import math

Z = 1.959963984540054     # 97.5 % of a normal distribution lie below


class Estimate:
    """A figure between 0 and 1, with its interval."""

    def __init__(self, value, low, high):
        self.value, self.low, self.high = value, low, high


def share(count, total):
    """`count` of `total`, with Wilson's interval."""
    if total == 0:
        return None
    middle = (count + Z * Z / 2) / (total + Z * Z)
    half = Z / (total + Z * Z) * math.sqrt(count * (total - count) / total + Z * Z / 4)
    return Estimate(count / total, max(0.0, middle - half), min(1.0, middle + half))


def placements(withdrew, stayed):
    """For each of both groups, in order: the part of the other group that it is right about."""
    low, high = sorted(withdrew), sorted(stayed)
    of_withdrew = [(2 * len(high) - bisect.bisect_left(high, score)
                    - bisect.bisect_right(high, score)) / (2 * len(high)) for score in withdrew]
    of_stayed = [(bisect.bisect_left(low, score) + bisect.bisect_right(low, score))
                 / (2 * len(low)) for score in stayed]
    return of_withdrew, of_stayed


def variance_of_mean(values):
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values)


def interval(value, variance, lowest=0.0):
    half = Z * math.sqrt(variance)
    return Estimate(value, max(lowest, value - half), min(1.0, value + half))


def auc(withdrew, stayed):
    """The AUC of two groups of scores; None where a group is too small for an interval."""
    if min(len(withdrew), len(stayed)) < 2:
        return None
    of_withdrew, of_stayed = placements(withdrew, stayed)
    return interval(math.fsum(of_withdrew) / len(of_withdrew),
                    variance_of_mean(of_withdrew) + variance_of_mean(of_stayed))


def auc_difference(first, second):
    """AUC of `first` less that of `second`: two scores (withdrew, stayed) of the same accounts.
    None where a group is too small for an interval."""
    if min(map(len, first)) < 2:
        return None
    one, other = placements(*first), placements(*second)
    changes = [[a - b for a, b in zip(*group)] for group in zip(one, other)]
    return interval(math.fsum(changes[0]) / len(changes[0]),
                    sum(variance_of_mean(change) for change in changes), lowest=-1.0)


def auc_within(groups):
    """The AUC over pairs of one group only, such as one module presentation: the mean of the
    groups' AUCs, weighted by their numbers of pairs. `groups`: [(withdrew, stayed), ...]"""
    pairs, value, variance = 0, 0.0, 0.0
    for withdrew, stayed in groups:
        if min(len(withdrew), len(stayed)) < 2:
            continue
        of_withdrew, of_stayed = placements(withdrew, stayed)
        weight = len(withdrew) * len(stayed)
        pairs += weight
        value += weight * math.fsum(of_withdrew) / len(of_withdrew)
        variance += weight ** 2 * (variance_of_mean(of_withdrew) + variance_of_mean(of_stayed))
    return interval(value / pairs, variance / pairs ** 2) if pairs else None
