// One keyword after the other. Rules between keys become `oneOf` (exactly one of some keys),
// `dependentRequired` (a key needs another) and `dependentSchemas` (a key excludes others).
//
// Tested by tests/clients/schema_json_test.cc, and with a validator by tests/schema.
#include "clients/cli/commands/schema_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kDialect[] = "https://json-schema.org/draft/2020-12/schema";
constexpr char kDefinitions[] = "#/$defs/";
constexpr double kLargestWhole = 1e15;

Json NumberJson(double value) {
  const bool whole = std::trunc(value) == value && std::fabs(value) < kLargestWhole;
  return whole ? Json(static_cast<int64_t>(value)) : Json(value);
}

const char* TypeWord(Schema::Type type) {
  switch (type) {
    case Schema::Type::kNull:
      return "null";
    case Schema::Type::kBoolean:
      return "boolean";
    case Schema::Type::kInteger:
      return "integer";
    case Schema::Type::kNumber:
      return "number";
    case Schema::Type::kString:
      return "string";
    case Schema::Type::kList:
      return "array";
    case Schema::Type::kMapping:
      break;
  }
  return "object";
}

Json ScalarJson(const Node& node) {
  if (node.quoted) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  const auto number = ParseNumber(node.text);
  return number ? NumberJson(*number) : Json(node.text);
}

Json ValueJson(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kNull:
      return nullptr;
    case Node::Kind::kScalar:
      return ScalarJson(node);
    case Node::Kind::kSequence: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push_back(ValueJson(item));
      return list;
    }
    case Node::Kind::kMapping:
      break;
  }
  Json mapping = Json::object();
  for (const Entry& entry : node.entries) mapping[entry.key] = ValueJson(entry.value);
  return mapping;
}

Json SchemaJson(const Schema& schema);

Json ListJson(const std::vector<Schema>& schemas) {
  Json list = Json::array();
  for (const Schema& schema : schemas) list.push_back(SchemaJson(schema));
  return list;
}

void AddScalars(const Schema& schema, Json& json) {
  if (!schema.words.empty()) json["enum"] = schema.words;
  if (!schema.pattern.empty()) json["pattern"] = schema.pattern;
  if (schema.most_characters) json["maxLength"] = *schema.most_characters;
  if (schema.least) json["minimum"] = NumberJson(*schema.least);
  if (schema.most) json["maximum"] = NumberJson(*schema.most);
}

void AddLists(const Schema& schema, Json& json) {
  if (!schema.item.empty()) json["items"] = SchemaJson(schema.item.front());
  if (!schema.pair.empty()) {
    json["prefixItems"] = ListJson(schema.pair);
    json["minItems"] = schema.pair.size();
    json["maxItems"] = schema.pair.size();
  }
  if (schema.least_items) json["minItems"] = *schema.least_items;
}

void AddKeys(const Schema& schema, Json& json) {
  Json required = Json::array();
  for (const Schema::Key& key : schema.keys) {
    json["properties"][key.name] = SchemaJson(key.value);
    if (key.required) required.push_back(key.name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  for (const Schema::KeyPattern& key : schema.key_patterns) {
    json["patternProperties"][key.pattern] = SchemaJson(key.value);
  }
  if (!schema.other_key_pattern.empty()) {
    json["propertyNames"] = {{"pattern", schema.other_key_pattern}};
  }
  const bool others = !schema.other_keys.empty();
  json["additionalProperties"] = others ? SchemaJson(schema.other_keys.front()) : Json(false);
  if (schema.least_keys) json["minProperties"] = *schema.least_keys;
  if (schema.most_keys) json["maxProperties"] = *schema.most_keys;
}

void AddKeyRules(const Schema& schema, Json& json) {
  for (const std::string& key : schema.one_key_of) {
    // A strict validator wants to see the key that is required.
    json["oneOf"].push_back({{"properties", {{key, true}}}, {"required", Json::array({key})}});
  }
  for (const Schema::KeyRule& rule : schema.needed) {
    json["dependentRequired"][rule.key] = rule.others;
  }
  for (const Schema::KeyRule& rule : schema.excluded) {
    Json& properties = json["dependentSchemas"][rule.key]["properties"];
    for (const std::string& other : rule.others) properties[other] = false;
  }
}

bool Holds(const Schema& schema, Schema::Type type) {
  return std::find(schema.types.begin(), schema.types.end(), type) != schema.types.end();
}

void AddTypes(const Schema& schema, Json& json) {
  if (schema.types.empty()) return;
  Json types = Json::array();
  for (const Schema::Type type : schema.types) types.push_back(TypeWord(type));
  json["type"] = types.size() == 1 ? types.front() : types;
}

Json SchemaJson(const Schema& schema) {
  Json json = Json::object();
  if (!schema.title.empty()) json["title"] = schema.title;
  if (!schema.description.empty()) json["description"] = schema.description;
  if (!schema.definition.empty()) json["$ref"] = kDefinitions + schema.definition;
  AddTypes(schema, json);
  AddScalars(schema, json);
  AddLists(schema, json);
  if (Holds(schema, Schema::Type::kMapping)) AddKeys(schema, json);
  AddKeyRules(schema, json);
  if (!schema.any_of.empty()) json["anyOf"] = ListJson(schema.any_of);
  if (schema.default_value) json["default"] = ValueJson(*schema.default_value);
  for (const Node& example : schema.examples) json["examples"].push_back(ValueJson(example));
  return json;
}

}  // namespace

Json ToJson(const SchemaDocument& document) {
  Json json = {{"$schema", kDialect}};
  json.update(SchemaJson(document.root));
  for (const auto& [name, schema] : document.definitions) json["$defs"][name] = SchemaJson(schema);
  return json;
}

}  // namespace bellwether::cli
