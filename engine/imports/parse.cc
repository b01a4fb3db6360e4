// What the tables cannot say: short forms, words, and which keys belong together.
//
// Tested by tests/engine/imports/mapping_test.cc.
#include "engine/imports/parse.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/decode.h"
#include "engine/imports/tables.h"
#include "engine/schema/free_keys.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/turned_text.h"
#include "engine/yaml/yaml.h"

namespace bellwether::imports {

using document::Given;
using document::Reading;

namespace {

std::optional<Located<std::string>> ReadWord(const Node& node, const std::string& what,
                                             Reading& reading) {
  auto text = ReadText(node, what, reading.sink);
  if (!text) return std::nullopt;
  return Located<std::string>{*std::move(text), node.span};
}

void OnlyOneOf(const Given& given, bool first, bool second, const char* names, Reading& reading) {
  if (!(first && second)) return;
  reading.sink.Error("too-many-keys", given.node.span,
                     absl::StrCat(given.what(), " states ", names), "keep one of them");
}

void CheckConversions(const Given& given, const CellRule& cell, Reading& reading) {
  OnlyOneOf(given, cell.type.present(), cell.date.present(), "both `type` and `date`", reading);
  OnlyOneOf(given, cell.type.present(), cell.duration.present(), "both `type` and `duration`",
            reading);
  OnlyOneOf(given, cell.date.present(), cell.duration.present(), "both `date` and `duration`",
            reading);
}

}  // namespace

// `empty: ["-", "NULL"]`, or `empty: "-"`.
void Decode(const Given& given, WordList& out, Reading& reading) {
  const std::string what = absl::StrCat("each word of ", given.what());
  const auto add = [&](const Node& node) {
    if (auto word = ReadWord(node, what, reading)) out.words.push_back(*std::move(word));
  };
  if (given.node.is_scalar()) return add(given.node);
  if (!document::IsList(given, "[\"NULL\", \"#N/A\"]", reading)) return;
  for (const Node& item : given.node.items) add(item);
}

void Decode(const Given& given, WordMap& out, Reading& reading) {
  if (!document::IsMapping(given, reading)) return;
  out.span = given.node.span;
  for (const Entry& entry : given.node.entries) {
    auto means = ReadWord(entry.value, absl::StrCat("`", entry.key, "`"), reading);
    if (means) out.entries.push_back({{entry.key, entry.key_span}, *std::move(means)});
  }
}

// `mood: Mood` is `mood: {from: Mood}`.
void Decode(const Given& given, CellRule& out, Reading& reading) {
  if (given.node.is_scalar()) {
    out.span = given.node.span;
    if (auto word = ReadWord(given.node, given.what(), reading)) out.from = *std::move(word);
    return;
  }
  document::DecodeFields(given, out, reading);
}

namespace {

// A value with more to say than its column: the column's keys are among its own.
template <typename Rule>
void DecodeColumnOrMapping(const Given& given, Rule& out, Reading& reading) {
  if (given.node.is_scalar()) {
    out.span = given.node.span;
    return Decode(given, out.cell, reading);
  }
  document::DecodeFields(given, out, reading);
  out.cell.span = out.span;
}

}  // namespace

void Decode(const Given& given, ValueRule& out, Reading& reading) {
  DecodeColumnOrMapping(given, out, reading);
}

void Decode(const Given& given, RecordValueRule& out, Reading& reading) {
  DecodeColumnOrMapping(given, out, reading);
}

void Finish(const Given& given, CellRule& cell, Reading& reading) {
  CheckConversions(given, cell, reading);
  if (cell.from.present() || !given.node.is_mapping()) return;
  reading.sink.Error("missing-key", given.name_span,
                     absl::StrCat(given.what(), " does not say which column it is from"),
                     "write `from: Name of the column`");
}

void Finish(const Given& given, ValueRule& rule, Reading& reading) {
  CheckConversions(given, rule.cell, reading);
  if (!given.node.is_mapping()) return;
  const bool counts = rule.collect.present() && rule.collect.value == Collect::kCount;
  OnlyOneOf(given, rule.cell.from.present(), rule.expr.present(), "both `from` and `expr`",
            reading);
  OnlyOneOf(given, counts, rule.cell.from.present() || rule.expr.present(),
            "`collect: count`, which counts rows, and what to count", reading);
  if (counts || rule.cell.from.present() || rule.expr.present()) return;
  reading.sink.Error("missing-key", given.name_span,
                     absl::StrCat(given.what(), " does not say where it comes from"),
                     "write `from: Name of the column`, or `expr:` with a formula over `columns`");
}

void Finish(const Given& given, RecordValueRule& rule, Reading& reading) {
  CheckConversions(given, rule.cell, reading);
  const bool from = rule.cell.from.present();
  OnlyOneOf(given, from, rule.expr.present(), "both `from` and `expr`", reading);
  OnlyOneOf(given, from, rule.is.present(), "both `from` and `is`", reading);
  OnlyOneOf(given, rule.expr.present(), rule.is.present(), "both `expr` and `is`", reading);
  if (from || rule.expr.present() || rule.is.present() || !given.node.is_mapping()) return;
  reading.sink.Error("missing-key", given.name_span,
                     absl::StrCat(given.what(), " does not say where it comes from"),
                     "write `from: Name of the column`, `expr:` with a formula over `columns`, or "
                     "`is:` with a word that is the same for each row");
}

void Finish(const Given& given, SourceRule& rule, Reading& reading) {
  const bool accounts = rule.account.span.known();
  OnlyOneOf(given, accounts, !rule.records.empty(), "both `account` and `records`", reading);
  OnlyOneOf(given, rule.long_form.span.known(), !rule.records.empty(),
            "both `long`, which is of accounts, and `records`", reading);
  if (accounts || !rule.records.empty() || !given.whole) return;
  reading.sink.Error("missing-key", given.name_span,
                     absl::StrCat(given.what(), " does not say what its rows make"),
                     "write `account: {id: Record ID}`, or `records:` with a list of records");
}

MappingDocument ParseMapping(const Sources& sources, uint32_t index, const Limits& limits,
                             DiagnosticSink& sink) {
  MappingDocument mapping;
  Node root = ParseYaml(sources, index, limits, sink);
  CheckTurnedText(sources, index, sink);
  if (sink.has_errors()) return mapping;
  std::erase_if(root.entries, [](const Entry& entry) { return IsFreeKey(entry.key); });
  Reading reading{limits, sink};
  const document::FieldInfo info;
  document::Decode(Given{root, Span{index, 1, 1, 1}, "mapping", info}, mapping, reading);
  return mapping;
}

}  // namespace bellwether::imports
