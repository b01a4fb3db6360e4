// Tested by tests/engine/testing/imported_account_test.cc.
#include "engine/testing/imported_account.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_node.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/imports/object_row.h"
#include "engine/plan/plan.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

using imports::ImportRow;
using imports::Mapping;
using imports::Source;

constexpr std::string_view kFolder = "imports/";
constexpr std::string_view kEndings[] = {".yaml", ".yml"};

// "imports/crm.yaml" -> "crm".
std::string NameOfMapping(std::string_view file) {
  file.remove_prefix(kFolder.size());
  return std::string(file.substr(0, file.rfind('.')));
}

// A key is known when a column is called so, or lies below it.
bool IsRead(const Source& source, std::string_view key) {
  return std::any_of(source.columns.begin(), source.columns.end(), [key](std::string_view column) {
    return column == key || (column.starts_with(key) && column[key.size()] == '.');
  });
}

std::vector<std::string> NamesOf(const Mapping& mapping) {
  std::vector<std::string> names;
  for (const Source& source : mapping.sources) names.push_back(source.name);
  return names;
}

}  // namespace

bool IsMappingFile(std::string_view name) {
  return name.starts_with(kFolder) &&
         std::any_of(std::begin(kEndings), std::end(kEndings),
                     [name](std::string_view ending) { return name.ends_with(ending); });
}

const Mapping* TestImports::Find(const Node& name, DiagnosticSink& sink) {
  if (!name.is_scalar()) {
    WrongType(name, "`import`", "the name of a mapping", sink);
    return nullptr;
  }
  const auto known = mappings_.find(name.text);
  if (known != mappings_.end()) return known->second ? &*known->second : nullptr;
  std::vector<std::string> names;
  for (uint32_t i = 0; i < sources_.files().size(); ++i) {
    const std::string& file = sources_.files()[i].name;
    if (!IsMappingFile(file)) continue;
    names.push_back(NameOfMapping(file));
    if (names.back() != name.text) continue;
    Staged<Mapping> staged = imports::LoadMapping(sources_, i, plan_, limits_);
    for (Diagnostic& found : staged.diagnostics) sink.Add(std::move(found));
    auto& mapping = mappings_[name.text];
    if (staged.ok() && staged.value.makes_records()) {
      sink.Error("type-mismatch", name.span,
                 absl::StrCat("the mapping ", Quoted(name.text),
                              " makes records of a book, and a test is about an account"),
                 "name a mapping whose sources say `account:`");
    } else if (staged.ok()) {
      mapping = std::move(staged.value);
    }
    return mapping ? &*mapping : nullptr;
  }
  mappings_[name.text] = std::nullopt;
  sink.Error("unknown-name", name.span, absl::StrCat("the pack has no mapping ", Quoted(name.text)),
             names.empty() ? "mappings stand in its folder imports" : DidYouMean(name.text, names));
  return nullptr;
}

bool TestImports::ReadRow(const Source& source, const Node& row, std::vector<ImportRow>& found,
                          DiagnosticSink& sink) const {
  if (!row.is_mapping()) {
    WrongType(row, "a row", "{column: value}", sink);
    return false;
  }
  bool good = true;
  for (const Entry& entry : row.entries) {
    if (IsRead(source, entry.key)) continue;
    good = false;
    sink.Error("unknown-name", entry.key_span,
               absl::StrCat("the mapping reads no column ", Quoted(entry.key), " of ",
                            ToAbsl(source.name)),
               DidYouMean(entry.key, source.columns));
  }
  Violations violations(limits_.max_diagnostics);
  std::vector<bool> seen(source.columns.size());
  found.push_back(imports::ReadObjectRow(row, row.span.line, source, seen, violations));
  for (const Violation& violation : violations.Take()) {
    good = false;
    sink.Error("bad-type", row.span, absl::StrCat(violation.path, ": ", violation.message));
  }
  return good;
}

bool TestImports::ReadSource(const Source& source, const Node& rows, std::vector<ImportRow>& found,
                             DiagnosticSink& sink) const {
  if (!rows.is_sequence()) {
    WrongType(rows, absl::StrCat("the rows of ", ToAbsl(source.name)), "a list of {column: value}",
              sink);
    return false;
  }
  bool good = true;
  for (const Node& row : rows.items) good = ReadRow(source, row, found, sink) && good;
  return good;
}

bool TestImports::ReadRows(const Mapping& mapping, const Node& rows, Rows& found,
                           DiagnosticSink& sink) const {
  found.resize(mapping.sources.size());
  if (rows.is_sequence() && mapping.sources.size() == 1) {
    return ReadSource(mapping.sources[0], rows, found[0], sink);
  }
  if (!rows.is_mapping()) {
    WrongType(rows, "`rows`", "{source: [{column: value}]}", sink);
    return false;
  }
  bool good = true;
  for (const Entry& entry : rows.entries) {
    const auto source = std::find_if(mapping.sources.begin(), mapping.sources.end(),
                                     [&](const Source& one) { return one.name == entry.key; });
    if (source == mapping.sources.end()) {
      good = false;
      sink.Error("unknown-name", entry.key_span,
                 absl::StrCat("the mapping has no source ", Quoted(entry.key)),
                 DidYouMean(entry.key, NamesOf(mapping)));
      continue;
    }
    auto& of_source = found[static_cast<size_t>(source - mapping.sources.begin())];
    good = ReadSource(*source, entry.value, of_source, sink) && good;
  }
  return good;
}

std::optional<Node> TestImports::Build(const Node& import, const Node* rows, absl::Time as_of,
                                       DiagnosticSink& sink) {
  const Mapping* mapping = Find(import, sink);
  if (mapping == nullptr) return std::nullopt;
  if (rows == nullptr) {
    sink.Error("missing-key", import.span, "`import` needs `rows`",
               "write the rows of one account: `rows: [{column: value}]`");
    return std::nullopt;
  }
  Rows found;
  if (!ReadRows(*mapping, *rows, found, sink)) return std::nullopt;
  if (found[0].empty()) {
    sink.Error("missing-key", rows->span,
               absl::StrCat("there is no row of ", ToAbsl(mapping->sources[0].name),
                            ", which says who the account is"));
    return std::nullopt;
  }
  imports::AccountBuilder builder(*mapping, expression::Context(as_of, mapping->time_zone));
  const AccountRecord record = builder.Build(found);
  for (const Violation& violation : record.violations) {
    sink.Error("account", rows->span, absl::StrCat(violation.path, ": ", violation.message));
  }
  return record.ok() ? std::optional(AccountNode(record.account, rows->span)) : std::nullopt;
}

}  // namespace bellwether
