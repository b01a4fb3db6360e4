// The tables themselves: every name is found, every example is a value of its field.
#include "engine/schema/record_kinds.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

TEST(KindsTest, AreFoundByTheirNamesAndByThoseOfFiles) {
  EXPECT_EQ(KindOf("contract"), Kind::kContract);
  EXPECT_EQ(KindOf("Contracts"), Kind::kContract);
  EXPECT_EQ(KindOf("opportunities"), Kind::kOpportunity);
  EXPECT_EQ(KindOf("activities"), Kind::kActivity);
  EXPECT_EQ(KindOf("contrac"), std::nullopt);
  EXPECT_EQ(KindOf(""), std::nullopt);
  EXPECT_EQ(KindNames().size(), kKindCount);
}

TEST(KindsTest, EveryFieldHasANameOfItsOwnAndIsExplained) {
  for (const KindInfo& kind : Kinds()) {
    EXPECT_FALSE(kind.about.empty()) << kind.name;
    EXPECT_FALSE(kind.serves.empty()) << kind.name;
    std::set<std::string_view> names;
    for (size_t i = 0; i < kind.fields.size(); ++i) {
      const FieldInfo& field = kind.fields[i];
      EXPECT_TRUE(names.insert(field.name).second) << kind.name << "." << field.name;
      EXPECT_FALSE(field.about.empty()) << kind.name << "." << field.name;
      EXPECT_EQ(FieldAt(kind, field.name), i);
    }
    EXPECT_EQ(FieldAt(kind, "no such field"), kind.fields.size());
  }
}

// A YAML record of all examples is good, and leaves no cell empty.
TEST(KindsTest, EveryExampleIsAValueOfItsField) {
  for (const KindInfo& kind : Kinds()) {
    std::string text =
        absl::StrCat("kind: ", std::string(kind.name), "\nid: r1\naccount: acme\nat: 2026-01-05\n");
    for (const FieldInfo& field : kind.fields) {
      // An example of a survey's scale is that of CSAT, of its score that of NPS.
      if (field.name == "scale") continue;
      absl::StrAppend(&text, std::string(field.name), ": ", std::string(field.example), "\n");
    }
    const auto read = ReadRecords(text, AccountFormat::kYaml);
    ASSERT_EQ(read.size(), 1U) << kind.name;
    EXPECT_EQ(ProblemsOf(read[0]), "") << kind.name;
    for (size_t i = 0; i < kind.fields.size(); ++i) {
      if (kind.fields[i].name == "scale") continue;
      EXPECT_FALSE(std::holds_alternative<std::monostate>(read[0].record.cells[i]))
          << kind.name << "." << kind.fields[i].name;
    }
  }
}

TEST(KindsTest, ScalesEndWhereTheInstrumentsDo) {
  EXPECT_EQ(BestOf(instrument::kNps), 10);
  EXPECT_EQ(BestOf(instrument::kCsat), 5);
  EXPECT_EQ(BestOf(instrument::kCes), 7);
}

}  // namespace
}  // namespace bellwether::records
