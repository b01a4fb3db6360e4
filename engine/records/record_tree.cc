// Tested by tests/engine/records/csv_test.cc and tests/engine/imports/build_records_test.cc.
#include "engine/records/record_tree.h"

#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "engine/accounts/violations.h"
#include "engine/base/string_bridge.h"
#include "engine/records/decode.h"

namespace bellwether::records {
namespace {

constexpr char kBetweenWords = '|';

Node Scalar(std::string_view text, bool quoted) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = text;
  node.quoted = quoted;
  return node;
}

}  // namespace

Node TextNode(std::string_view text) { return Scalar(text, true); }

Node PlainNode(std::string_view text) { return Scalar(text, false); }

Node NotApplicableNode() {
  Node node;
  node.kind = Node::Kind::kMapping;
  PutEntry(node, kNotApplicableWord, PlainNode("true"));
  return node;
}

Node WordsNode(std::string_view text) {
  Node node;
  node.kind = Node::Kind::kSequence;
  for (const absl::string_view word :
       absl::StrSplit(ToAbsl(text), kBetweenWords, absl::SkipWhitespace())) {
    node.items.push_back(TextNode(ToStd(word)));
  }
  return node;
}

void PutEntry(Node& mapping, std::string_view key, Node value) {
  mapping.entries.push_back({std::string(key), {}, std::move(value)});
}

Node& MappingAt(Node& tree, std::string_view key) {
  for (Entry& entry : tree.entries) {
    if (entry.key == key) return entry.value;
  }
  Node mapping;
  mapping.kind = Node::Kind::kMapping;
  PutEntry(tree, key, std::move(mapping));
  return tree.entries.back().value;
}

ReadRecord RecordOfTree(const Node& tree, uint32_t line, std::optional<Kind> usual,
                        const Limits& limits) {
  ReadRecord read;
  read.line = line;
  Violations violations(limits.max_diagnostics);
  DecodeRecord(tree, usual, limits, read.record, violations);
  read.violations = violations.Take();
  return read;
}

}  // namespace bellwether::records
