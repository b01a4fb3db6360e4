// Tested by tests/engine/imports/build_records_test.cc.
#include "engine/imports/build_records.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "engine/accounts/value_reader.h"
#include "engine/accounts/violations.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/imports/row_reader.h"
#include "engine/records/record_tree.h"

namespace bellwether::imports {
namespace {

using records::PlainNode;
using records::TextNode;

// What was told, as a file of records has it; nothing when it was not given.
struct ToNode {
  std::optional<Node> operator()(std::monostate) const { return std::nullopt; }
  std::optional<Node> operator()(NotYet) const { return TextNode(kNotYetWord); }
  std::optional<Node> operator()(NotApplicable) const { return records::NotApplicableNode(); }
  std::optional<Node> operator()(double number) const { return PlainNode(FormatNumber(number)); }
  std::optional<Node> operator()(bool truth) const { return PlainNode(truth ? "true" : "false"); }
  std::optional<Node> operator()(const Moment& moment) const {
    return TextNode(FormatMoment(moment));
  }
  std::optional<Node> operator()(const std::string& text) const { return TextNode(text); }
};

bool HoldsWords(records::Kind kind, const RecordValue& value) {
  const records::KindInfo& info = records::InfoOf(kind);
  const size_t field = records::FieldAt(info, value.field);
  return field < info.fields.size() && info.fields[field].form == records::Form::kWords;
}

// Words of a mapping stand as they are: a number or a truth value among them is plain.
std::optional<Node> NodeOf(records::Kind kind, const RecordValue& value, const ImportRow& row,
                           RowReader& reader) {
  const bool is_text = value.wants == ValueType::kText || value.wants == ValueType::kMoment;
  if (value.constant) return is_text ? TextNode(*value.constant) : PlainNode(*value.constant);
  const Converted told = reader.Read(value, row);
  const auto* text = std::get_if<std::string>(&told);
  if (text != nullptr && HoldsWords(kind, value)) return records::WordsNode(*text);
  return std::visit(ToNode{}, told);
}

Node TreeOf(const RecordForm& form, const ImportRow& row, RowReader& reader) {
  Node tree;
  tree.kind = Node::Kind::kMapping;
  for (const RecordValue& value : form.values) {
    auto node = NodeOf(form.kind, value, row, reader);
    if (!node) continue;
    if (value.entry.empty()) {
      records::PutEntry(tree, value.field, *std::move(node));
    } else {
      records::PutEntry(records::MappingAt(tree, value.field), value.entry, *std::move(node));
    }
  }
  return tree;
}

// Where a row makes several records, "ticket id" says whose field it is.
void NameKind(records::Kind kind, records::ReadRecord& read) {
  for (Violation& violation : read.violations) {
    violation.path = absl::StrCat(ToAbsl(records::NameOf(kind)), violation.path.empty() ? "" : " ",
                                  violation.path);
  }
}

// A column that is read twice is told about once.
std::vector<Violation> EachOnce(std::vector<Violation> violations) {
  std::vector<Violation> once;
  for (Violation& violation : violations) {
    const bool told = std::any_of(once.begin(), once.end(), [&violation](const Violation& other) {
      return other.path == violation.path && other.message == violation.message;
    });
    if (!told) once.push_back(std::move(violation));
  }
  return once;
}

}  // namespace

std::vector<records::ReadRecord> RecordBuilder::Build(const ImportRow& row) {
  Violations violations(mapping_.most_violations);
  RowReader reader(mapping_, source_, context_, stack_, violations);
  std::vector<records::ReadRecord> made;
  for (const RecordForm& form : source_.records) {
    if (!reader.Holds(form.where, records::NameOf(form.kind), row)) continue;
    made.push_back(records::RecordOfTree(TreeOf(form, row, reader), row.line, form.kind, limits_));
    NameKind(form.kind, made.back());
  }
  if (violations.empty()) return made;
  records::ReadRecord refused;
  refused.line = row.line;
  if (!made.empty()) refused.record = std::move(made[0].record);
  refused.violations = EachOnce(violations.Take());
  made.clear();
  made.push_back(std::move(refused));
  return made;
}

}  // namespace bellwether::imports
