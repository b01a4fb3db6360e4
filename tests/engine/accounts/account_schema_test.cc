#include "engine/accounts/account_schema.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/accounts/account_tables.h"
#include "engine/accounts/accounts.h"

namespace bellwether {
namespace {

// What the reader says about an account with this field.
std::vector<Violation> Read(const std::string& field, std::string_view example) {
  const std::string id = field == "id" ? "" : "id: acme\n";
  const auto records = ReadAccounts(absl::StrCat(id, field, ": ", std::string(example), "\n"),
                                    AccountFormat::kYaml, Limits());
  EXPECT_EQ(records.size(), 1u);
  return records.empty() ? std::vector<Violation>() : records[0].violations;
}

TEST(AccountSchemaTest, EveryFieldIsThereWithADescription) {
  const SchemaDocument schema = AccountSchema();
  const Schema& account = *schema.Find("account");
  std::vector<std::string> names;
  for (const Schema::Key& key : account.keys) {
    names.push_back(key.name);
    EXPECT_GT(key.value.description.size(), 5u) << key.name;
    EXPECT_EQ(key.value.examples.size(), 1u) << key.name;
    EXPECT_EQ(key.required, key.name == "id");
  }
  EXPECT_EQ(names, AccountFieldNames());
}

TEST(AccountSchemaTest, TheReaderTakesEveryExample) {
  for (const TextFieldInfo& field : kTextFields) {
    EXPECT_TRUE(Read(std::string(field.name), field.example).empty()) << field.name;
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    EXPECT_TRUE(Read(std::string(field.name), field.example).empty()) << field.name;
  }
  for (const Field<Account>& field : kPartFields) {
    EXPECT_TRUE(Read(std::string(field.name), field.example).empty()) << field.name;
  }
}

TEST(AccountSchemaTest, EveryPartHasASchema) {
  const SchemaDocument schema = AccountSchema();
  for (const Field<Account>& field : kPartFields) {
    const Schema& part = schema.Find("account")->Find(field.name)->value;
    EXPECT_FALSE(part.types.empty() && part.any_of.empty()) << field.name;
  }
  const Schema& override_item = schema.Find("account")->Find("overrides")->value.item.front();
  EXPECT_TRUE(override_item.Find("kind")->required);
  EXPECT_FALSE(override_item.Find("author")->required);
}

TEST(AccountSchemaTest, APartOfAnAccountNeedsNoId) {
  SchemaDocument document;
  EXPECT_FALSE(AccountMapping(/*whole=*/false, document).Find("id")->required);
}

}  // namespace
}  // namespace bellwether
