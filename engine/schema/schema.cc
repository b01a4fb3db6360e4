// Tested by tests/engine/schema/schema_test.cc.
#include "engine/schema/schema.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/yaml.h"

namespace bellwether {

const Schema::Key* Schema::Find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [key](const Key& one) { return one.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

const Schema* SchemaDocument::Find(std::string_view definition) const {
  const auto found =
      std::find_if(definitions.begin(), definitions.end(),
                   [definition](const auto& entry) { return entry.first == definition; });
  return found == definitions.end() ? nullptr : &found->second;
}

Schema OfType(Schema::Type type) { return OfTypes({type}); }

Schema OfTypes(std::vector<Schema::Type> types) {
  Schema schema;
  schema.types = std::move(types);
  return schema;
}

Schema OneOf(std::vector<std::string> words) {
  Schema schema = OfType(Schema::Type::kString);
  schema.words = std::move(words);
  return schema;
}

Schema AnyOf(std::vector<Schema> choices) {
  Schema schema;
  schema.any_of = std::move(choices);
  return schema;
}

Schema ListOf(Schema item) {
  Schema schema = OfType(Schema::Type::kList);
  schema.item.push_back(std::move(item));
  return schema;
}

Schema Definition(std::string name) {
  Schema schema;
  schema.definition = std::move(name);
  return schema;
}

Schema AnyScalar() {
  return OfTypes({Schema::Type::kString, Schema::Type::kNumber, Schema::Type::kBoolean});
}

std::string DefinitionName(std::string_view title) {
  std::string name = absl::AsciiStrToLower(ToAbsl(title));
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return !absl::ascii_isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

Node ValueOf(std::string_view yaml) {
  const Sources sources({SourceFile{"value", std::string(yaml)}});
  DiagnosticSink sink;
  Node node = ParseYaml(sources, 0, Limits{}, sink);
  return sink.has_errors() ? Node() : node;
}

std::string DescriptionOf(std::string_view about, std::string_view unit,
                          std::string_view otherwise) {
  std::string text(about);
  if (!text.empty()) text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  const auto sentence = [&text](std::string_view label, std::string_view words) {
    if (!words.empty()) absl::StrAppend(&text, ". ", ToAbsl(label), ToAbsl(words));
  };
  sentence("Unit: ", unit);
  sentence("Default: ", otherwise);
  return text.empty() || text.back() == '.' ? text : text + ".";
}

}  // namespace bellwether
