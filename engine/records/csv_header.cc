// A row becomes the tree that JSON would give, which the one decoder reads; only signals, whose
// type a pack declares, are handed on as they are written.
// Tested by tests/engine/records/csv_test.cc.
#include "engine/records/csv_header.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/accounts/csv_cell.h"
#include "engine/accounts/value_reader.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/records/decode.h"
#include "engine/records/record_tree.h"

namespace bellwether::records {
namespace {

constexpr std::string_view kHeader = "header";

// A field of some kind that a file may hold, by its name.
bool AnyField(std::optional<Kind> only, std::string_view name, Form form) {
  return std::any_of(Kinds().begin(), Kinds().end(), [&](const KindInfo& kind) {
    if (only.has_value() && kind.kind != *only) return false;
    const size_t field = FieldAt(kind, name);
    return field < kind.fields.size() && kind.fields[field].form == form;
  });
}

bool IsField(std::optional<Kind> only, std::string_view name) {
  return std::any_of(Kinds().begin(), Kinds().end(), [&](const KindInfo& kind) {
    return (!only.has_value() || kind.kind == *only) && FieldAt(kind, name) < kind.fields.size();
  });
}

bool IsAttribute(std::string_view name) {
  return std::find(AttributeNames().begin(), AttributeNames().end(), name) !=
         AttributeNames().end();
}

std::vector<std::string> KnownColumns(std::optional<Kind> usual) {
  std::vector<std::string> known(std::begin(kHeadFields), std::end(kHeadFields));
  for (const KindInfo& kind : Kinds()) {
    if (usual.has_value() && kind.kind != *usual) continue;
    for (const FieldInfo& field : kind.fields) known.emplace_back(field.name);
  }
  return known;
}

// A number with the file's decimals as a plain number; nothing, with a violation, if it is none.
std::optional<Node> NumberNode(const CsvCell& cell) {
  std::optional<double> number;
  FillNumber(cell, number);
  if (!number.has_value()) return std::nullopt;
  return PlainNode(FormatNumber(*number));
}

std::optional<Node> FieldNode(const CsvCell& cell, Form form) {
  switch (form) {
    case Form::kNumber:
    case Form::kCounts:
      return NumberNode(cell);
    case Form::kTruth:
      return PlainNode(cell.text);
    case Form::kWords:
      return WordsNode(cell.text);
    case Form::kWord:
    case Form::kText:
    case Form::kMoment:
      break;
  }
  return TextNode(cell.text);
}

std::optional<Node> AttributeNode(const CsvCell& cell) {
  if (IsNumberAttribute(cell.column)) return NumberNode(cell);
  if (absl::EqualsIgnoreCase(ToAbsl(cell.text), "n/a")) return NotApplicableNode();
  return TextNode(cell.text);
}

}  // namespace

CsvHeader::CsvHeader(const CsvRow& header, std::optional<Kind> usual, const Limits& limits,
                     Violations& violations)
    : usual_(usual), limits_(limits) {
  names_kinds_ = std::find(header.cells.begin(), header.cells.end(), "kind") != header.cells.end();
  std::set<std::string_view> seen;
  for (const std::string& name : header.cells) {
    if (!seen.insert(name).second) {
      violations.Add(std::string(kHeader), reason::kDuplicate,
                     absl::StrCat("two columns are called ", Quoted(name)));
    }
    AddColumn(name, violations);
  }
  RequireHead(header, violations);
}

bool CsvHeader::HoldsAccounts() const { return names_kinds_ || usual_ == Kind::kAccount; }

void CsvHeader::AddColumn(const std::string& name, Violations& violations) {
  const std::optional<Kind> only = names_kinds_ ? std::nullopt : usual_;
  const size_t dot = name.find('.');
  Column column{name, "", false, false};
  if (dot != std::string::npos && AnyField(only, name.substr(0, dot), Form::kCounts)) {
    column = {name.substr(0, dot), name.substr(dot + 1), false, true};
  } else if (IsHeadField(name)) {
    // Ids and moments: no numbers.
  } else if (IsField(only, name)) {
    column.may_hold_numbers = AnyField(only, name, Form::kNumber);
  } else if (HoldsAccounts() && IsAttribute(name)) {
    column.may_hold_numbers = IsNumberAttribute(name);
  } else if (HoldsAccounts() && !name.empty() && name.size() <= limits_.max_name_bytes) {
    column.is_signal = column.may_hold_numbers = true;
  } else {
    const std::string hint = DidYouMean(name, KnownColumns(only));
    violations.Add(std::string(kHeader), reason::kUnknownField,
                   absl::StrCat("unknown column ", Quoted(name), hint.empty() ? "" : "; ", hint));
  }
  columns_.push_back(std::move(column));
}

void CsvHeader::RequireHead(const CsvRow& header, Violations& violations) const {
  for (const std::string_view name : {"kind", "id", "account", "at"}) {
    if (name == "kind" && usual_.has_value()) continue;
    if (std::find(header.cells.begin(), header.cells.end(), name) != header.cells.end()) continue;
    const std::string more =
        name == "kind" ? "; add it, or call the file after the kind of its records" : "";
    violations.Add(std::string(kHeader), reason::kMissingField,
                   absl::StrCat("there is no column ", Quoted(name), more));
  }
}

void CsvHeader::ReadRow(const CsvRow& row, Record& record, Violations& violations) const {
  if (row.cells.size() != columns_.size()) {
    return violations.Add("", reason::kSyntax,
                          MisfitText(row.cells.size(), columns_.size(), row.dialect));
  }
  std::optional<Kind> kind = usual_;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name == "kind" && !row.cells[i].empty()) kind = KindOf(row.cells[i]);
  }
  const KindInfo& info = InfoOf(kind.value_or(Kind::kAccount));
  Account signals;
  Node tree;
  tree.kind = Node::Kind::kMapping;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (row.cells[i].empty()) continue;
    const Column& column = columns_[i];
    const CsvCell cell{row.cells[i], column.name, row.dialect, signals, violations};
    const size_t field = FieldAt(info, column.name);
    std::optional<Node> node;
    if (column.is_signal && info.kind == Kind::kAccount) {
      FillSignal(cell, limits_.max_text_bytes);
      continue;
    }
    if (IsHeadField(column.name)) {
      node = TextNode(cell.text);
    } else if (field < info.fields.size()) {
      node = FieldNode(cell, info.fields[field].form);
    } else {
      node = AttributeNode(cell);
    }
    if (!node.has_value()) continue;
    if (column.entry.empty()) {
      PutEntry(tree, column.name, *std::move(node));
    } else {
      PutEntry(MappingAt(tree, column.name), column.entry, *std::move(node));
    }
  }
  DecodeRecord(tree, usual_, limits_, record, violations);
  for (SignalInput& signal : signals.signals) {
    record.changes.push_back(
        {std::move(signal.name), true, std::move(signal.value), signal.observed_at});
  }
}

}  // namespace bellwether::records
