// What a YAML file may hold, as plain data: what JSON Schema is made from.
//
// The stages that read files describe here what they accept: the keys of packs (engine/document),
// of accounts (engine/accounts), of tests (engine/testing). Nothing here knows JSON; whoever prints
// the schema turns it into text (`bellwether schema`).
//
//   Schema weight = OfType(Schema::Type::kNumber);
//   weight.description = "Relative to its siblings.";
//   weight.least = 0;
//   weight.examples.push_back(ValueOf("30"));
//
// Everything is optional: an empty Schema accepts any value. What is set must all hold. Plain data:
// copy and share as you like.
#ifndef BELLWETHER_ENGINE_SCHEMA_SCHEMA_H_
#define BELLWETHER_ENGINE_SCHEMA_SCHEMA_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/yaml/node.h"

namespace bellwether {

struct Schema {
  enum class Type { kNull, kBoolean, kInteger, kNumber, kString, kList, kMapping };

  struct Key;
  // What stands below every key that fits a regular expression.
  struct KeyPattern;
  // With this key none of the others may stand; or one of the others must.
  struct KeyRule {
    std::string key;
    std::vector<std::string> others;
  };

  std::string title;        // two or three words: "Health model"
  std::string description;  // sentences for people
  std::string definition;   // the name of a definition that must hold, too
  std::vector<Type> types;  // one of them; empty: any

  std::vector<std::string> words;  // the only values, as text
  std::string pattern;             // a regular expression for strings
  std::optional<uint32_t> most_characters;
  std::optional<double> least;  // numbers, ends included
  std::optional<double> most;

  std::vector<Key> keys;  // of a mapping, in the order of the tables
  std::vector<KeyPattern> key_patterns;
  std::vector<Schema> other_keys;  // none: no other keys; one: what stands below them
  std::string other_key_pattern;   // what those keys look like
  // Exactly one of these keys must stand; no demand when empty.
  std::vector<std::string> one_key_of;
  std::vector<KeyRule> excluded;  // keys that a key excludes
  std::vector<KeyRule> needed;    // keys that a key needs
  std::optional<uint32_t> least_keys, most_keys;

  std::vector<Schema> item;  // of a list: none, or what every item is
  std::vector<Schema> pair;  // of a list with just so many items: what each of them is
  std::optional<uint32_t> least_items;

  std::vector<Schema> any_of;  // at least one must hold

  std::optional<Node> default_value;
  std::vector<Node> examples;

  const Key* Find(std::string_view key) const;
};

struct Schema::Key {
  std::string name;
  Schema value;
  bool required = false;
};

struct Schema::KeyPattern {
  std::string pattern;
  Schema value;
};

// A whole schema: what a file is, and what its definitions mean. A definition may refer to others
// and to itself.
struct SchemaDocument {
  Schema root;
  std::vector<std::pair<std::string, Schema>> definitions;

  const Schema* Find(std::string_view definition) const;
};

Schema OfType(Schema::Type type);
Schema OfTypes(std::vector<Schema::Type> types);
// One of `words`.
Schema OneOf(std::vector<std::string> words);
Schema AnyOf(std::vector<Schema> choices);
Schema ListOf(Schema item);
// Refers to a definition.
Schema Definition(std::string name);
// A text of one line or more: any scalar, because YAML reads 2024 and true as no text.
Schema AnyScalar();

// "Health model" -> "health_model": how definitions are called.
std::string DefinitionName(std::string_view title);

// The value that a piece of YAML stands for: "14d", "[60, 90]", "{a: 1}". A piece that cannot be
// read is a null; tables are written by us, and a test reads each of them.
Node ValueOf(std::string_view yaml);

// "the share" + "days" + ... -> "The share. Unit: days. Default: 0.": sentences from the parts that
// are not empty.
std::string DescriptionOf(std::string_view about, std::string_view unit,
                          std::string_view otherwise);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SCHEMA_SCHEMA_H_
