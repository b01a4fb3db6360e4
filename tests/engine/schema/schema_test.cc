#include "engine/schema/schema.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

TEST(SchemaTest, DefinitionsAreCalledAfterTheirTitle) {
  EXPECT_EQ(DefinitionName("Health model"), "health_model");
  EXPECT_EQ(DefinitionName("Cap"), "cap");
}

TEST(SchemaTest, DescriptionsAreSentences) {
  EXPECT_EQ(DescriptionOf("days after plan", "days", "0"),
            "Days after plan. Unit: days. Default: 0.");
  EXPECT_EQ(DescriptionOf("what this is", "", ""), "What this is.");
  EXPECT_EQ(DescriptionOf("A whole sentence.", "", ""), "A whole sentence.");
  EXPECT_EQ(DescriptionOf("", "", ""), "");
}

TEST(SchemaTest, ValuesAreReadAsYaml) {
  EXPECT_EQ(ValueOf("14d").text, "14d");
  EXPECT_TRUE(ValueOf("'a == \"b\"'").quoted);
  EXPECT_EQ(ValueOf("[60, 90]").items.size(), 2u);
  ASSERT_NE(ValueOf("{value: 0}").Find("value"), nullptr);
  EXPECT_EQ(ValueOf("{value: 0}").Find("value")->text, "0");
  EXPECT_TRUE(ValueOf("{value: 0").is_null());
}

TEST(SchemaTest, KeysAndDefinitionsAreFoundByName) {
  SchemaDocument document;
  document.root = OfType(Schema::Type::kMapping);
  document.root.keys.push_back({"weight", OfType(Schema::Type::kNumber), true});
  document.definitions.emplace_back("cap", OneOf({"low", "high"}));
  ASSERT_NE(document.root.Find("weight"), nullptr);
  EXPECT_TRUE(document.root.Find("weight")->required);
  EXPECT_EQ(document.root.Find("wieght"), nullptr);
  ASSERT_NE(document.Find("cap"), nullptr);
  EXPECT_EQ(document.Find("cap")->words.size(), 2u);
  EXPECT_EQ(document.Find("cup"), nullptr);
}

}  // namespace
}  // namespace bellwether
