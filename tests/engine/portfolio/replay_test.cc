// An account as the book knew it at a moment: what would have been sent then.
#include "engine/portfolio/replay.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::shared_ptr<const Plan> ScoredPack() {
  const std::string text = R"(
pack: scored
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
milestones: {order: [setup, training]}
signals:
  usage: {type: ratio, description: x}
  mood: {type: enum, values: [good, bad], description: x}
  weekly: {type: series, of: count, every: 7d, description: x}
)";
  const Sources sources({{"pack.yaml", text}});
  auto loaded = Load(sources);
  EXPECT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  return loaded.value;
}

constexpr std::string_view kBook = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: small, acv: 100, contract_signed_at: 2026-01-05, signals: {usage: 0.2, mood: good}}
- {kind: account, id: a2, account: acme, at: 2026-02-05, known_at: 2026-02-20, segment: large, signals: {usage: 0.6}}
- {kind: account, id: a3, account: acme, at: 2026-02-10, signals: {mood: {value: bad, observed_at: 2026-02-08}, weekly: [[2026-02-01, 3], [2026-02-08, 4]]}}
- {kind: account, id: a4, account: acme, at: 2026-02-15, signals: {weekly: 5}}
- {kind: onboarding, id: o1, account: acme, at: 2026-01-12, event: started}
- {kind: onboarding, id: o2, account: acme, at: 2026-02-01, event: extended, days: 14}
- {kind: onboarding, id: o3, account: acme, at: 2026-03-01, event: graduated}
- {kind: milestone, id: m1, account: acme, at: 2026-01-05, key: setup, planned_at: 2026-01-20, completed_at: 2026-01-22}
- {kind: milestone, id: m2, account: acme, at: 2026-01-05, key: training, planned_at: 2026-02-20, completed_at: 2026-02-25}
- {kind: value, id: v1, account: acme, at: 2026-02-28, outcome: x, confirmed_by: Ana}
)";

Account At(std::string_view moment) {
  static const auto* const plan = new std::shared_ptr<const Plan>(ScoredPack());
  static const auto* const book = new book::Book(book::BookOf(kBook));
  return AccountReplay(*book, **plan).At(0, *ParseMoment(moment));
}

std::string DayOf(const EventDate& date) {
  if (std::holds_alternative<NotYet>(date)) return "not yet";
  const auto* const moment = std::get_if<Moment>(&date);
  return moment == nullptr ? "-" : FormatMoment(*moment);
}

const SignalInput* Find(const Account& account, std::string_view name) {
  for (const SignalInput& signal : account.signals) {
    if (signal.name == name) return &signal;
  }
  return nullptr;
}

TEST(ReplayTest, IsWhatWasKnownThen) {
  const Account account = At("2026-02-19");
  EXPECT_EQ(account.id, "acme");
  EXPECT_EQ(account.segment, "small");  // the move was not known yet
  EXPECT_EQ(account.acv, 100);
  EXPECT_EQ(DayOf(account.date(EventField::kContractSignedAt)), "2026-01-05");
  EXPECT_EQ(DayOf(account.date(EventField::kKickoffAt)), "2026-01-12");
  EXPECT_EQ(DayOf(account.date(EventField::kGraduatedAt)), "not yet");
  EXPECT_EQ(DayOf(account.date(EventField::kFirstValueAt)), "not yet");
  EXPECT_EQ(DayOf(account.date(EventField::kRenewalAt)), "-");
  EXPECT_EQ(account.extension.granted_days, 14);
  EXPECT_EQ(std::get<double>(Find(account, "usage")->value), 0.2);
  EXPECT_EQ(FormatMoment(*Find(account, "usage")->observed_at), "2026-01-05T00:00:00Z");
  EXPECT_EQ(std::get<std::string>(Find(account, "mood")->value), "bad");
  EXPECT_EQ(FormatMoment(*Find(account, "mood")->observed_at), "2026-02-08T00:00:00Z");
  ASSERT_EQ(account.milestones.size(), 2U);
  EXPECT_EQ(DayOf(account.milestones[0].completed_at), "2026-01-22");
  EXPECT_EQ(DayOf(account.milestones[1].completed_at), "not yet");
  ASSERT_EQ(account.series.size(), 1U);
  ASSERT_EQ(account.series[0].points.size(), 3U);
  EXPECT_EQ(account.series[0].points[2].value, 5);
}

TEST(ReplayTest, LearnsAsTimeGoesOn) {
  const Account later = At("2026-03-01");
  EXPECT_EQ(later.segment, "large");
  EXPECT_EQ(std::get<double>(Find(later, "usage")->value), 0.6);
  EXPECT_EQ(DayOf(later.date(EventField::kGraduatedAt)), "2026-03-01");
  EXPECT_EQ(DayOf(later.date(EventField::kFirstValueAt)), "2026-02-28");
  const Account before = At("2026-01-04");
  EXPECT_EQ(before.segment, "");
  EXPECT_TRUE(before.signals.empty());
  EXPECT_TRUE(before.milestones.empty());
}

// What was replayed binds to the pack that it was replayed for.
TEST(ReplayTest, Binds) {
  const auto plan = ScoredPack();
  for (const std::string_view day : {"2026-01-04", "2026-01-25", "2026-02-19", "2026-03-01"}) {
    Facts facts;
    const auto violations = Bind(*plan, At(day), {*ParseMoment(day), false, ""}, Limits(), facts);
    for (const Violation& violation : violations)
      ADD_FAILURE() << violation.path << violation.message;
    EXPECT_TRUE(facts.ignored_future.empty()) << day;
  }
}

}  // namespace
}  // namespace bellwether::portfolio
