// A tree of values with the place of each: what every reader of structured text produces, be it
// YAML here or JSON elsewhere, and what every decoder consumes.
//
// Plain data. Scalars are kept as text: what they mean depends on where they stand (scalar.h).
#ifndef BELLWETHER_ENGINE_YAML_NODE_H_
#define BELLWETHER_ENGINE_YAML_NODE_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/source/span.h"

namespace bellwether {

struct Entry;

struct Node {
  enum class Kind { kNull, kScalar, kSequence, kMapping };

  Kind kind = Kind::kNull;
  // kScalar: the characters, after escapes and folding.
  std::string text;
  // kScalar: written in quotes or as a block, so it is text even if it looks like a number.
  bool quoted = false;
  // kScalar: `text` stands in the source as it is, on one line, from span.column on. A place
  // inside the text is then a place in the file.
  bool verbatim = false;
  // Of a quoted scalar: the text inside the quotes. Of a sequence or mapping: its first
  // character. Of a null that is not written: the key that has no value.
  Span span;
  std::vector<Node> items;     // kSequence
  std::vector<Entry> entries;  // kMapping, in the order of the file, keys unique

  bool is_null() const { return kind == Kind::kNull; }
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_sequence() const { return kind == Kind::kSequence; }
  bool is_mapping() const { return kind == Kind::kMapping; }

  // The value of `key`, or null when there is none or this is no mapping. Linear: to decode a
  // whole mapping, go over `entries` once.
  const Node* Find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

inline const Node* Node::Find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_NODE_H_
