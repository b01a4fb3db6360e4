#include "clients/cli/commands/schema_json.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether::cli {
namespace {

using Type = Schema::Type;

std::string JsonOf(Schema schema) {
  SchemaDocument document;
  document.root = std::move(schema);
  std::string text = ToJson(document).dump();
  const std::string head = R"({"$schema":"https://json-schema.org/draft/2020-12/schema")";
  EXPECT_EQ(text.substr(0, head.size()), head);
  text = text.substr(head.size(), text.size() - head.size() - 1);
  return text.empty() ? text : text.substr(1);
}

TEST(SchemaJsonTest, Scalars) {
  Schema number = OfType(Type::kNumber);
  number.least = 0;
  number.most = 0.5;
  number.default_value = ValueOf("0.25");
  number.examples.push_back(ValueOf("0.5"));
  EXPECT_EQ(JsonOf(number),
            R"("type":"number","minimum":0,"maximum":0.5,"default":0.25,"examples":[0.5])");
  EXPECT_EQ(JsonOf(OneOf({"a", "b"})), R"("type":"string","enum":["a","b"])");
  Schema text = OfTypes({Type::kString, Type::kNull});
  text.pattern = "^a$";
  text.most_characters = 3;
  EXPECT_EQ(JsonOf(text), R"("type":["string","null"],"pattern":"^a$","maxLength":3)");
}

TEST(SchemaJsonTest, TextsComeFirst) {
  Schema named = Definition("cap");
  named.title = "A title";
  named.description = "A description.";
  EXPECT_EQ(JsonOf(named),
            R"("title":"A title","description":"A description.","$ref":"#/$defs/cap")");
}

TEST(SchemaJsonTest, ListsAndPairs) {
  Schema list = ListOf(OfType(Type::kInteger));
  list.least_items = 1;
  EXPECT_EQ(JsonOf(list), R"("type":"array","items":{"type":"integer"},"minItems":1)");
  Schema pair = OfType(Type::kList);
  pair.pair = {OfType(Type::kNumber), OfType(Type::kString)};
  EXPECT_EQ(JsonOf(pair), R"("type":"array","prefixItems":[{"type":"number"},{"type":"string"}],)"
                          R"("minItems":2,"maxItems":2)");
}

TEST(SchemaJsonTest, MappingsAreClosed) {
  Schema mapping = OfType(Type::kMapping);
  mapping.keys.push_back({"a", OfType(Type::kBoolean), true});
  EXPECT_EQ(JsonOf(mapping),
            R"("type":"object","properties":{"a":{"type":"boolean"}},"required":["a"],)"
            R"("additionalProperties":false)");
  Schema named = OfType(Type::kMapping);
  named.other_keys.push_back(OfType(Type::kNull));
  named.other_key_pattern = "^a";
  named.key_patterns.push_back({"b$", OfType(Type::kNumber)});
  named.least_keys = named.most_keys = 1;
  EXPECT_EQ(JsonOf(named),
            R"("type":"object","patternProperties":{"b$":{"type":"number"}},)"
            R"("propertyNames":{"pattern":"^a"},"additionalProperties":{"type":"null"},)"
            R"("minProperties":1,"maxProperties":1)");
}

TEST(SchemaJsonTest, RulesBetweenKeys) {
  Schema mapping = OfType(Type::kMapping);
  mapping.one_key_of = {"a"};
  mapping.needed.push_back({"b", {"a"}});
  mapping.excluded.push_back({"c", {"d"}});
  EXPECT_EQ(JsonOf(mapping), R"("type":"object","additionalProperties":false,)"
                             R"("oneOf":[{"properties":{"a":true},"required":["a"]}],)"
                             R"("dependentRequired":{"b":["a"]},)"
                             R"("dependentSchemas":{"c":{"properties":{"d":false}}})");
}

TEST(SchemaJsonTest, ValuesKeepTheirTypes) {
  Schema any;
  any.examples.push_back(ValueOf("{a: [1, 1.5, true, '2', x], b: ~}"));
  EXPECT_EQ(JsonOf(any), R"("examples":[{"a":[1,1.5,true,"2","x"],"b":null}])");
}

}  // namespace
}  // namespace bellwether::cli
