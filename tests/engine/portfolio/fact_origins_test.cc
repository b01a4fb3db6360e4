// Where the facts of an account come from, as the book knew it at a moment.
#include "engine/portfolio/fact_origins.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kBook = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: small, acv: 100, signals: {usage: 0.2, mood: good}}
- {kind: account, id: a2, account: acme, at: 2026-02-05, known_at: 2026-02-20, segment: large, signals: {usage: 0.6}}
- {kind: account, id: a3, account: acme, at: 2026-02-10, signals: {mood: {value: bad, observed_at: 2026-02-08}}}
- {kind: account, id: a4, account: acme, at: 2026-03-15, kickoff_at: 2026-01-13}
- {kind: onboarding, id: o1, account: acme, at: 2026-01-12, event: started}
- {kind: onboarding, id: o2, account: acme, at: 2026-02-01, event: extended, days: 14}
- {kind: onboarding, id: o3, account: acme, at: 2026-03-01, event: graduated}
- {kind: milestone, id: m1, account: acme, at: 2026-01-05, key: setup, planned_at: 2026-01-20}
- {kind: milestone, id: m1, account: acme, at: 2026-01-05, known_at: 2026-02-01, key: setup, planned_at: 2026-01-25}
- {kind: milestone, id: m2, account: acme, at: 2026-02-05, key: setup, planned_at: 2026-01-30}
- {kind: value, id: v1, account: acme, at: 2026-02-28, outcome: x, confirmed_by: Ana}
- {kind: account, id: b1, account: bolt, at: 2026-01-05, segment: small}
)";

// "FACT KIND ID AT KNOWN", each.
std::vector<std::string> OriginsAt(std::string_view moment) {
  static const auto* const book = new book::Book(book::BookOf(kBook));
  std::vector<std::string> texts;
  for (const FactOrigin& one : OriginsOf(*book, book->FindAccount("acme"), *ParseMoment(moment))) {
    texts.push_back(absl::StrCat(one.fact, " ", std::string(records::NameOf(one.kind)), " ", one.id,
                                 " ", FormatMoment(one.at).substr(0, 10), " ",
                                 absl::FormatTime("%F", one.known_at, absl::UTCTimeZone())));
  }
  return texts;
}

TEST(FactOriginsTest, AreWhatWasSaidLastAsWasKnownThen) {
  EXPECT_THAT(OriginsAt("2026-02-19"),
              ElementsAre("acv account a1 2026-01-05 2026-01-05",
                          "kickoff_at onboarding o1 2026-01-12 2026-01-12",
                          "segment account a1 2026-01-05 2026-01-05",
                          "signals.mood account a3 2026-02-08 2026-02-10",
                          "signals.usage account a1 2026-01-05 2026-01-05",
                          "milestones.setup milestone m2 2026-02-05 2026-02-05",
                          "extension.granted_days onboarding o2 2026-02-01 2026-02-01"));
  EXPECT_THAT(OriginsAt("2026-01-06"),
              ElementsAre("acv account a1 2026-01-05 2026-01-05",
                          "segment account a1 2026-01-05 2026-01-05",
                          "signals.mood account a1 2026-01-05 2026-01-05",
                          "signals.usage account a1 2026-01-05 2026-01-05",
                          "milestones.setup milestone m1 2026-01-05 2026-01-05"));
}

TEST(FactOriginsTest, ACorrectionAndWhatAnAccountRecordStatesTakeTheirPlace) {
  const auto later = OriginsAt("2026-03-20");
  EXPECT_THAT(later, ::testing::IsSupersetOf({"segment account a2 2026-02-05 2026-02-20",
                                              "kickoff_at account a4 2026-03-15 2026-03-15",
                                              "graduated_at onboarding o3 2026-03-01 2026-03-01",
                                              "first_value_at value v1 2026-02-28 2026-02-28"}));
  EXPECT_THAT(OriginsAt("2026-02-02"), ::testing::Contains("milestones.setup milestone m1 "
                                                           "2026-01-05 2026-02-01"));
}

}  // namespace
}  // namespace bellwether::portfolio
