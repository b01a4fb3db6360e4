// What lists of accounts are asked for in words, as the store takes it.
#include "server/accounts/account_filter.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using store::AccountField;
using store::AccountFilter;
using store::Comparison;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AccountFilter Read(const char* text) {
  std::vector<Violation> violations;
  const AccountFilter filter = ReadAccountFilter(text, violations);
  EXPECT_THAT(violations, IsEmpty()) << text;
  return filter;
}

// "REASON: message", each.
std::vector<std::string> Problems(const char* text) {
  std::vector<Violation> violations;
  ReadAccountFilter(text, violations);
  std::vector<std::string> texts;
  for (const Violation& one : violations) {
    EXPECT_EQ(one.path, "filter");
    texts.push_back(absl::StrCat(one.reason, ": ", one.message));
  }
  return texts;
}

TEST(AccountFilterTest, ReadsEachFieldByItsType) {
  const AccountFilter text = Read("csm = \"Dana\"");
  EXPECT_EQ(text.kind, AccountFilter::Kind::kCompare);
  EXPECT_EQ(text.field, AccountField::kCsm);
  EXPECT_EQ(std::get<std::string>(text.value), "Dana");
  const AccountFilter count = Read("records >= 12");
  EXPECT_EQ(count.comparison, Comparison::kAtLeast);
  EXPECT_EQ(std::get<int64_t>(count.value), 12);
  const absl::Time day = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
  EXPECT_EQ(std::get<absl::Time>(Read("changed_at > 2026-01-01").value), day);
  EXPECT_EQ(std::get<absl::Time>(Read("changed_at > \"2026-01-01T01:00:00.5+01:00\"").value),
            day + absl::Milliseconds(500));
}

TEST(AccountFilterTest, ReadsWhatTheLastEvaluationSaid) {
  EXPECT_EQ(Read("band = red").field, AccountField::kBand);
  const AccountFilter score = Read("score < 49.5");
  EXPECT_EQ(score.field, AccountField::kScore);
  EXPECT_EQ(std::get<double>(score.value), 49.5);
  const AccountFilter refused = Read("refused != false");
  EXPECT_EQ(refused.comparison, Comparison::kNotEqual);
  EXPECT_EQ(std::get<bool>(refused.value), false);
  EXPECT_EQ(std::get<bool>(Read("insufficient = true").value), true);
  EXPECT_THAT(Problems("score < high"), ElementsAre(HasSubstr("`high` is no number")));
  EXPECT_THAT(Problems("score:5"), ElementsAre(HasSubstr("`:` looks into texts")));
  EXPECT_THAT(Problems("refused = yes"), ElementsAre(HasSubstr("neither true nor false")));
  EXPECT_THAT(Problems("refused > false"), ElementsAre(HasSubstr("write = or !=")));
}

TEST(AccountFilterTest, HasLooksIntoTextsAndForThoseThatAreGiven) {
  const AccountFilter part = Read("stage:board");
  EXPECT_EQ(part.comparison, Comparison::kHolds);
  const AccountFilter given = Read("csm:*");
  EXPECT_EQ(given.comparison, Comparison::kNotEqual);
  EXPECT_EQ(std::get<std::string>(given.value), "");
  EXPECT_EQ(Read("csm:\"*\"").comparison, Comparison::kHolds);
}

TEST(AccountFilterTest, KeepsTheTree) {
  const AccountFilter all = Read("segment = a AND (stage = b OR NOT csm = c)");
  EXPECT_EQ(all.kind, AccountFilter::Kind::kAll);
  ASSERT_EQ(all.parts.size(), 2u);
  EXPECT_EQ(all.parts[1].kind, AccountFilter::Kind::kAny);
  EXPECT_EQ(all.parts[1].parts[1].kind, AccountFilter::Kind::kNot);
  EXPECT_THAT(Read("").parts, IsEmpty());
}

TEST(AccountFilterTest, SaysEverythingThatIsWrongWithItsColumn) {
  EXPECT_THAT(Problems("nps > 3 AND records = x AND changed_at < soon"),
              ElementsAre(HasSubstr("UNKNOWN_FIELD: column 1: there is no field `nps`"),
                          HasSubstr("WRONG_TYPE: column 23: `x`"),
                          HasSubstr("BAD_DATE: column 42: `soon`")));
  EXPECT_THAT(Problems("records:3"), ElementsAre(HasSubstr("column 8: `:` looks into texts")));
  EXPECT_THAT(Problems("csm = da*"), ElementsAre(HasSubstr("column 7: `*` stands for nothing")));
  EXPECT_THAT(Problems("csm:\"\""), ElementsAre(HasSubstr("nothing to look for")));
  EXPECT_THAT(Problems("changed_at < infinite-future"), ElementsAre(HasSubstr("BAD_DATE")));
  EXPECT_THAT(Problems("csm ="), ElementsAre(HasSubstr("SYNTAX: column 6")));
}

TEST(AccountOrderTest, ReadsFieldsAndTheirDirections) {
  std::vector<Violation> violations;
  EXPECT_EQ(ReadAccountOrder("score desc", violations).at(0).field, AccountField::kScore);
  const auto order = ReadAccountOrder(" changed_at desc,records asc , account_id", violations);
  EXPECT_THAT(violations, IsEmpty());
  ASSERT_EQ(order.size(), 3u);
  EXPECT_EQ(order[0].field, AccountField::kChangedAt);
  EXPECT_TRUE(order[0].descending);
  EXPECT_FALSE(order[1].descending);
  EXPECT_EQ(order[2].field, AccountField::kAccount);
  EXPECT_THAT(ReadAccountOrder("", violations), IsEmpty());
  EXPECT_THAT(violations, IsEmpty());
}

TEST(AccountOrderTest, SaysWhatIsWrong) {
  for (const char* text : {"csm", "band", "changed_at down", "records, records", "records,", "desc",
                           "records desc desc"}) {
    std::vector<Violation> violations;
    ReadAccountOrder(text, violations);
    ASSERT_EQ(violations.size(), 1u) << text;
    EXPECT_EQ(violations[0].path, "order_by");
  }
}

}  // namespace
}  // namespace bellwether
