// What lies before whoever looks after some accounts: what is late, near, quiet, open, and how
// health moved.
#include "engine/portfolio/worklist.h"

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kPack = R"(
  share: {measure: band_share, of: green, min_count: 1}
severities: [red]
signals:
  usage: {type: ratio, description: x}
  meetings: {type: ratio, description: x}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components: {usage: {weight: 3, of: usage}, meetings: {weight: 1, of: meetings}}
flags:
  idle: {severity: red, when: "usage < 0.3", reason: Nobody uses it, playbook: call}
playbooks:
  call: {steps: [{do: Call the champion, owner: csm, due_days: 2}, {do: Think}]}
dashboards:
  mine: {worklist: {of: csm}}
)";

std::string Day(std::optional<int32_t> day) {
  return day ? absl::FormatCivilTime(DayOfNumber(*day)) : "none";
}

std::string Signals(std::string_view account, std::string_view day, double usage, double meetings) {
  return absl::StrCat("- {kind: account, id: s-", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", signals: {usage: ", usage, ", meetings: ", meetings, "}}\n");
}

Worklist ListAt(std::string_view book_text, std::string_view as_of) {
  static const auto plan = SmallPack(std::string(kPack));
  const book::Book book = book::BookOf(book_text);
  const View view(book, *plan, *ParseMoment(as_of));
  return ListWork(view, *plan->dashboards.at(0).worklist);
}

TEST(WorklistTest, HealthSaysWhatMovedItAndSinceWhen) {
  const std::string book =
      absl::StrCat(Started("a", "2025-12-01"), Signals("a", "2026-01-01", 0.9, 0.8),
                   Signals("a", "2026-02-10", 0.2, 0.9), Started("b", "2025-12-01"),
                   Signals("b", "2026-01-01", 0.9, 0.9), Started("c", "2025-12-01"));
  const Worklist list = ListAt(book, "2026-02-20");
  ASSERT_EQ(list.standings.size(), 3U);
  const Worklist::Standing& a = list.standings[0];  // the worst first
  EXPECT_EQ(a.account, "a");
  EXPECT_EQ(a.health->band, "red");
  EXPECT_EQ(a.health->score, 38);  // (3 × 20 + 90) / 4 = 37.5
  EXPECT_EQ(*a.change, 38 - 88);   // (3 × 90 + 80) / 4 = 87.5 before
  EXPECT_EQ(a.mover, "usage");
  EXPECT_DOUBLE_EQ(a.mover_change, -52.5);
  EXPECT_EQ(Day(a.since), "2026-02-10");
  EXPECT_FALSE(a.since_or_before);
  EXPECT_EQ(a.flags, std::vector<std::string>{"idle"});
  const Worklist::Standing& b = list.standings[1];
  EXPECT_EQ(b.account, "b");
  EXPECT_EQ(*b.change, 0);
  EXPECT_EQ(b.mover, "");
  EXPECT_EQ(Day(b.since), "2026-01-01");
  EXPECT_FALSE(list.standings[2].health.has_value());
}

TEST(WorklistTest, ActionsAreDueFromTheDayOfTheirFlag) {
  const std::string book =
      absl::StrCat(Started("a", "2025-12-01"), Signals("a", "2026-02-10", 0.2, 0.9));
  const Worklist list = ListAt(book, "2026-02-20");
  ASSERT_EQ(list.actions.size(), 2U);
  EXPECT_EQ(list.actions[0].what, "Call the champion");
  EXPECT_EQ(list.actions[0].owner, "csm");
  EXPECT_EQ(list.actions[0].because, "idle");
  EXPECT_EQ(Day(list.actions[0].due), "2026-02-12");
  EXPECT_EQ(Day(list.actions[1].due), "none");  // those without a day stand last
}

TEST(WorklistTest, ListsWhatIsLateAndNear) {
  const auto milestone = [](std::string_view key, std::string_view planned, std::string_view more) {
    return absl::StrCat("- {kind: milestone, id: m-", std::string(key),
                        ", account: a, at: 2026-01-01, key: ", std::string(key),
                        ", planned_at: ", std::string(planned), std::string(more), "}\n");
  };
  const std::string book =
      absl::StrCat(Started("a", "2026-01-01", "target_graduation_at: 2026-03-01"),
                   milestone("late", "2026-02-10", ", cause: our_process"),
                   milestone("near", "2026-03-06", ""), milestone("far", "2026-03-07", ""),
                   milestone("done", "2026-02-01", ", completed_at: 2026-02-02"));
  const Worklist list = ListAt(book, "2026-02-20");
  std::string text;
  for (const Worklist::Deadline& one : list.deadlines) {
    absl::StrAppend(&text, Day(one.day), " ", one.what, " ", one.days_late, " ", one.cause, "\n");
  }
  EXPECT_EQ(text,
            "2026-02-10 late 10 our_process\n"
            "2026-03-01 target of graduation 0 \n"
            "2026-03-06 near 0 \n");
}

TEST(WorklistTest, WhatWasLeftOpenWhenTheOnboardingEndedIsNotLate) {
  const std::string book = absl::StrCat(Started("a", "2025-06-01"), R"(
- {kind: milestone, id: m, account: a, at: 2025-06-01, key: setup, planned_at: 2025-07-01}
- {kind: onboarding, id: o, account: a, at: 2025-08-01, event: abandoned}
)");
  EXPECT_EQ(ListAt(book, "2025-07-20").deadlines.size(), 1U);
  EXPECT_EQ(ListAt(book, "2025-08-20").deadlines.size(), 0U);
}

TEST(WorklistTest, ListsRenewalsOpportunitiesAndTickets) {
  const std::string book = absl::StrCat(Started("a", "2025-06-01"), R"(
- {kind: contract, id: c1, account: a, at: 2025-06-01, term_start: 2025-06-01, term_end: 2026-05-21, value: 900, auto_renews: true}
- {kind: contract, id: c2, account: a, at: 2025-06-01, term_start: 2025-06-01, term_end: 2026-05-22, value: 1}
- {kind: contract, id: c3, account: a, at: 2025-06-01, term_start: 2025-06-01, term_end: 2026-03-01, outcome: renewed}
- {kind: opportunity, id: p1, account: a, at: 2026-01-01, type: expansion, value: 50}
- {kind: opportunity, id: p2, account: a, at: 2026-01-01, type: renewal, value: 50}
- {kind: opportunity, id: p3, account: a, at: 2026-01-01, type: expansion, closed_at: 2026-02-01, won: true}
- {kind: ticket, id: t1, account: a, at: 2026-02-12, type: bug}
- {kind: ticket, id: t2, account: a, at: 2026-02-13, type: bug}
- {kind: ticket, id: t3, account: a, at: 2026-02-19, escalated: true}
- {kind: ticket, id: t4, account: a, at: 2026-01-19, frustrated: true, resolved_at: 2026-01-20}
- {kind: activity, id: x1, account: a, at: 2026-01-20, type: call, held: true, responded_after_hours: 6}
- {kind: activity, id: x2, account: a, at: 2026-02-18, type: qbr, held: false}
)");
  const Worklist list = ListAt(book, "2026-02-20");
  ASSERT_EQ(list.renewals.size(), 1U);
  EXPECT_EQ(Day(list.renewals[0].day), "2026-05-21");
  EXPECT_EQ(list.renewals[0].value, 900);
  EXPECT_EQ(list.renewals[0].auto_renews, true);
  ASSERT_EQ(list.opportunities.size(), 1U);
  EXPECT_EQ(list.opportunities[0].value, 50);
  ASSERT_EQ(list.tickets.size(), 2U);
  EXPECT_EQ(list.tickets[0].id, "t1");
  EXPECT_TRUE(list.tickets[0].long_open);
  EXPECT_EQ(list.tickets[1].id, "t3");
  EXPECT_FALSE(list.tickets[1].long_open);
  ASSERT_EQ(list.engagements.size(), 1U);
  EXPECT_EQ(Day(list.engagements[0].last), "2026-01-20");  // what did not take place is no activity
  EXPECT_EQ(list.engagements[0].hours_to_answer, 6);
  EXPECT_TRUE(list.engagements[0].quiet);  // 31 days
}

TEST(WorklistTest, LostAccountsAreNobodysWork) {
  const Worklist list = ListAt(absl::StrCat(Started("a", "2025-06-01"), R"(
- {kind: contract, id: c, account: a, at: 2025-06-01, term_start: 2025-06-01, term_end: 2026-01-01, outcome: lost}
)"),
                               "2026-02-20");
  EXPECT_TRUE(list.standings.empty());
  EXPECT_TRUE(list.engagements.empty());
}

}  // namespace
}  // namespace bellwether::portfolio
