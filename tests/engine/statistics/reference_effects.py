"""The part of reference.py that compares two arms, or judges predictions."""

import numpy
import scipy.optimize
import scipy.stats
from sklearn.metrics import brier_score_loss, precision_score, recall_score
from statsmodels.api import Logit, add_constant
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import proportion_effectsize

PAIRS = ((12, 40, 5, 50), (0, 10, 3, 20), (1655, 3875, 166, 1473))
FEW = slice(0, 60)
COUNTS = (((520, 480), (0.5, 0.5)), ((520, 400, 80), (0.5, 0.4, 0.1)), ((7, 3, 2, 9), (1, 1, 2, 2)))
STABILITY = (((100, 200, 300, 400), (120, 210, 280, 390)), ((5, 0, 15), (4, 6, 10)),
             ((10, 0, 20), (9, 0, 21)))
SHARES = ((0.8, 0.85, 1.0), (0.1, 0.3, 1.0), (0.05, 0.0, 0.25), (0.5, 0.55, 3.0))
MEANS = ((2.0, 5.0, 1.0), (10.0, 5.0, 1.0), (1.0, 40.0, 0.5))
ARMS = ((200, 200), (30, 90), (5000, 5000))


def welch(first, second):
    test = scipy.stats.ttest_ind(first, second, equal_var=False)
    interval = test.confidence_interval(0.95)
    return test, [float(interval.low), float(interval.high)]


def means(found, months, churned):
    """Months of those of the first sixty who left, and of those who stayed."""
    left, stayed = months[FEW][churned[FEW]], months[FEW][~churned[FEW]]
    for name, first, second in (("of sixty", left, stayed),
                                ("of all", months[churned], months[~churned])):
        test, interval = welch(first, second)
        found[f"Welch {name}"] = [float(first.mean() - second.mean()), float(test.df), *interval,
                                  float(test.pvalue)]
    first, second = left + 1, stayed + 1
    test, interval = welch(numpy.log(first), numpy.log(second))
    found["Welch on logs"] = [
        float(scipy.stats.gmean(first) / scipy.stats.gmean(second)), float(test.df),
        *map(float, numpy.exp(interval)), float(test.pvalue)]


def counts(found):
    for observed, shares in COUNTS:
        expected = numpy.array(shares) / sum(shares) * sum(observed)
        test = scipy.stats.chisquare(observed, expected)
        found[f"shares of {'/'.join(map(str, observed))}"] = [
            float(test.statistic), float(test.pvalue)]
    for before, after in STABILITY:
        before, after = numpy.array(before, dtype=float), numpy.array(after, dtype=float)
        name = f"stability of {'/'.join(f'{n:.0f}' for n in after)}"
        seen = before + after > 0
        before, after = before[seen], after[seen]
        added = 0.5 if (before * after == 0).any() else 0
        p, q = ((n + added) / (n + added).sum() for n in (before, after))
        found[name] = [float(((q - p) * numpy.log(q / p)).sum())]


def two_shares(found):
    for first, n, second, m in PAIRS:
        test = scipy.stats.chi2_contingency([[first, n - first], [second, m - second]],
                                            correction=False)
        found[f"two shares {first}/{n} {second}/{m}"] = [float(test.statistic), float(test.pvalue)]


def ridge(found, months, churned):
    """Not negative slopes of three features: of months, of the first half year, and of nothing."""
    x = numpy.column_stack([1 - months / 72, months < 6, numpy.arange(len(months)) % 7 / 7])
    sign = numpy.where(churned, 1.0, -1.0)

    def loss(at, penalty):
        odds = sign * (at[0] + x @ at[1:])
        pull = -sign * scipy.special.expit(-odds) / len(odds)
        return (numpy.logaddexp(0, -odds).mean() + penalty / 2 * at[1:] @ at[1:],
                numpy.concatenate([[pull.sum()], x.T @ pull + penalty * at[1:]]))

    for penalty in (0.001, 0.1):
        fitted = scipy.optimize.minimize(
            loss, numpy.zeros(4), args=(penalty,), jac=True, method="L-BFGS-B",
            bounds=[(None, None)] + [(0, None)] * 3,
            options={"ftol": 1e-16, "gtol": 1e-12, "maxiter": 10000})
        found[f"ridge {penalty}"] = [float(value) for value in fitted.x]


def calibration(found, months, churned):
    """Of two predictions by the months: one stays off 0, the other is cut there by 1e-6."""
    event = churned.astype(int)
    for name, p in (("within", 1 / (2 + months / 10)),
                    ("cut", numpy.maximum(0, 0.6 - months / 100))):
        x = scipy.special.logit(numpy.clip(p, 1e-6, 1 - 1e-6))
        fitted = Logit(event, add_constant(x)).fit(method="newton", tol=1e-14, maxiter=100, disp=0)
        (low, high), (slope_low, slope_high) = fitted.conf_int(0.05)
        found[f"calibration {name}"] = [float(v) for v in (
            fitted.params[1], slope_low, slope_high, fitted.params[0], low, high)]
        score = brier_score_loss(event, p)
        by_base = brier_score_loss(event, numpy.full(len(event), event.mean()))
        found[f"Brier {name}"] = [float(score), float(1 - score / by_base)]


def capacity(found, months, churned):
    """The newest are called, as far as ties end."""
    for most in (1, 3, 24):
        called = months <= most
        precision = float(precision_score(churned, called))
        found[f"the first {most} months"] = [float(called.sum()), precision,
                                             float(recall_score(churned, called)),
                                             float(precision / churned.mean())]


def root(of, most):
    return float(scipy.optimize.brentq(of, 1e-9, most, xtol=1e-15, rtol=1e-14))


def shares(found):
    power = NormalIndPower().power
    for first, second, ratio in SHARES:
        effect = abs(proportion_effectsize(first, second))
        n = NormalIndPower().solve_power(effect, power=0.8, alpha=0.05, ratio=ratio)
        found[f"shares {first} {second} {ratio}"] = [
            float(power(effect, 100, 0.05, ratio=ratio)), float(numpy.ceil(n)),
            float(numpy.ceil(n * ratio))]
    for n, m in ARMS:
        effect = root(lambda h, n=n, m=m: power(h, n, 0.05, ratio=m / n) - 0.8, 10)
        found[f"detectable shares {n} {m}"] = [
            root(lambda d, e=effect: proportion_effectsize(0.8, 0.8 - d) - e, 0.8),
            root(lambda d, e=effect: proportion_effectsize(0.8 + d, 0.8) - e, 0.2)]


def differences(found):
    power = TTestIndPower().power
    for value, deviation, ratio in MEANS:
        effect = value / deviation
        n = TTestIndPower().solve_power(effect, power=0.8, alpha=0.05, ratio=ratio)
        found[f"means {value} {deviation} {ratio}"] = [
            float(power(effect, 20, 0.05, ratio=ratio)), float(numpy.ceil(n)),
            float(numpy.ceil(n * ratio))]
    for n, m in ARMS:
        found[f"detectable means {n} {m}"] = [
            5 * root(lambda d, n=n, m=m: power(d, n, 0.05, ratio=m / n) - 0.8,
                     5 * (1 / n + 1 / m) ** 0.5)]


def effects(found, months, churned, _):
    means(found, months, churned)
    counts(found)
    two_shares(found)
    ridge(found, months, churned)
    calibration(found, months, churned)
    capacity(found, months, churned)
    shares(found)
    differences(found)
