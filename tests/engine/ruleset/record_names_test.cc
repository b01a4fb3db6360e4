#include "engine/ruleset/record_names.h"

#include <algorithm>
#include <set>

#include "engine/records/decode.h"
#include "gtest/gtest.h"

namespace bellwether::ruleset {
namespace {

using expression::Type;

RecordNames Tickets() { return {records::Kind::kTicket, {{"small", "large"}, {}, {}}}; }

TEST(RecordNamesTest, AreFieldsAndAttributes) {
  const RecordNames names = Tickets();
  EXPECT_EQ(names.Find("type")->type, Type::kString);
  EXPECT_EQ(names.Find("escalated")->type, Type::kBool);
  EXPECT_EQ(names.Find("resolved_at")->type, Type::kTimestamp);
  EXPECT_EQ(names.Find("at")->type, Type::kTimestamp);
  EXPECT_EQ(names.Find("as_of")->type, Type::kTimestamp);
  EXPECT_EQ(names.Find("account.acv")->type, Type::kDouble);
  EXPECT_FALSE(names.Find("segment").has_value());
  EXPECT_FALSE(names.Find("hours").has_value());
  EXPECT_EQ(*names.Find("account.segment")->allowed, (std::vector<std::string>{"small", "large"}));
  EXPECT_EQ(names.Find("account.cadence")->allowed, nullptr);
}

TEST(RecordNamesTest, SayWhereTheMomentOfTheReportStands) {
  for (size_t kind = 0; kind < records::kKindCount; ++kind) {
    const auto of = static_cast<records::Kind>(kind);
    EXPECT_EQ(RecordNames(of, {}).names()[RecordNames::SlotOfReport(of)], "as_of");
  }
}

TEST(RecordNamesTest, SayWhyAFieldCannotBeRead) {
  const RecordNames values(records::Kind::kValue, {});
  EXPECT_NE(values.WhyNot("outcome"), "");
  EXPECT_EQ(values.WhyNot("metric"), "");
  const RecordNames usage(records::Kind::kUsage, {});
  EXPECT_NE(usage.WhyNot("features"), "");
  EXPECT_EQ(usage.WhyNot("nothing"), "");
}

// Every attribute that a book takes can be read, but for the zone of the account's days.
TEST(RecordNamesTest, HaveEveryAttributeOfABook) {
  const RecordNames names = Tickets();
  std::set<std::string> attributes;
  for (const std::string& name : names.names()) {
    if (name.starts_with("account.")) attributes.insert(name.substr(8));
  }
  const auto& all = records::AttributeNames();
  std::set<std::string> expected(all.begin(), all.end());
  expected.erase("time_zone");
  EXPECT_EQ(attributes, expected);
}

}  // namespace
}  // namespace bellwether::ruleset
