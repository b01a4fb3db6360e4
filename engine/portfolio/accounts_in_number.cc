// A measure says which of its cases a number is over (Measurement::CasesIn); what is common to all
// is here: to find the number, to choose and order the cases, and to name their accounts.
// Tested by tests/engine/portfolio/accounts_in_number_test.cc.
#include "engine/portfolio/accounts_in_number.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/suggest.h"
#include "engine/facts/in_force.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kNamesShown = 12;

using Names = std::vector<std::string>;

// "did you mean `day 90`?", or the first names that there are.
std::string Known(const std::string& name, const Names& names) {
  if (names.empty()) return "there is none";
  const std::string hint = name.empty() ? "" : DidYouMean(name, names);
  if (!hint.empty()) return hint;
  const size_t shown = std::min(names.size(), kNamesShown);
  return absl::StrCat("there are ", absl::StrJoin(std::span(names).first(shown), "; "),
                      shown < names.size() ? "; …" : "");
}

Violation Unknown(const char* path, const char* kind, const std::string& name, const Names& names) {
  const std::string problem =
      name.empty() ? absl::StrCat("no ", kind, " is named")
                   : absl::StrCat("the metric has no ", kind, " ", Quoted(name), " at this moment");
  return {path, name.empty() ? "MISSING_FIELD" : "UNKNOWN_NAME",
          absl::StrCat(problem, "; ", Known(name, names))};
}

// The position of the name, or of the only one that begins so.
std::optional<size_t> PositionOf(const std::string& name, const Names& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  std::optional<size_t> only;
  for (size_t i = 0; i < names.size() && !name.empty(); ++i) {
    if (!names[i].starts_with(name)) continue;
    if (only.has_value()) return std::nullopt;
    only = i;
  }
  return only;
}

struct Number {
  Number(Grid::Cell of, std::string said) : cell(std::move(of)), title(std::move(said)) {}
  Grid::Cell cell;
  std::string title;
};
using FoundNumber = std::variant<Number, Violation>;

FoundNumber FindLine(const Summary& summary, const std::string& name) {
  Names names;
  for (const Line& line : summary.lines) {
    if (line.name == name) return Number({line.quantity}, line.title);
    names.push_back(line.name);
  }
  return Unknown("line", "line", name, names);
}

// Completes the name of the row.
FoundNumber FindCell(const Summary& summary, NumberName& number) {
  if (summary.grids.empty()) {
    return Violation{"cell", "NOT_ALLOWED", "the metric has no grid; name a line of it"};
  }
  const Grid& grid = summary.grids.front();
  Names rows;
  for (const auto& [name, cells] : grid.rows) rows.push_back(name);
  const auto row = PositionOf(number.row, rows);
  if (!row.has_value()) return Unknown("cell.row", "row", number.row, rows);
  const auto column = std::find(grid.columns.begin(), grid.columns.end(), number.column);
  if (column == grid.columns.end()) {
    return Unknown("cell.column", "column", number.column, grid.columns);
  }
  number.row = rows[*row];
  const auto position = static_cast<size_t>(column - grid.columns.begin());
  return Number(grid.rows[*row].second[position],
                absl::StrCat(grid.row_titles[*row], ", ", grid.column_titles[position]));
}

FoundNumber FindNumber(const Summary& summary, NumberName& number) {
  // Amounts that cannot be added have neither lines nor cells.
  if (summary.value.standing == Standing::kRefused) return Number({summary.value}, "");
  return number.line.empty() ? FindCell(summary, number) : FindLine(summary, number.line);
}

Violation NotTold() {
  return {"metric", "NOT_ALLOWED",
          "the metric does not tell the accounts behind this number; GetMetric names those behind "
          "its value"};
}

// Those that are asked for, in the order of the list.
std::vector<CaseInNumber> Listed(std::vector<CaseInNumber> cases, std::optional<bool> counted) {
  if (counted.has_value()) {
    std::erase_if(cases, [counted](const CaseInNumber& one) { return one.counted != *counted; });
  }
  std::stable_sort(cases.begin(), cases.end(), [](const CaseInNumber& a, const CaseInNumber& b) {
    if (a.ongoing != b.ongoing) return a.ongoing;
    return a.concern > b.concern;
  });
  return cases;
}

}  // namespace

ToldAccounts TellAccounts(Views& views, uint32_t metric, const book::KeptAccounts& kept,
                          const NumberRequest& request) {
  const View& view = views.Before(0);
  const ruleset::Measuring& measuring =
      PlanInForce(view.plan(), -1, view.moment()).portfolio_measuring[metric];
  const MeasurementPointer measurement = MeasurementOf(view, measuring, request.language);
  const std::vector<uint32_t> positions = CasesOf(view, *measurement, kept);
  AccountsInNumber told;
  if (view.stopped()) return told;
  NumberName number = request.number;
  FoundNumber found = FindNumber(measurement->Summarize(positions), number);
  if (auto* const problem = std::get_if<Violation>(&found)) return std::move(*problem);
  auto& [cell, title] = std::get<Number>(found);
  told.number = std::move(cell);
  told.title = std::move(title);
  if (told.number.quantity.standing == Standing::kRefused) return told;
  auto behind = measurement->CasesIn(number, positions);
  if (!behind.has_value()) return NotTold();
  told.amount_unit = behind->amount_unit;
  const std::vector<CaseInNumber> listed = Listed(std::move(behind->cases), request.counted);
  told.accounts_in_all = listed.size();
  for (uint64_t i = request.offset; i < listed.size() && i - request.offset < request.most; ++i) {
    if (view.stopped()) return told;
    const CaseInNumber& one = listed[i];
    const uint32_t account = measurement->cases()[one.position].account;
    told.accounts.push_back({std::string(view.book().account_id(account)), one.counted, one.amount,
                             one.ongoing, measurement->Say(one.position).In(request.language)});
  }
  return told;
}

}  // namespace bellwether::portfolio
