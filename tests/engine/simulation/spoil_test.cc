// Each way of spoiling is one that a book finds (portfolio.md: P1, P9).
#include "engine/simulation/spoil.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/book/book.h"
#include "engine/book/quality.h"
#include "engine/simulation/simulate.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

using records::Kind;
using records::Record;

constexpr uint32_t kAccounts = 200;

struct Told {
  uint64_t lines = 0;
  uint64_t garbled = 0;
  uint64_t sound = 0;  // as they would be without damage
  book::Book book;
};

Told TellWith(double share) {
  Told told{0, 0, 0, book::BookBuilder().Finish()};
  book::BookBuilder builder;
  for (uint32_t account = 0; account < kAccounts; ++account) {
    Spoiler spoiler(share, 1, account, [&](const SpoiltRecord& one) {
      ++told.lines;
      if (one.garbled) {
        ++told.garbled;
      } else {
        builder.Add(one.record);
      }
    });
    Simulate(SaasParameters(), 1, Months(36), account, [&](const Record& record) {
      ++told.sound;
      spoiler.Tell(record);
    });
  }
  told.book = std::move(builder).Finish();
  return told;
}

std::set<std::string> DoubtsOf(const book::Book& book) {
  std::set<std::string> codes;
  for (const book::Finding& finding : book::FindDoubts(book, book::kNever - 1)) {
    codes.insert(std::string(book::InfoOf(finding.doubt).code));
  }
  return codes;
}

TEST(SpoilTest, NothingIsSpoiledUnlessAsked) {
  const Told told = TellWith(0);
  EXPECT_EQ(told.lines, told.sound);
  EXPECT_EQ(told.garbled, 0U);
  EXPECT_EQ(DoubtsOf(told.book), std::set<std::string>());
}

TEST(SpoilTest, EveryDamageIsThereAndIsFound) {
  const Told told = TellWith(0.02);
  const auto doubts = DoubtsOf(told.book);
  for (const char* code : {"orphan", "duplicate", "known_early", "overlapping_terms"}) {
    EXPECT_EQ(doubts.count(code), 1U) << code;
  }
  EXPECT_GT(told.garbled, 0U);
  // A correction replaces what was told wrongly.
  EXPECT_GT(told.book.table(Kind::kUsage).repeats().replaced, 0U);
  EXPECT_EQ(TellWith(0).book.table(Kind::kUsage).repeats().replaced, 0U);
  EXPECT_EQ(doubts.count("conflict"), 0U);
}

TEST(SpoilTest, IsAFunctionOfItsPlace) {
  EXPECT_EQ(TellWith(0.02).lines, TellWith(0.02).lines);
  EXPECT_EQ(TellWith(0.02).garbled, TellWith(0.02).garbled);
}

}  // namespace
}  // namespace bellwether::simulation
