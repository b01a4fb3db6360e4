// What is packed into which cells, and what does not fit.
#include "clients/cpp/account_columns.h"

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

v1::Account AccountOf(const std::string& text) {
  v1::Account account;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &account)) << text;
  if (account.id().empty()) account.set_id("a");
  return account;
}

v1::AccountColumns Pack(const std::vector<std::string>& accounts) {
  AccountColumnsBuilder builder;
  for (const std::string& account : accounts) EXPECT_EQ(builder.Add(AccountOf(account)), "");
  v1::AccountColumns columns;
  builder.Take(columns);
  EXPECT_EQ(builder.rows(), 0U);
  return columns;
}

std::vector<bool> Bits(const std::string& bitmap, size_t rows) {
  std::vector<bool> bits;
  for (size_t row = 0; row < rows; ++row) bits.push_back(BitOf(bitmap, row));
  return bits;
}

std::string WhyNot(const std::string& account, const std::string& before = "") {
  AccountColumnsBuilder builder;
  if (!before.empty()) {
    EXPECT_EQ(builder.Add(AccountOf(before)), "");
  }
  const size_t rows = builder.rows();
  std::string why = builder.Add(AccountOf(account));
  EXPECT_EQ(builder.rows(), why.empty() ? rows + 1 : rows);
  return why;
}

TEST(AccountColumns, WhatNobodyGivesIsNoColumn) {
  const v1::AccountColumns columns = Pack({"", "csm: 'Ana'"});
  v1::AccountColumns ids;
  ids.add_ids("a");
  ids.add_ids("a");
  EXPECT_EQ(columns.SerializeAsString(), ids.SerializeAsString());
}

TEST(AccountColumns, WordsAreADictionary) {
  const v1::AccountColumns columns =
      Pack({"segment: 'smb' time_zone: 'UTC'", "", "segment: 'plg'", "segment: 'smb'", ""});
  EXPECT_EQ(columns.segment().dictionary_size(), 2);
  ASSERT_EQ(columns.segment().indexes_size(), 5);
  EXPECT_EQ(columns.segment().dictionary(static_cast<int>(columns.segment().indexes(2))), "plg");
  EXPECT_EQ(columns.segment().indexes(0), columns.segment().indexes(3));
  EXPECT_EQ(Bits(columns.segment().present(), 5),
            (std::vector<bool>{true, false, true, true, false}));
  EXPECT_FALSE(columns.has_stage());
}

TEST(AccountColumns, NumbersAndFlagsSayWhichCellsAreGiven) {
  const v1::AccountColumns columns = Pack({
      "acv: 0 signals { name: 'n' number: 0 } signals { name: 'f' flag: false }",
      "signals { name: 'n' not_applicable {} } signals { name: 'f' flag: true }",
      "seats: 5 signals { name: 'f' not_applicable {} }",
      "extension { granted_days: 0 requested_days: 14 }",
  });
  EXPECT_EQ(columns.acv().values_size(), 4);
  EXPECT_EQ(Bits(columns.acv().present(), 4), (std::vector<bool>{true, false, false, false}));
  EXPECT_EQ(columns.seats().values(2), 5);
  EXPECT_EQ(columns.granted_days().values(3), 0);
  EXPECT_TRUE(BitOf(columns.granted_days().present(), 3));
  EXPECT_EQ(columns.requested_days().values(3), 14);
  ASSERT_EQ(columns.signals_size(), 2);
  const v1::NumberColumn& numbers = columns.signals(0).numbers();
  EXPECT_EQ(numbers.values_size(), 4);
  EXPECT_EQ(Bits(numbers.present(), 4), (std::vector<bool>{true, false, false, false}));
  EXPECT_EQ(Bits(numbers.not_applicable(), 4), (std::vector<bool>{false, true, false, false}));
  const v1::FlagColumn& flags = columns.signals(1).flags();
  EXPECT_EQ(Bits(flags.values(), 4), (std::vector<bool>{false, true, false, false}));
  EXPECT_EQ(Bits(flags.present(), 4), (std::vector<bool>{true, true, false, false}));
  EXPECT_EQ(Bits(flags.not_applicable(), 4), (std::vector<bool>{false, false, true, false}));
}

TEST(AccountColumns, BitsStandInBytesOfEight) {
  std::vector<std::string> accounts(20);
  accounts[0] = accounts[9] = accounts[17] = "acv: 1";
  const v1::AccountColumns columns = Pack(accounts);
  EXPECT_EQ(columns.acv().present(), std::string("\x01\x02\x02", 3));
}

TEST(AccountColumns, MomentsAreDatesOrInstants) {
  const v1::AccountColumns columns = Pack({
      "kickoff_at { date { year: 1970 month: 1 day: 2 } }",
      "kickoff_at { time { seconds: -1 nanos: 250 } }",
      "kickoff_at { not_yet {} }",
      "kickoff_at { not_applicable {} }",
      "",
  });
  const v1::MomentColumn& kickoff = columns.kickoff_at();
  ASSERT_EQ(kickoff.unix_nanos_size(), 5);
  EXPECT_EQ(kickoff.unix_nanos(0), 86'400'000'000'000);
  EXPECT_EQ(kickoff.unix_nanos(1), -999'999'750);
  EXPECT_EQ(Bits(kickoff.date_only(), 5), (std::vector<bool>{true, false, false, false, false}));
  EXPECT_EQ(Bits(kickoff.present(), 5), (std::vector<bool>{true, true, false, false, false}));
  EXPECT_EQ(Bits(kickoff.not_yet(), 5), (std::vector<bool>{false, false, true, false, false}));
  EXPECT_EQ(Bits(kickoff.not_applicable(), 5),
            (std::vector<bool>{false, false, false, true, false}));
}

TEST(AccountColumns, TheFirstValueSaysWhatASignalIs) {
  const v1::AccountColumns columns = Pack({
      "signals { name: 's' not_applicable {} } signals { name: 'm' not_yet {} }",
      "signals { name: 's' untyped: '0.5' observed_at { date { year: 2026 month: 2 day: 1 } } }",
      "signals { name: 'm' date { year: 2026 month: 2 day: 1 } } signals { name: 't' text: 'x' }",
      "signals { name: 'only' not_applicable {} }",
  });
  ASSERT_EQ(columns.signals_size(), 4);
  const v1::SignalColumn& untyped = columns.signals(0);
  ASSERT_TRUE(untyped.has_untyped());
  EXPECT_TRUE(BitOf(untyped.untyped().not_applicable(), 0));
  EXPECT_EQ(untyped.untyped().dictionary(0), "0.5");
  EXPECT_EQ(untyped.observed_at().unix_nanos_size(), 4);
  EXPECT_EQ(Bits(untyped.observed_at().present(), 4),
            (std::vector<bool>{false, true, false, false}));
  EXPECT_TRUE(BitOf(columns.signals(1).moments().not_yet(), 0));
  EXPECT_TRUE(BitOf(columns.signals(1).moments().date_only(), 2));
  EXPECT_EQ(columns.signals(2).texts().dictionary(0), "x");
  EXPECT_TRUE(BitOf(columns.signals(3).untyped().not_applicable(), 3));
}

TEST(AccountColumns, ListsAreColumnsByName) {
  const v1::AccountColumns columns = Pack({
      "milestones { key: 'go' planned_at { date { year: 2026 month: 1 day: 1 } } }"
      "milestones { key: 'try' critical: false }"
      "dimension_scores { dimension: 'usage' score: 7.5 }"
      "previous_bands { model: 'm' band: 'green' }",
      "milestones { key: 'try' completed_at { not_yet {} } }",
  });
  ASSERT_EQ(columns.milestones_size(), 2);
  EXPECT_EQ(columns.milestones(0).key(), "go");
  EXPECT_EQ(columns.milestones(0).planned_at().unix_nanos_size(), 2);
  EXPECT_FALSE(columns.milestones(0).has_completed_at());
  EXPECT_TRUE(BitOf(columns.milestones(1).critical().present(), 0));
  EXPECT_FALSE(BitOf(columns.milestones(1).critical().values(), 0));
  EXPECT_TRUE(BitOf(columns.milestones(1).completed_at().not_yet(), 1));
  EXPECT_EQ(columns.dimension_scores(0).scores().values(0), 7.5);
  EXPECT_EQ(columns.previous_bands(0).bands().dictionary(0), "green");
}

TEST(AccountColumns, AMilestoneThatIsOnlyNamedIsNotYet) {
  const v1::AccountColumns columns = Pack({"milestones { key: 'exam' }", ""});
  ASSERT_EQ(columns.milestones_size(), 1);
  EXPECT_TRUE(BitOf(columns.milestones(0).completed_at().not_yet(), 0));
  EXPECT_FALSE(BitOf(columns.milestones(0).completed_at().not_yet(), 1));
}

TEST(AccountColumns, ASignalThatIsOnlyNamedHasAColumnWithoutCells) {
  const v1::AccountColumns columns = Pack({"", "signals { name: 's' }"});
  ASSERT_EQ(columns.signals_size(), 1);
  EXPECT_EQ(columns.signals(0).untyped().indexes_size(), 2);
  EXPECT_EQ(columns.signals(0).untyped().present(), "");
}

TEST(AccountColumns, SaysWhatDoesNotFit) {
  EXPECT_NE(WhyNot("series { name: 's' }").find("series"), std::string::npos);
  EXPECT_NE(WhyNot("overrides { model: 'm' }").find("override"), std::string::npos);
  EXPECT_NE(WhyNot("signals { name: 's' number: 1 } signals { name: 's' number: 1 }").find("twice"),
            std::string::npos);
  EXPECT_NE(WhyNot("milestones { key: '' critical: true }").find("no name"), std::string::npos);
  EXPECT_NE(WhyNot("signals { name: 's' observed_at { time {} } }"), "");
  EXPECT_NE(WhyNot("dimension_scores { dimension: 'd' } dimension_scores { dimension: 'd' }"), "");
  EXPECT_NE(WhyNot("previous_bands { model: 'm' } previous_bands { model: 'm' }"), "");
  EXPECT_NE(WhyNot("kickoff_at { date { year: 2026 month: 2 day: 30 } }"), "");
  EXPECT_NE(WhyNot("kickoff_at { time { seconds: 99999999999 } }"), "");
  EXPECT_NE(WhyNot("signals { name: 's' number: 1 observed_at {} }"), "");
  v1::Account nameless;
  EXPECT_NE(AccountColumnsBuilder().Add(nameless), "");
}

TEST(AccountColumns, AValueOfAnotherKindDoesNotFit) {
  const std::string number = "signals { name: 's' number: 1 }";
  EXPECT_NE(WhyNot("signals { name: 's' text: '1' }", number).find("another kind"),
            std::string::npos);
  EXPECT_NE(WhyNot("signals { name: 's' not_yet {} }", number), "");
  EXPECT_NE(WhyNot("signals { name: 's' untyped: '1' }", "signals { name: 's' text: '1' }"), "");
  EXPECT_EQ(WhyNot("signals { name: 's' not_applicable {} }", number), "");
}

TEST(AccountColumns, OneThatDoesNotFitLeavesNoTrace) {
  AccountColumnsBuilder builder;
  EXPECT_EQ(builder.Add(AccountOf("segment: 'smb'")), "");
  EXPECT_NE(builder.Add(AccountOf("stage: 'x' acv: 1 signals { name: 's' number: 1 }"
                                  "signals { name: 's' number: 1 }")),
            "");
  v1::AccountColumns columns;
  builder.Take(columns);
  EXPECT_EQ(columns.ids_size(), 1);
  EXPECT_FALSE(columns.has_stage() || columns.has_acv());
  EXPECT_EQ(columns.signals_size(), 0);
}

TEST(AccountColumns, ColumnsAreBounded) {
  AccountColumnsLimits limits;
  limits.max_signals = 2;
  limits.max_milestones = 1;
  limits.max_scores = 1;
  AccountColumnsBuilder builder(limits);
  EXPECT_EQ(builder.Add(AccountOf("signals { name: 'a' number: 1 }")), "");
  EXPECT_NE(
      builder.Add(AccountOf("signals { name: 'b' number: 1 } signals { name: 'c' flag: true }")),
      "");
  EXPECT_EQ(builder.Add(AccountOf("signals { name: 'b' number: 1 }")), "");
  EXPECT_EQ(builder.Add(AccountOf("milestones { key: 'k' critical: true }")), "");
  EXPECT_NE(builder.Add(AccountOf("milestones { key: 'l' critical: true }")), "");
  EXPECT_EQ(builder.Add(AccountOf("dimension_scores { dimension: 'd' score: 1 }")), "");
  EXPECT_NE(builder.Add(AccountOf("previous_bands { model: 'm' band: 'green' }")), "");
}

TEST(AccountColumns, BytesAreNearThoseOfTheMessage) {
  AccountColumnsBuilder builder;
  for (int i = 0; i < 500; ++i) {
    v1::Account account = AccountOf(
        "kickoff_at { date { year: 2026 month: 1 day: 1 } } signals { name: 'n' number: 1.5 }");
    account.set_id("account-" + std::to_string(i));
    v1::Signal& text = *account.add_signals();
    text.set_name("t");
    text.set_text("some text number " + std::to_string(i));
    EXPECT_EQ(builder.Add(account), "");
  }
  const size_t bytes = builder.bytes();
  v1::AccountColumns columns;
  builder.Take(columns);
  EXPECT_LE(columns.ByteSizeLong(), bytes);
  EXPECT_LE(bytes, 4 * columns.ByteSizeLong());
}

}  // namespace
}  // namespace bellwether
