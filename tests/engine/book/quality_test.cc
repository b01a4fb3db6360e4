// P9: every doubt is counted per kind, and the first are named.
#include "engine/book/quality.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::book {
namespace {

using records::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> DoubtsOf(std::string_view yaml, std::string_view as_of = "2026-06-01") {
  std::vector<std::string> texts;
  for (const Finding& finding : FindDoubts(BookOf(yaml), At(as_of))) {
    std::vector<std::string> first;
    for (const Wording& name : finding.first) first.push_back(name.English());
    texts.push_back(absl::StrCat(std::string(InfoOf(finding.doubt).code), " ",
                                 std::string(records::NameOf(finding.kind)), " ", finding.count,
                                 ": ", absl::StrJoin(first, ", ")));
  }
  return texts;
}

constexpr std::string_view kAcme =
    "- {kind: account, id: a1, account: acme, at: 2026-01-05, contract_signed_at: 2026-01-05}\n";

TEST(QualityTest, OfAGoodBookThereIsNoDoubt) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, movement: new, mrr: 100}
- {kind: revenue, id: m2, account: acme, at: 2026-02-05, movement: churn, mrr: 100}
- {kind: contract, id: c1, account: acme, at: 2026-01-05, term_start: 2025-02-01, term_end: 2026-02-01, outcome: renewed}
- {kind: contract, id: c2, account: acme, at: 2026-02-01, term_start: 2026-02-01, term_end: 2027-02-01}
)")),
              IsEmpty());
}

TEST(QualityTest, NamesRecordsOfNobody) {
  EXPECT_THAT(
      DoubtsOf(R"(
- {kind: usage, id: u1, account: ghost, at: 2026-01-05}
- {kind: usage, id: u2, account: ghost, at: 2026-01-06}
- {kind: ticket, id: t1, account: ghost, at: 2026-01-06}
)"),
      ElementsAre("orphan ticket 1: t1 of ghost", "orphan usage 2: u1 of ghost, u2 of ghost"));
}

TEST(QualityTest, CountsWhatIsToldTwice) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: usage, id: u1, account: acme, at: 2026-01-06, logins: 3}
- {kind: usage, id: u1, account: acme, at: 2026-01-06, logins: 3}
- {kind: usage, id: u2, account: acme, at: 2026-01-06, logins: 3}
- {kind: usage, id: u2, account: acme, at: 2026-01-06, logins: 4}
)")),
              ElementsAre("duplicate usage 1: u1", "conflict usage 1: u2"));
}

TEST(QualityTest, NamesWhatWasKnownTooEarly) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: usage, id: u1, account: acme, at: 2026-01-06, known_at: 2026-01-05}
)")),
              ElementsAre("known_early usage 1: u1 of acme"));
}

TEST(QualityTest, NamesWhatLiesOutsideOfTheAccountsLife) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: contract, id: c1, account: acme, at: 2026-01-05, term_start: 2026-01-05, term_end: 2026-03-01, outcome: lost}
- {kind: usage, id: u1, account: acme, at: 2026-01-04T23:00:00Z}
- {kind: usage, id: u2, account: acme, at: 2026-01-05T00:00:00Z}
- {kind: usage, id: u3, account: acme, at: 2026-03-01T12:00:00Z}
- {kind: usage, id: u4, account: acme, at: 2026-03-02T12:00:00Z}
)")),
              ElementsAre("before_start usage 1: u1 of acme", "after_loss usage 1: u4 of acme"));
}

// Of two contracts that end on one day the later one tells.
TEST(QualityTest, WhatIsToldLaterOfTheSameEndCounts) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: contract, id: c1, account: acme, at: 2026-01-05, term_start: 2026-01-05, term_end: 2026-03-01, outcome: lost}
- {kind: contract, id: c2, account: acme, at: 2026-02-01, term_start: 2026-03-01, term_end: 2026-03-01, outcome: renewed}
- {kind: usage, id: u1, account: acme, at: 2026-04-02}
)")),
              IsEmpty());
}

TEST(QualityTest, AnAccountThatCameBackIsNotLost) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: contract, id: c1, account: acme, at: 2026-01-05, term_start: 2026-01-05, term_end: 2026-03-01, outcome: lost}
- {kind: contract, id: c2, account: acme, at: 2026-04-01, term_start: 2026-04-01, term_end: 2027-04-01}
- {kind: usage, id: u4, account: acme, at: 2026-05-02}
)")),
              IsEmpty());
}

TEST(QualityTest, NamesOverlappingTerms) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: contract, id: c1, account: acme, at: 2026-01-05, term_start: 2026-01-05, term_end: 2026-03-01}
- {kind: contract, id: c2, account: acme, at: 2026-02-28, term_start: 2026-02-28, term_end: 2027-03-01}
)")),
              ElementsAre("overlapping_terms contract 1: c2 of acme"));
}

TEST(QualityTest, NamesAccountsThatLostMoreThanTheyHad) {
  EXPECT_THAT(DoubtsOf(absl::StrCat(std::string(kAcme), R"(
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, movement: new, mrr: 100}
- {kind: revenue, id: m2, account: acme, at: 2026-02-05, movement: contraction, mrr: 60}
- {kind: revenue, id: m3, account: acme, at: 2026-03-05, movement: churn, mrr: 60}
)")),
              ElementsAre("revenue_below_zero revenue 1: acme"));
}

// P4.
TEST(QualityTest, NamesTheCurrencies) {
  EXPECT_THAT(DoubtsOf(R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, currency: USD}
- {kind: account, id: a2, account: borealis, at: 2026-01-05, currency: EUR}
- {kind: account, id: a3, account: cirrus, at: 2026-01-05, currency: EUR}
)"),
              ElementsAre("currencies account 3: EUR (2), USD (1)"));
}

// P1: what is not known yet is not doubted yet.
TEST(QualityTest, LooksOnlyAtWhatIsKnown) {
  constexpr std::string_view kLater =
      "- {kind: usage, id: u1, account: ghost, at: 2026-01-05, known_at: 2026-02-01}\n";
  EXPECT_THAT(DoubtsOf(kLater, "2026-01-31"), IsEmpty());
  EXPECT_THAT(DoubtsOf(kLater, "2026-02-01"), ElementsAre("orphan usage 1: u1 of ghost"));
  EXPECT_EQ(AccountsWith(BookOf(kLater), Kind::kUsage, At("2026-01-31")), 0U);
  EXPECT_EQ(AccountsWith(BookOf(kLater), Kind::kUsage, At("2026-02-01")), 1U);
}

TEST(QualityTest, NamesOnlyTheFirst) {
  std::string yaml(kAcme);
  for (int i = 0; i < 9; ++i) {
    absl::StrAppend(&yaml, "- {kind: usage, id: u", i, ", account: ghost, at: 2026-01-05}\n");
  }
  EXPECT_THAT(DoubtsOf(yaml),
              ElementsAre("orphan usage 9: u0 of ghost, u1 of ghost, u2 of ghost, u3 of ghost, u4 "
                          "of ghost"));
}

}  // namespace
}  // namespace bellwether::book
