// Signals that follow from records: small books whose answers are counted by hand.
#include "engine/portfolio/record_signals.h"

#include <optional>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/portfolio/replayed_account.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::shared_ptr<const Plan> DerivingPack() {
  const std::string text = R"yaml(
pack: deriving
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
signals:
  tickets: {type: count, description: x, from_records: {of: ticket, take: count, within: 90d}}
  bugs: {type: count, description: x, from_records: {of: ticket, take: count, where: "type == 'bug'"}}
  open: {type: count, description: x, from_records: {of: ticket, take: count, where: "!has(resolved_at)"}}
  angry: {type: count, description: x, from_records: {of: ticket, take: count, where: frustrated}}
  escalated: {type: ratio, description: x, from_records: {of: ticket, take: share, value: escalated, within: 90d}}
  hours_to_solve:
    {type: number, description: x, from_records: {of: ticket, take: median, value: "double((resolved_at - at).getMinutes()) / 60.0"}}
  mean_hours:
    {type: number, description: x, from_records: {of: ticket, take: mean, value: "double((resolved_at - at).getMinutes()) / 60.0"}}
  quiet: {type: days, description: x, from_records: {of: activity, take: days_since_last, where: held}}
  met_at: {type: timestamp, description: x, from_records: {of: activity, take: last, value: at, where: held}}
  spent: {type: number, description: x, from_records: {of: activity, take: sum, value: hours}}
  tone: {type: enum, values: [good, bad], description: x, from_records: {of: survey, take: last, value: comment_tone}}
  answered: {type: bool, description: x, from_records: {of: survey, take: last, value: "has(score)"}}
  active: {type: ratio, max_age: 7d, description: x, from_records: {of: usage, take: last, value: "active_users / account.seats"}}
  kept: {type: ratio, max_age: 7d, stale: keep, description: x, from_records: {of: usage, take: last, value: "active_users / account.seats"}}
  weekly: {type: series, of: ratio, description: x, from_records: {of: usage, take: points, value: "active_users / account.seats", within: 21d}}
health:
  only: {bands: [{well: 50}, {bad: 0}], components: {active: {weight: 1, of: active}}}
)yaml";
  const Sources sources({{"pack.yaml", text}});
  auto loaded = Load(sources);
  EXPECT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  return loaded.value;
}

// a has tickets, b none, c nothing but itself.
constexpr std::string_view kBook = R"(
- {kind: account, id: a1, account: a, at: 2026-01-01, seats: 10}
- {kind: account, id: b1, account: b, at: 2026-01-01, seats: 10}
- {kind: account, id: c1, account: c, at: 2026-01-01}
- {kind: ticket, id: t1, account: a, at: "2026-01-10T08:00:00Z", type: bug}
- {kind: ticket, id: t1, account: a, at: "2026-01-10T08:00:00Z", known_at: "2026-01-10T10:00:00Z", type: bug, resolved_at: "2026-01-10T10:00:00Z", escalated: true, frustrated: false}
- {kind: ticket, id: t2, account: a, at: "2026-01-20T08:00:00Z", type: how_to, resolved_at: "2026-01-20T14:00:00Z", escalated: false, frustrated: true}
- {kind: ticket, id: t3, account: a, at: "2026-02-01T08:00:00Z", known_at: "2026-02-05T08:00:00Z", type: bug, resolved_at: "2026-02-11T08:30:00Z", frustrated: false}
- {kind: activity, id: v1, account: b, at: "2026-02-01T15:00:00Z", type: call, held: true, hours: 1.5}
- {kind: activity, id: v2, account: b, at: 2026-02-03, type: call, held: false, hours: 0.5}
- {kind: activity, id: v3, account: b, at: 2026-02-20, type: call, held: true}
- {kind: survey, id: s1, account: a, at: 2026-01-15, instrument: nps, score: 9, comment_tone: good}
- {kind: survey, id: s2, account: a, at: 2026-02-15, instrument: nps}
- {kind: survey, id: s3, account: b, at: 2026-01-15, instrument: nps, comment_tone: strange}
- {kind: usage, id: u1, account: a, at: 2026-01-05, active_users: 5}
- {kind: usage, id: u2, account: a, at: 2026-01-12, active_users: 7}
- {kind: account, id: a2, account: a, at: 2026-01-15, seats: 20}
- {kind: usage, id: u3, account: a, at: 2026-01-19, active_users: 8}
- {kind: usage, id: u4, account: a, at: 2026-01-26, active_users: 25}
)";

class DerivedTest : public testing::Test {
 protected:
  Account At(std::string_view account, std::string_view moment) {
    return AccountReplay(book_, *plan_)
        .At(book_.FindAccount(account), *ParseMoment(std::string(moment)));
  }
  // "missing", a number, a word, a date, true.
  std::string Said(std::string_view account, std::string_view signal, std::string_view moment) {
    const Account replayed = At(account, moment);
    for (const SignalInput& one : replayed.signals) {
      if (one.name != signal) continue;
      if (const auto* number = std::get_if<double>(&one.value)) return FormatNumber(*number);
      if (const auto* text = std::get_if<std::string>(&one.value)) return *text;
      if (const auto* truth = std::get_if<bool>(&one.value)) return *truth ? "true" : "false";
      if (const auto* at = std::get_if<Moment>(&one.value)) return FormatMoment(*at);
      return "another form";
    }
    for (const SeriesInput& one : replayed.series) {
      if (one.name != signal) continue;
      std::string points;
      for (const auto& point : one.points) {
        absl::StrAppend(&points, FormatMoment(point.at).substr(5, 5), " ",
                        FormatNumber(point.value), "; ");
      }
      return points;
    }
    return "missing";
  }
  std::string Everything(std::string_view account, std::string_view moment) {
    std::string text;
    for (const ruleset::Signal& signal : plan_->signals) {
      const std::string& name = plan_->slots[signal.slot].name;
      absl::StrAppend(&text, name, " ", Said(account, name, moment), " ",
                      Observed(account, name, moment), "\n");
    }
    return text;
  }
  std::string Observed(std::string_view account, std::string_view signal, std::string_view moment) {
    for (const SignalInput& one : At(account, moment).signals) {
      if (one.name == signal) return one.observed_at ? FormatMoment(*one.observed_at) : "then";
    }
    return "missing";
  }

  const std::shared_ptr<const Plan> plan_ = DerivingPack();
  book::Book book_ = book::BookOf(kBook);
};

// P1: t3 happened on the first of February, and nobody knew of it before the fifth.
TEST_F(DerivedTest, WhatWasNotKnownDoesNotCount) {
  EXPECT_EQ(Said("a", "tickets", "2026-02-04"), "2");
  EXPECT_EQ(Said("a", "tickets", "2026-02-06"), "3");
  EXPECT_EQ(Said("a", "bugs", "2026-02-04"), "1");
  EXPECT_EQ(Said("a", "bugs", "2026-02-06"), "2");
}

// P1: t3 says that it was solved on the eleventh; before, that had not happened, and it was open.
TEST_F(DerivedTest, WhatLiesAheadIsNotToldYet) {
  EXPECT_EQ(Said("a", "open", "2026-01-10T09:00:00Z"), "1");  // t1, before its correction
  EXPECT_EQ(Said("a", "open", "2026-01-11"), "0");
  EXPECT_EQ(Said("a", "open", "2026-02-06"), "1");
  EXPECT_EQ(Said("a", "open", "2026-02-12"), "0");
  EXPECT_EQ(Said("a", "hours_to_solve", "2026-02-06"), "4");  // of 2 and 6
  EXPECT_EQ(Said("a", "hours_to_solve", "2026-02-12"), "6");  // of 2, 6 and 240.5
  EXPECT_EQ(Said("a", "mean_hours", "2026-02-12"), FormatNumber((2 + 6 + 240.5) / 3));
}

// t1 of the tenth of January is 90 days old on the tenth of April, whatever the hour.
TEST_F(DerivedTest, AWindowIsOfWholeDays) {
  EXPECT_EQ(Said("a", "tickets", "2026-04-10"), "3");
  EXPECT_EQ(Said("a", "tickets", "2026-04-10T23:00:00Z"), "3");
  EXPECT_EQ(Said("a", "tickets", "2026-04-11"), "2");
  EXPECT_EQ(Said("a", "tickets", "2026-06-01"), "0");  // a has tickets, and none of late
  EXPECT_EQ(Said("a", "bugs", "2026-06-01"), "2");     // without a window
}

TEST_F(DerivedTest, WhatIsNotCoveredIsMissingAndNotZero) {
  EXPECT_EQ(Said("a", "tickets", "2026-01-09"), "missing");
  EXPECT_EQ(Said("b", "tickets", "2026-06-01"), "missing");
  EXPECT_EQ(Said("c", "spent", "2026-06-01"), "missing");
  EXPECT_EQ(Said("b", "active", "2026-01-20"), "missing");
}

TEST_F(DerivedTest, WithoutCasesThereIsNoShareAndNoMedian) {
  EXPECT_EQ(Said("a", "escalated", "2026-01-10T09:00:00Z"), "missing");  // t1 does not tell yet
  EXPECT_EQ(Said("a", "escalated", "2026-01-12"), "1");
  EXPECT_EQ(Said("a", "escalated", "2026-02-12"), "0.5");  // t3 does not tell
  EXPECT_EQ(Said("a", "escalated", "2026-06-01"), "missing");
  EXPECT_EQ(Said("a", "hours_to_solve", "2026-01-10T09:00:00Z"), "missing");
}

// A total of which a part is not known is not known: t1 tells of frustration when it is solved, v3
// never tells its hours.
TEST_F(DerivedTest, ATotalNeedsAllItsParts) {
  EXPECT_EQ(Said("a", "angry", "2026-01-10T09:00:00Z"), "missing");
  EXPECT_EQ(Said("a", "angry", "2026-01-11"), "0");
  EXPECT_EQ(Said("a", "angry", "2026-01-21"), "1");
  EXPECT_EQ(Said("b", "spent", "2026-02-04"), "2");
  EXPECT_EQ(Said("b", "spent", "2026-02-21"), "missing");
}

TEST_F(DerivedTest, TheLastThatTells) {
  EXPECT_EQ(Said("b", "quiet", "2026-02-01"), "missing");
  EXPECT_EQ(Said("b", "quiet", "2026-02-04"), "3");  // civil days from the first; v2 was not held
  EXPECT_EQ(Said("b", "met_at", "2026-02-04"), "2026-02-01T15:00:00Z");
  EXPECT_EQ(Said("b", "met_at", "2026-02-21"), "2026-02-20");
  EXPECT_EQ(Said("a", "tone", "2026-03-01"), "good");     // s2 has no comment
  EXPECT_EQ(Said("b", "tone", "2026-03-01"), "missing");  // no word of the pack
  EXPECT_EQ(Said("a", "answered", "2026-02-01"), "true");
  EXPECT_EQ(Said("a", "answered", "2026-03-01"), "false");
}

// P2: of 10 seats until the middle of January, of 20 from then on; more users than seats is no
// ratio.
TEST_F(DerivedTest, AttributesAreThoseInForceAtTheRecord) {
  EXPECT_EQ(Said("a", "active", "2026-01-12"), "0.7");
  EXPECT_EQ(Said("a", "active", "2026-01-20"), "0.4");
  EXPECT_EQ(Said("a", "active", "2026-01-27"), "missing");
}

TEST_F(DerivedTest, EachRecordIsAPoint) {
  EXPECT_EQ(Said("a", "weekly", "2026-01-20"), "01-05 0.5; 01-12 0.7; 01-19 0.4; ");
  EXPECT_EQ(Said("a", "weekly", "2026-02-01"), "01-12 0.7; 01-19 0.4; ");
  EXPECT_EQ(Said("a", "weekly", "2026-02-20"), "missing");
  EXPECT_EQ(Said("b", "weekly", "2026-01-20"), "missing");
}

// What is counted up to a moment is known then; what a record said is as old as the record.
TEST_F(DerivedTest, UsageGrowsStaleAndTicketsDoNot) {
  EXPECT_EQ(Observed("a", "tickets", "2026-02-06"), "then");
  EXPECT_EQ(Observed("a", "active", "2026-01-20"), "2026-01-19");
  ReplayedAccount replayed(book_, *plan_);
  const auto coverage = [&](std::string_view day) {
    EXPECT_TRUE(replayed.At(book_.FindAccount("a"), *ParseMoment(std::string(day))));
    return replayed.facts().stale_slots.size();
  };
  EXPECT_EQ(coverage("2026-01-12"), 0U);
  book_ = book::BookOf(
      absl::StrCat("- {kind: account, id: a1, account: a, at: 2026-01-01, seats: 10}\n",
                   "- {kind: usage, id: u1, account: a, at: 2026-01-05, active_users: 5}\n",
                   "- {kind: ticket, id: t1, account: a, at: 2026-01-05}\n"));
  ReplayedAccount alone(book_, *plan_);
  ASSERT_TRUE(alone.At(0, *ParseMoment("2026-01-12")));
  EXPECT_TRUE(alone.facts().stale_slots.empty());
  ASSERT_TRUE(alone.At(0, *ParseMoment("2026-01-13")));
  const uint32_t active = plan_->FindSlot("active");
  EXPECT_THAT(alone.facts().stale_slots,
              testing::UnorderedElementsAre(active, plan_->FindSlot("kept")));
  EXPECT_EQ(alone.facts().reasons[active], MissingReason::kStale);
  EXPECT_EQ(Said("a", "tickets", "2026-03-13"), "1");
}

// The source has said what it is, until its word has outlived `max_age`.
TEST_F(DerivedTest, WhatIsStatedStandsWhileItIsFresh) {
  book_ = book::BookOf(absl::StrCat(
      std::string(kBook),
      "- {kind: account, id: a3, account: a, at: 2026-01-13, signals: {tickets: 40, active: 0.9, "
      "kept: 0.8, weekly: 0.1}}\n"));
  EXPECT_EQ(Said("a", "tickets", "2026-01-12"), "1");
  EXPECT_EQ(Said("a", "tickets", "2026-01-13"), "40");
  EXPECT_EQ(Said("a", "tickets", "2026-02-06"), "40");  // it never ages
  EXPECT_EQ(Said("a", "weekly", "2026-01-20"), "01-13 0.1; ");
  EXPECT_EQ(Said("a", "active", "2026-01-20"), "0.9");  // 7 days old, although u3 is younger
  EXPECT_EQ(Said("a", "active", "2026-01-21"), "0.4");
  EXPECT_EQ(Said("a", "kept", "2026-01-21"), "0.8");  // the pack keeps what is old
  // Where nothing follows, the stale word is still what was said.
  EXPECT_EQ(Said("a", "active", "2026-01-27"), "0.9");
  ReplayedAccount replayed(book_, *plan_);
  for (const std::string_view day : {"2026-01-13", "2026-01-21", "2026-02-06"}) {
    EXPECT_TRUE(replayed.At(book_.FindAccount("a"), *ParseMoment(std::string(day)))) << day;
  }
}

TEST_F(DerivedTest, NotApplicableIsStatedToo) {
  book_ = book::BookOf(absl::StrCat(std::string(kBook),
                                    "- {kind: account, id: a3, account: a, at: 2026-01-01, "
                                    "signals: {active: {not_applicable: true}}}\n"));
  EXPECT_EQ(Said("a", "active", "2026-01-20"), "another form");
}

// P1, as a property: whatever becomes known after a moment changes nothing that was said of it.
TEST_F(DerivedTest, LaterRecordsChangeNothingThatWasSaid) {
  std::mt19937 random(20260101);
  const auto pick = [&](int count) {
    return static_cast<int>(random() % static_cast<uint32_t>(count));
  };
  for (int round = 0; round < 200; ++round) {
    const int asked = 40 + pick(40);  // a day of the year
    const auto day = [](int number) {
      return FormatMoment(Moment::Date(absl::CivilDay(2026, 1, 1) + number));
    };
    std::string before = "- {kind: account, id: a1, account: a, at: 2026-01-01, seats: 10}\n";
    std::string after;
    for (int i = 0; i < 12; ++i) {
      const int at = pick(100), known = at + pick(30);
      std::string& text = known <= asked ? before : after;
      const std::string id = absl::StrCat("r", pick(6));  // so some replace others
      const std::string head =
          absl::StrCat("id: ", id, ", account: a, at: ", day(at), ", known_at: ", day(known));
      switch (pick(3)) {
        case 0:
          absl::StrAppend(&text, "- {kind: ticket, ", head,
                          ", type: bug, resolved_at: ", day(at + pick(40)),
                          ", escalated: ", pick(2) ? "true" : "false", "}\n");
          break;
        case 1:
          absl::StrAppend(&text, "- {kind: usage, ", head, ", active_users: ", pick(11), "}\n");
          break;
        default:
          absl::StrAppend(&text, "- {kind: activity, ", head,
                          ", type: call, held: true, hours: ", pick(5), "}\n");
      }
    }
    absl::StrAppend(&after, "- {kind: account, id: a2, account: a, at: ", day(pick(asked)),
                    ", known_at: ", day(asked + 1), ", seats: 5}\n");
    book_ = book::BookOf(before);
    const std::string then = Everything("a", day(asked));
    book_ = book::BookOf(before + after);
    EXPECT_EQ(Everything("a", day(asked)), then) << day(asked) << '\n' << before << "--\n" << after;
  }
}

}  // namespace
}  // namespace bellwether::portfolio
