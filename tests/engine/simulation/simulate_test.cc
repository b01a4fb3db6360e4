// Records of an account are a function of seed and place alone, and together a book without doubts.
#include "engine/simulation/simulate.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/accounts/json_tree.h"
#include "engine/book/book.h"
#include "engine/book/quality.h"
#include "engine/records/plain_line.h"
#include "engine/records/record_json.h"
#include "engine/records/record_tree.h"
#include "tests/engine/records/drawn_record.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

using records::Kind;
using records::Record;

constexpr uint32_t kAccounts = 300;

std::vector<Record> RecordsOf(uint32_t account, uint64_t seed = 1) {
  std::vector<Record> told;
  Simulate(SaasParameters(), seed, Months(36), account,
           [&told](const Record& record) { told.push_back(record); });
  return told;
}

std::string Outline(const std::vector<Record>& told) {
  std::string text;
  for (const Record& record : told) {
    absl::StrAppend(&text, record.id, " ", FormatMoment(record.at), " ", record.cells.size(), " ",
                    record.changes.size(), "\n");
  }
  return text;
}

TEST(SimulateTest, IsAFunctionOfSeedAndAccount) {
  const std::string first = Outline(RecordsOf(5));
  RecordsOf(6);
  EXPECT_EQ(Outline(RecordsOf(5)), first);
  EXPECT_NE(Outline(RecordsOf(6)), first);
  EXPECT_NE(Outline(RecordsOf(5, /*seed=*/2)), first);
}

TEST(SimulateTest, TellsOfEveryKindButEvaluations) {
  std::map<Kind, int> kinds;
  for (uint32_t account = 0; account < 60; ++account) {
    for (const Record& record : RecordsOf(account)) ++kinds[record.kind];
  }
  EXPECT_EQ(kinds.size(), records::kKindCount - 1);
  EXPECT_EQ(kinds.count(Kind::kEvaluation), 0U);
}

// So that a walk of a store that keeps them makes no tree of any.
TEST(SimulateTest, TellsLinesThatArePlain) {
  for (uint32_t account = 0; account < 15; ++account) {
    for (const Record& record : RecordsOf(account)) {
      const std::string line = records::RecordJson(record);
      Record plain;
      ASSERT_TRUE(records::ReadPlainLine(line, std::nullopt, {}, plain)) << line;
      Violations violations(1);
      const JsonTree tree = ParseJson(line, {1, 1}, {}, violations);
      ASSERT_EQ(TextOf(plain), TextOf(records::RecordOfTree(tree.root, 1, {}, {}).record)) << line;
    }
  }
}

// P1: the book is told up to its end, and knows nothing of what comes after.
TEST(SimulateTest, NothingIsKnownOfTheTimeAfterTheEnd) {
  const absl::Time end = absl::FromUnixSeconds(int64_t{Months(36).end()} * kSecondsPerDay);
  for (uint32_t account = 0; account < kAccounts; ++account) {
    for (const Record& record : RecordsOf(account)) {
      ASSERT_LT(record.at.At(absl::UTCTimeZone()), end);
      ASSERT_LT(record.known_at.value_or(record.at).At(absl::UTCTimeZone()), end);
    }
  }
}

// P9: no orphans, no overlaps, nothing before the start or after the loss.
TEST(SimulateTest, TheBookHasNoDoubts) {
  book::BookBuilder builder;
  uint64_t told = 0;
  for (uint32_t account = 0; account < kAccounts; ++account) {
    for (const Record& record : RecordsOf(account)) {
      builder.Add(record);
      ++told;
    }
  }
  const book::Book book = std::move(builder).Finish();
  EXPECT_EQ(book.account_count(), kAccounts);
  EXPECT_EQ(book.record_count(), told);
  for (const book::Finding& finding : book::FindDoubts(book, book::kNever - 1)) {
    ADD_FAILURE() << book::InfoOf(finding.doubt).code << " " << finding.count << " "
                  << records::NameOf(finding.kind) << " " << finding.first[0].English();
  }
}

// A ticket that is open, and later solved, is two versions of one record.
TEST(SimulateTest, VersionsOfARecordHaveOneIdAndAreLearnedOneAfterTheOther) {
  std::map<std::string, absl::Time> known;
  int later = 0;
  for (uint32_t account = 0; account < 100; ++account) {
    for (const Record& record : RecordsOf(account)) {
      const std::string id = absl::StrCat(static_cast<int>(record.kind), record.id);
      const absl::Time moment = record.known_at.value_or(record.at).At(absl::UTCTimeZone());
      const auto [place, is_new] = known.emplace(id, moment);
      if (is_new) continue;
      EXPECT_GT(moment, place->second) << id;
      place->second = moment;
      ++later;
    }
  }
  EXPECT_GT(later, 500);
}

// A change of one subject leaves the others as they are.
TEST(SimulateTest, SubjectsDoNotDisturbEachOther) {
  const Parameters other =
      ParametersOf(SaasWith("asked: ticket, share: 0.7", "asked: ticket, share: 0.1"));
  std::map<Kind, std::string> one, two;
  for (auto* const target : {&one, &two}) {
    const Parameters& parameters = target == &one ? SaasParameters() : other;
    Simulate(parameters, 1, Months(36), 3, [&](const Record& record) {
      absl::StrAppend(&(*target)[record.kind], record.id, FormatMoment(record.at), "\n");
    });
  }
  one.erase(Kind::kSurvey);
  two.erase(Kind::kSurvey);
  EXPECT_EQ(one, two);
}

}  // namespace
}  // namespace bellwether::simulation
