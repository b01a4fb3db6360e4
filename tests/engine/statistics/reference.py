#!/usr/bin/env python3
"""Writes reference.json: what other people's libraries say about telco.csv.

  pip install lifelines==0.30.3 statsmodels==0.15.0 scipy==1.17.1 scikit-learn==1.9.1 \
      MLstatkit==0.1.91
  tests/engine/statistics/reference.py

reference_test.cc and its neighbours compare the engine with it. Nothing is computed here by formulas
of our own, but for the variance of the restricted mean, which lifelines does not give. What compares
two arms, or judges predictions, stands in reference_effects.py.
"""

import csv
import json
import pathlib

import numpy
import scipy.stats
from MLstatkit import Delong_test
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test, multivariate_logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from reference_effects import effects
from sklearn.metrics import roc_auc_score
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = pathlib.Path(__file__).resolve().parent
SHARES = ((0, 10), (1, 10), (5, 10), (10, 10), (12, 40), (0, 1), (1869, 7043), (7043, 7043))
PAIRS = ((12, 40, 5, 50), (0, 10, 0, 20), (10, 10, 0, 20), (1655, 3875, 166, 1473))
TIMES = (0, 1, 2, 6, 12, 24, 36, 48, 60, 71, 72)
HORIZON = 24


def customers():
    with open(HERE / "telco.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return (numpy.array([float(row["months"]) for row in rows]),
            numpy.array([row["churned"] == "1" for row in rows]),
            numpy.array([row["contract"] for row in rows]))


def proportions(found):
    for events, n in SHARES:
        for confidence in (0.9, 0.95):
            low, high = proportion_confint(events, n, alpha=1 - confidence, method="wilson")
            found[f"wilson {events}/{n} at {confidence}"] = [low, high]
    for pair in PAIRS:
        low, high = confint_proportions_2indep(*pair, method="newcomb", compare="diff")
        found[f"newcombe {pair[0]}/{pair[1]} {pair[2]}/{pair[3]}"] = [low, high]
    for n in (1, 10, 59, 7043):
        for confidence in (0.9, 0.95):
            none = scipy.stats.binomtest(0, n, alternative="less")
            found[f"none of {n} at {confidence}"] = [
                float(none.proportion_ci(confidence, method="exact").high)]


def curve(found, name, months, churned, entry=None):
    fitted = KaplanMeierFitter(alpha=0.05).fit(months, churned, entry=entry)
    limits = fitted.confidence_interval_
    for time in TIMES:
        at = limits.index[limits.index <= time].max()
        found[f"{name} at {time}"] = [float(fitted.predict(time)), *map(float, limits.loc[at])]
    return fitted


def restricted_variance(fitted, horizon):
    """Greenwood's, by the areas behind each step."""
    table, survival = fitted.event_table, fitted.survival_function_.iloc[:, 0]
    times = [*survival.index[survival.index < horizon], horizon]
    widths = numpy.diff(times)
    areas = numpy.cumsum((survival.loc[times[:-1]].to_numpy() * widths)[::-1])[::-1]
    variance = 0.0
    for time, area in zip(times[:-1], areas):
        d, n = table.loc[time, "observed"], table.loc[time, "at_risk"]
        if d > 0:
            variance += area ** 2 * d / (n * (n - d))
    return float(variance)


def several_groups(found, months, churned, contract):
    test = multivariate_logrank_test(months, contract, churned)
    found["log-rank of contracts"] = [float(test.test_statistic), float(test.p_value)]
    few = slice(0, 200)
    for groups in (3, 4):
        test = multivariate_logrank_test(months[few], numpy.arange(200) % groups, churned[few])
        found[f"log-rank of {groups}"] = [float(test.test_statistic), float(test.p_value)]


def restricted_difference(found, name, *groups):
    fitted = [KaplanMeierFitter().fit(*group) for group in groups]
    means = [float(restricted_mean_survival_time(one, t=HORIZON)) for one in fitted]
    error = sum(restricted_variance(one, HORIZON) for one in fitted) ** 0.5
    value = means[0] - means[1]
    found[f"restricted means of {name}"] = [
        value, *map(float, scipy.stats.norm.interval(0.95, value, error)),
        float(2 * scipy.stats.norm.sf(abs(value) / error))]


def survival(found):
    months, churned, contract = customers()
    everybody = curve(found, "everybody", months, churned)
    curve(found, "late entry", months, churned, numpy.where(months > 12, 6.0, 0.0))
    found["restricted mean"] = [
        float(restricted_mean_survival_time(everybody, t=HORIZON)),
        restricted_variance(everybody, HORIZON)]
    monthly, yearly = contract == "month", contract == "year"
    by_month = curve(found, "by the month", months[monthly], churned[monthly])
    low, high = median_survival_times(by_month.confidence_interval_).iloc[0]
    found["median by the month"] = [float(by_month.median_survival_time_), float(low), float(high)]
    test = logrank_test(months[monthly], months[yearly], churned[monthly], churned[yearly])
    found["log-rank month and year"] = [float(test.test_statistic), float(test.p_value)]
    several_groups(found, months, churned, contract)
    restricted_difference(found, "month and year", *(
        (months[contract == one], churned[contract == one]) for one in ("month", "year")))
    few = slice(0, 60)
    halves = (months[few][::2], months[few][1::2], churned[few][::2], churned[few][1::2])
    test = logrank_test(*halves)
    found["log-rank of sixty"] = [float(test.test_statistic), float(test.p_value)]
    restricted_difference(found, "sixty", halves[::2], halves[1::2])


def incidence(found):
    """Of those who leave a contract by the month, beside those who leave a longer one."""
    months, churned, contract = customers()
    status = numpy.where(churned, numpy.where(contract == "month", 1, 2), 0)
    fitted = CumIncidenceRight(months, status)
    for cause in (1, 2):
        for time in TIMES:
            at = numpy.searchsorted(fitted.times, time, side="right") - 1
            found[f"incidence of {cause} at {time}"] = [
                float(fitted.cinc[cause - 1][at]), float(fitted.cinc_se[cause - 1][at] ** 2)]


def ranking(found):
    """Who leaves: told by how short they are customers, and by how short they have signed for."""
    months, churned, contract = customers()
    event = churned.astype(int)
    scores = {"months": -months,
              "contract": numpy.select([contract == "month", contract == "year"], [2.0, 1.0], 0.0)}
    z, p, of_contract, of_months = Delong_test(event, scores["contract"], scores["months"],
                                               return_auc=False)
    for name, interval in (("contract", of_contract), ("months", of_months)):
        found[f"power of {name}"] = [float(roc_auc_score(event, scores[name])),
                                     *map(float, interval)]
    found["powers compared"] = [float(z), float(p)]


def several(found):
    values = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 1.0]
    found["Holm"] = [float(p) for p in multipletests(values, method="holm")[1]]
    months, churned, _ = customers()
    found["rank correlation of months and churned"] = [
        float(scipy.stats.spearmanr(months, churned).statistic)]
    found["rank correlation of eight"] = [
        float(scipy.stats.spearmanr([1, 2, 2, 3, 3, 3, 9, 0], [4, 1, 4, 5, 7, 7, 6, 1]).statistic)]
    found["spread of months"] = [float(v) for v in numpy.quantile(months, (0.5, 0.75, 0.9))] + [
        float(numpy.mean(months))]
    for n in (6, 10, 101, len(months)):
        interval = scipy.stats.quantile_test(months[:n], p=0.5).confidence_interval(0.95)
        found[f"median interval of {n}"] = [float(interval.low), float(interval.high)]
    found["quantiles of five"] = [float(v) for v in numpy.quantile(
        [0.1, 0.7, 1.3, 8.0, 9.5], (0, 0.1, 0.33, 0.5, 0.99, 1))]


def distributions(found):
    for probability in (1e-10, 0.025, 0.5, 0.975, 0.9999):
        found[f"normal quantile {probability}"] = [float(scipy.stats.norm.ppf(probability))]
    for x, degrees in ((0.0, 1), (3.841458820694124, 1), (200.0, 1), (7.5, 4)):
        found[f"chi-squared tail {x} {degrees}"] = [float(scipy.stats.chi2.sf(x, degrees))]
    for x, degrees, shift in ((2.0, 3.5, 2.8), (-2.0, 3.5, 2.8), (1.97, 198.0, 0.3)):
        found[f"Student's t {x} {degrees} {shift}"] = [
            float(scipy.stats.norm.sf(x)), float(scipy.stats.t.sf(x, degrees)),
            float(scipy.stats.t.ppf(0.975, degrees)), float(scipy.stats.nct.sf(x, degrees, shift))]


def main():
    found = {}
    distributions(found)
    proportions(found)
    survival(found)
    incidence(found)
    ranking(found)
    several(found)
    effects(found, *customers())
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in found.items())
    (HERE / "reference.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(f"{len(found)} results")


if __name__ == "__main__":
    main()
