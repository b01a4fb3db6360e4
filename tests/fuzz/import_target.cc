// Bytes as a mapping and an export: diagnostics, or rows that make accounts, which every known pack
// answers.
//
// A line `#@ rows` ends the mapping; what follows is read as CSV, JSON and JSON lines, as the
// export of every source.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/imports/build.h"
#include "engine/imports/export_reader.h"
#include "engine/imports/mapping.h"
#include "tests/fuzz/known_packs.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

using imports::ExportRow;
using imports::ImportRow;
using imports::Mapping;
using imports::Source;

constexpr std::string_view kRowsMark = "#@ rows\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // the caller of a reader takes it off
constexpr AccountFormat kFormats[] = {AccountFormat::kCsv, AccountFormat::kJson,
                                      AccountFormat::kJsonLines};
constexpr size_t kMostRows = 8;

std::vector<ExportRow> ReadRows(const Source& source, AccountFormat format, std::string_view text,
                                size_t size) {
  std::vector<ExportRow> rows;
  imports::ExportReader reader(source, format, Limits{},
                               [&](ExportRow row) { rows.push_back(std::move(row)); });
  for (size_t at = 0; at < text.size(); at += size) reader.Feed(text.substr(at, size));
  reader.Finish();
  return rows;
}

std::string Describe(const std::vector<ExportRow>& rows) {
  std::string text;
  for (const ExportRow& row : rows) {
    absl::StrAppend(&text, row.row.line, " ", absl::StrJoin(row.row.cells, "|"), "\n");
    for (const Violation& violation : row.violations) {
      absl::StrAppend(&text, "  ", violation.path, " ", violation.message, "\n");
    }
  }
  return text;
}

// Good rows; the bad ones say why, and the cutting of the bytes changes nothing.
std::vector<ImportRow> RowsOf(const Source& source, AccountFormat format, std::string_view text) {
  const std::vector<ExportRow> whole = ReadRows(source, format, text, text.size() + 1);
  Require(Describe(ReadRows(source, format, text, 5)) == Describe(whole),
          "rows do not depend on how the bytes are cut", Describe(whole));
  std::vector<ImportRow> good;
  for (const ExportRow& row : whole) {
    if (!row.ok()) {
      RequireTold(row.violations);
    } else if (good.size() < kMostRows) {
      Require(row.row.cells.size() == source.columns.size(), "a row has a cell for each column");
      good.push_back(row.row);
    }
  }
  return good;
}

void Answer(const Plan& plan, const AccountRecord& record) {
  if (!record.ok()) return RequireTold(record.violations);
  BindOptions options;
  options.as_of = Moment::Date(absl::CivilDay(2026, 3, 1));
  AccountRun(plan).Answer(record.account, options);
}

// Each row of the first source with all rows of the others.
void BuildAccounts(const Plan& plan, const Mapping& mapping, AccountFormat format,
                   std::string_view text) {
  std::vector<std::vector<ImportRow>> rows;
  for (const Source& source : mapping.sources) rows.push_back(RowsOf(source, format, text));
  const std::vector<ImportRow> first = rows[0];
  imports::AccountBuilder builder(
      mapping, expression::Context(absl::FromUnixSeconds(1772323200), mapping.time_zone));
  for (const ImportRow& row : first) {
    rows[0] = {row};
    Answer(plan, builder.Build(rows));
  }
  if (first.empty()) return;
  rows[0] = first;
  Answer(plan, builder.Build(rows));
}

void Run(std::string_view text) {
  const size_t mark = text.find(kRowsMark);
  const std::string_view mapping = text.substr(0, mark);
  std::string_view rows =
      mark == std::string_view::npos ? "" : text.substr(mark + kRowsMark.size());
  if (rows.starts_with(kByteOrderMark)) return;
  const Sources sources({{"imports/fuzz.yaml", std::string(mapping)}});
  for (const auto& plan : KnownPacks()) {
    const Staged<Mapping> staged = imports::LoadMapping(sources, 0, *plan, Limits{});
    RequireTold(staged.diagnostics, sources, staged.ok());
    if (!staged.ok()) continue;
    for (const AccountFormat format : kFormats) BuildAccounts(*plan, staged.value, format, rows);
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
