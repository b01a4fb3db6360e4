// The schema knows every kind and field that the reader knows.
#include "engine/records/record_schema.h"

#include <algorithm>

#include "engine/records/decode.h"
#include "engine/schema/record_kinds.h"
#include "gtest/gtest.h"

namespace bellwether::records {
namespace {

TEST(RecordSchemaTest, EveryKindAndFieldIsThere) {
  const SchemaDocument schema = RecordSchema();
  for (const KindInfo& kind : Kinds()) {
    const Schema* const mapping = schema.Find(std::string(kind.name) + "_record");
    ASSERT_NE(mapping, nullptr) << kind.name;
    for (const std::string_view head : kHeadFields) {
      ASSERT_NE(mapping->Find(head), nullptr) << kind.name << "." << head;
      EXPECT_EQ(mapping->Find(head)->required, head != "known_at");
    }
    for (const FieldInfo& field : kind.fields) {
      const Schema::Key* const key = mapping->Find(field.name);
      ASSERT_NE(key, nullptr) << kind.name << "." << field.name;
      EXPECT_EQ(key->required, field.required) << kind.name << "." << field.name;
      EXPECT_EQ(key->value.words.size(), field.words.size());
    }
  }
  const Schema* const account = schema.Find("account_record");
  for (const std::string& name : AttributeNames()) EXPECT_NE(account->Find(name), nullptr) << name;
  EXPECT_NE(account->Find("signals"), nullptr);
}

}  // namespace
}  // namespace bellwether::records
