// The schema of mappings knows what the tables know.
#include "engine/imports/import_schema.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::imports {
namespace {

TEST(ImportSchemaTest, EveryKeyIsThereWithItsMeaning) {
  const SchemaDocument schema = ImportSchema();
  ASSERT_NE(schema.root.Find("sources"), nullptr);
  EXPECT_TRUE(schema.root.Find("sources")->required);
  for (const auto& [definition, keys] :
       std::vector<std::pair<const char*, std::vector<const char*>>>{
           {"source",
            {"file", "format", "delimiter", "decimal", "encoding", "empty", "columns", "account",
             "long"}},
           {"mapped_value",
            {"from", "type", "date", "duration", "map", "when_empty", "expr", "where", "collect",
             "observed_at", "when_no_rows"}},
           {"mapped_account",
            {"id", "segment", "acv", "kickoff_at", "signals", "milestones", "dimension_scores",
             "extension"}}}) {
    const Schema* const found = schema.Find(definition);
    ASSERT_NE(found, nullptr) << definition;
    for (const char* key : keys) {
      const Schema::Key* const one = found->Find(key);
      ASSERT_NE(one, nullptr) << definition << "." << key;
      EXPECT_FALSE(one->value.description.empty()) << key;
      EXPECT_FALSE(one->value.examples.empty()) << key;
    }
  }
}

}  // namespace
}  // namespace bellwether::imports
