#!/usr/bin/env python3
"""The executive dashboard of rules/saas with pandas and lifelines, to time it beside the engine.

    pip install pandas==2.3.3 lifelines==0.30.3
    tests/bench/dashboard_with_pandas.py BOOK AS_OF

BOOK is a folder of JSON lines as `bellwether book generate` writes it. Prints one JSON object: seconds of
computing, and each metric at the end of each month of its trend: value and the ends of its interval. Exit code 3: a library is missing.

What is fair: the book is in memory before the clock starts, in columns, sorted by account and time, dates
as integers, words as categories, and of each record the time at which a later one took its place. That is
how the engine holds it. What is left is one pass of whole columns for each moment; nothing runs over
rows in Python, and what several metrics need is computed once. Shares of health bands are left out, since
they need the pack evaluated. Breakdowns and accounts behind a metric are left out of both; what else the
engine says of a metric (percentiles, cohorts, reasons, curves) is left out here.
"""

import json
import pathlib
import sys
import time

LIBRARIES_MISSING = 3
try:
    import numpy
    import pandas
    import scipy.stats
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times
except ImportError as error:
    print(f"{error.name} is missing: pip install pandas==2.3.3 lifelines==0.30.3", file=sys.stderr)
    sys.exit(LIBRARIES_MISSING)

MONTHS, TREND_POINTS = 12, 6
COMPLETION_DAYS, RETENTION_DAYS = 120, 90
LEAST_AMOUNT = 0.005
NEVER = numpy.iinfo(numpy.int64).max
NOT_YET = numpy.iinfo(numpy.int64).min     # a date that was taken back
DATES = ("contract_signed_at", "trial_started_at", "kickoff_at", "first_value_at", "graduated_at")


def days(column):
    """Days since 1970 as integers; NEVER where there is none, NOT_YET where that is said."""
    found = pandas.to_datetime(column.mask(column == "not_yet"), format="ISO8601", utc=True)
    numbers = (found.dt.tz_localize(None).to_numpy("datetime64[D]").astype("int64"))
    numbers = numpy.where(found.isna(), NEVER, numbers)
    return numpy.where(column == "not_yet", NOT_YET, numbers)


class Book:
    """The records, as warm as those of the engine."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        accounts = self.read("accounts", ["segment", *DATES])
        self.codes = pandas.Index(accounts.account.unique()).sort_values()
        told = accounts[["segment", *DATES]].notna().any(axis=1)
        self.accounts = self.table(accounts[told], ["segment"], DATES)
        self.contracts = self.table(self.read("contracts", ["term_end", "outcome"]), ["outcome"], ["term_end"])
        self.revenue = self.table(self.read("revenue", ["movement", "mrr"]), ["movement"], [])
        leaves = self.revenue.movement.isin(["churn", "contraction"])
        self.revenue["amount"] = numpy.where(leaves, -self.revenue.mrr, self.revenue.mrr)
        self.onboarding = self.table(self.read("onboarding", ["event"]), ["event"], [])
        self.milestones = self.table(self.read("milestones", ["key", "completed_at"]), ["key"], ["completed_at"])
        self.values = self.table(self.read("values", ["confirmed_by"]), ["confirmed_by"], [])
        self.surveys = self.table(self.read("surveys", ["instrument", "scale", "score"]), ["instrument"], [])

    def read(self, name, columns):
        wanted = ["id", "account", "at", "known_at", *columns]
        parts = []
        with pandas.read_json(self.folder / f"{name}.jsonl", lines=True, chunksize=100_000, dtype=False,
                              convert_dates=False) as chunks:
            for chunk in chunks:
                parts.append(chunk.reindex(columns=wanted))
        return pandas.concat(parts, ignore_index=True)

    def table(self, read, words, dates):
        table = read.drop(columns=["id", "account", "at", "known_at"]).copy()
        table["account"] = self.codes.get_indexer(read.account)
        table["at"] = days(read["at"])
        table["known"] = numpy.where(read.known_at.isna(), table["at"], days(read.known_at))
        for name in dates:
            table[name] = days(table[name])
        table["id"] = read.id
        table = table.drop_duplicates().sort_values(["id", "known"], kind="stable")
        following = table.groupby("id", sort=False).known.shift(-1)
        table["until"] = following.fillna(NEVER).astype("int64").where(following.notna(), NEVER)
        for name in words:
            table[name] = table[name].astype("category")
        table = table.sort_values(["account", "at", "known", "id"], kind="stable").drop(columns="id")
        return table.reset_index(drop=True)


def happened(table, today):
    """What is known at a day, and has happened by then."""
    return table[(table.known <= today) & (today < table.until) & (table["at"] <= today)]


def months_before(today, months):
    moment = pandas.Timestamp(today, unit="D") - pandas.DateOffset(months=months)
    return moment.to_datetime64().astype("datetime64[D]").astype("int64")


class View:
    """The courses of all accounts at a day, and their flows of revenue in the months before."""

    def __init__(self, book, today):
        self.book, self.today, self.since = book, today, months_before(today, MONTHS)
        self.count = len(book.codes)
        self.onboarding = happened(book.onboarding, today)
        self.milestones = happened(book.milestones, today)
        self.milestones = self.milestones[self.milestones.completed_at <= today]
        revenue = happened(book.revenue, today)
        self.read_dates(happened(book.accounts, today))
        self.lost = numpy.minimum(self.contracts_lost(), self.revenue_gone(revenue))
        self.flow_end = self.sum_of(revenue)
        self.flow_start = self.sum_of(revenue[revenue["at"] <= self.since])
        self.had = self.flow_start >= LEAST_AMOUNT

    def by_account(self, series, none=NEVER):
        """A value for each account by its number."""
        found = numpy.full(self.count, none, dtype=series.dtype if none != NEVER else "int64")
        found[series.index.to_numpy()] = series.to_numpy()
        return found

    def last_date(self, accounts, name):
        told = accounts[accounts[name] != NEVER]
        date = self.by_account(told.groupby("account")[name].last())
        return numpy.where((date == NOT_YET) | (date > self.today), NEVER, date)

    def first(self, table):
        return self.by_account(table.groupby("account")["at"].min())

    def completed(self, key):
        table = self.milestones[self.milestones.key == key]
        return self.by_account(table.groupby("account").completed_at.min())

    def read_dates(self, accounts):
        segment = accounts.dropna(subset=["segment"]).groupby("account").segment.last()
        product_led = numpy.zeros(self.count, dtype=bool)
        product_led[segment.index[segment == "plg"].to_numpy()] = True
        date = {name: self.last_date(accounts, name) for name in DATES}
        self.start = numpy.where(product_led, date["trial_started_at"], date["contract_signed_at"])
        values = happened(self.book.values, self.today)
        self.first_value = numpy.minimum.reduce([
            date["first_value_at"], self.first(values[values.confirmed_by.notna()]),
            self.completed("value_achievement")])
        self.graduated = numpy.minimum.reduce([
            date["graduated_at"], self.first(self.onboarding[self.onboarding.event == "graduated"]),
            self.completed("graduation")])
        self.abandoned = self.first(self.onboarding[self.onboarding.event == "abandoned"])

    def contracts_lost(self):
        contracts = happened(self.book.contracts, self.today).sort_values(["account", "term_end"], kind="stable")
        last = contracts.groupby("account").tail(1)
        lost = last[(last.outcome == "lost") & (last.term_end <= self.today)]
        return self.by_account(lost.set_index("account").term_end)

    def revenue_gone(self, revenue):
        running = revenue.groupby("account").amount.cumsum()
        before = running - revenue.amount
        falls = revenue[(before >= LEAST_AMOUNT) & (running < LEAST_AMOUNT)]
        gone = self.by_account(falls.groupby("account")["at"].last())
        end = running.groupby(revenue.account).last()
        back = end.index[end >= LEAST_AMOUNT].to_numpy()
        gone[back] = NEVER
        return gone

    def sum_of(self, revenue):
        return self.by_account(revenue.groupby("account").amount.sum(), none=0.0)

    @property
    def started(self):
        return (self.start != NEVER) & (self.start >= self.since)


def wilson(events, n):
    """A share with its 95 % interval."""
    share, z = events / n, scipy.stats.norm.ppf(0.975)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * numpy.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return share, middle - reach, middle + reach


def ratio(above, below, most):
    """A ratio of sums over accounts, with its interval by linearisation."""
    value, n = above.sum() / below.sum(), len(below)
    squares = numpy.square(above - value * below).sum()
    reach = scipy.stats.norm.ppf(0.975) * numpy.sqrt(n / (n - 1) * squares) / below.sum()
    return value, max(0.0, value - reach), min(most, value + reach)


def lifetime_value(view):
    start = view.flow_start[view.had]
    churn, low, high = churned_revenue(view)
    yearly = start.sum() * 12 / len(start) * (MONTHS / 12)
    return (yearly / churn, yearly / high, yearly / low) if low > 0 else (yearly / churn, None, None)


def revenue_movement(view):
    return view.flow_end.sum() - view.flow_start.sum(), None, None


def completion(view):
    start, graduated = view.start[view.started], view.graduated[view.started]
    abandoned = view.abandoned[view.started]
    done = graduated != NEVER
    completed = done & (graduated - start <= COMPLETION_DAYS)
    decided = done | (abandoned != NEVER) | (view.today - start >= COMPLETION_DAYS)
    return wilson(completed.sum(), decided.sum())


def time_to_value(view):
    start, value, lost = (column[view.started] for column in (view.start, view.first_value, view.lost))
    reached = (value != NEVER) & (value <= lost)
    end = numpy.where(reached, value, numpy.where(lost != NEVER, lost, view.today))
    fitted = KaplanMeierFitter().fit(numpy.maximum(end - start, 0), reached)
    low, high = median_survival_times(fitted.confidence_interval_).iloc[0]
    return fitted.median_survival_time_, low, high


def net_retention(view):
    return ratio(view.flow_end[view.had], view.flow_start[view.had], numpy.inf)


def gross_retention(view):
    start = view.flow_start[view.had]
    return ratio(numpy.clip(view.flow_end[view.had], 0, start), start, 1)


def account_churn(view):
    customers = (view.start <= view.since) & (view.lost > view.since)
    return wilson((view.lost[customers] != NEVER).sum(), customers.sum())


def churned_revenue(view):
    start = view.flow_start[view.had]
    return ratio(numpy.where(view.flow_end[view.had] < LEAST_AMOUNT, start, 0), start, 1)


def retention(view):
    start, lost = view.start[view.started], view.lost[view.started]
    month = start.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    kept = (lost == NEVER) | (numpy.maximum(lost - start, 0) > RETENTION_DAYS)
    members = pandas.DataFrame({"month": month, "kept": kept, "young": view.today - start < RETENTION_DAYS})
    cohorts = members.groupby("month").agg(kept=("kept", "sum"), n=("kept", "size"), young=("young", "any"))
    mature = cohorts[~cohorts.young]
    return wilson(mature.kept.sum(), mature.n.sum())


def answers(view, instrument, best):
    surveys = happened(view.book.surveys, view.today)
    asked = surveys[(surveys["at"] >= view.since) & (surveys.instrument == instrument)
                    & (surveys.scale.fillna(best) == best)]
    return asked.dropna(subset=["score"])


def account_nps(view):
    last = answers(view, "nps", 10).groupby("account").score.last()
    above, below = (last >= 9).mean(), (last <= 6).mean()
    net = above - below
    reach = scipy.stats.norm.ppf(0.975) * numpy.sqrt((above + below - net * net) / len(last))
    return 100 * net, 100 * (net - reach), 100 * (net + reach)


def satisfaction(view):
    score = answers(view, "csat", 5).score
    reach = scipy.stats.t.ppf(0.975, len(score) - 1) * score.sem()
    return score.mean(), score.mean() - reach, score.mean() + reach


METRICS = {"ltv_advanced": lifetime_value, "mrr_movement": revenue_movement, "completion_rate": completion,
           "time_to_value": time_to_value, "nrr": net_retention, "grr": gross_retention,
           "logo_churn": account_churn, "revenue_churn": churned_revenue, "retention_90_days": retention,
           "account_nps": account_nps, "customer_csat": satisfaction}


def ends_of_months(as_of):
    """The report's own day, and the ends of the months before it."""
    last = pandas.Timestamp(as_of) - pandas.Timedelta(days=1)
    first = last.replace(day=1)
    moments = [first - pandas.DateOffset(months=back) for back in range(TREND_POINTS - 2, -1, -1)]
    return [moment.to_datetime64().astype("datetime64[D]").astype("int64")
            for moment in [*moments, pandas.Timestamp(as_of)]]


def main():
    if len(sys.argv) != 3:
        print("usage: dashboard_with_pandas.py BOOK AS_OF", file=sys.stderr)
        return 2
    book = Book(sys.argv[1])
    begin = time.perf_counter()
    values = {name: [] for name in METRICS}
    for today in ends_of_months(sys.argv[2]):
        view = View(book, today)
        for name, metric in METRICS.items():
            values[name].append([None if one is None else float(one) for one in metric(view)])
    seconds = time.perf_counter() - begin
    print(json.dumps({"computing": seconds, "values": values, "pandas": pandas.__version__}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
