// Each column becomes one function that fills its part of an account; rows only call them.
// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/csv_columns.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/csv_headings.h"
#include "engine/accounts/listed_milestone.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr std::string_view kHeader = "header";
constexpr size_t kLongestAffix = 30;  // "milestone." and ".completed_at" are no part of a name

using Fill = std::function<void(const CsvCell&)>;

// A scalar field or event date of the account; empty when `name` is none.
Fill ScalarFill(std::string_view name, uint32_t most_text) {
  for (const TextFieldInfo& field : kTextFields) {
    if (field.name != name) continue;
    return [&field, most_text](const CsvCell& cell) {
      FillText(cell, most_text, cell.account.*field.member);
    };
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    if (field.name != name) continue;
    return [&field](const CsvCell& cell) { FillNumber(cell, cell.account.*field.member); };
  }
  for (const EventFieldInfo& field : kEventFields) {
    if (field.name != name) continue;
    return [&field](const CsvCell& cell) { FillEvent(cell, cell.account.date(field.field)); };
  }
  return nullptr;
}

Fill MilestoneFill(std::string_view rest, uint32_t /*most_text*/) {
  const size_t dot = rest.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return nullptr;
  const std::string key(rest.substr(0, dot));
  const std::string_view field = rest.substr(dot + 1);
  if (field == "planned_at") {
    return
        [key](const CsvCell& cell) { FillMoment(cell, MilestoneOf(cell.account, key).planned_at); };
  }
  if (field == "completed_at") {
    return [key](const CsvCell& cell) {
      FillEvent(cell, MilestoneOf(cell.account, key).completed_at);
    };
  }
  return nullptr;
}

Fill DimensionFill(std::string_view rest, uint32_t /*most_text*/) {
  if (rest.empty()) return nullptr;
  return [dimension = std::string(rest)](const CsvCell& cell) {
    std::optional<double> score;
    FillNumber(cell, score);
    if (score.has_value()) cell.account.dimension_scores.push_back({dimension, *score});
  };
}

Fill PreviousBandFill(std::string_view rest, uint32_t most_text) {
  if (rest.empty()) return nullptr;
  return [model = std::string(rest), most_text](const CsvCell& cell) {
    PreviousBand previous{model, ""};
    FillText(cell, most_text, previous.band);
    cell.account.previous_bands.push_back(std::move(previous));
  };
}

Fill ExtensionFill(std::string_view rest, uint32_t /*most_text*/) {
  if (rest == "granted_days") {
    return [](const CsvCell& cell) { FillNumber(cell, cell.account.extension.granted_days); };
  }
  if (rest == "requested_days") {
    return [](const CsvCell& cell) { FillNumber(cell, cell.account.extension.requested_days); };
  }
  return nullptr;
}

// `signals.mood`: a column of CSV is called `mood`.
Fill NoFill(std::string_view /*rest*/, uint32_t /*most_text*/) { return nullptr; }

// The parts of an account that are not scalars: columns `part.rest`, or none. `forms` is what to
// write instead of a name that `fill` makes nothing of.
struct Part {
  std::string_view column;
  std::string_view field;
  Fill (*fill)(std::string_view rest, uint32_t most_text);
  std::string_view forms;
};
constexpr std::string_view kMilestonePrefix = "milestone.";
constexpr Part kParts[] = {
    {kMilestonePrefix, "milestones", MilestoneFill,
     "milestone.KEY.planned_at, milestone.KEY.completed_at"},
    {"dimension.", "dimension_scores", DimensionFill, "dimension.NAME"},
    {"previous_bands.", "previous_bands", PreviousBandFill, "previous_bands.MODEL"},
    {"extension.", "extension", ExtensionFill, "extension.granted_days, extension.requested_days"},
    {"signals.", "signals", NoFill, "the name of the signal alone"},
    {"overrides.", "overrides", NoFill, "JSON or YAML: overrides do not fit in a cell"},
};

const Part* PartOf(std::string_view name) {
  for (const Part& part : kParts) {
    if (name.starts_with(part.column) || name == part.field) return &part;
  }
  return nullptr;
}

void RefuseHeader(Violations& violations, std::string_view reason, std::string message) {
  violations.Add(std::string(kHeader), reason, std::move(message));
}

bool HasControlCharacter(std::string_view name) {
  return std::any_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// What a name must be before anything is made of it.
void CheckNames(const std::vector<std::string>& header, const Limits& limits,
                Violations& violations) {
  std::set<std::string_view> seen;
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string& name = header[i];
    if (name.empty()) {
      RefuseHeader(violations, reason::kSyntax, absl::StrCat("column ", i + 1, " has no name"));
    } else if (HasControlCharacter(name)) {
      RefuseHeader(violations, reason::kSyntax,
                   absl::StrCat("the name of column ", i + 1, ", ", Quoted(name),
                                ", holds a control character; end lines with LF or CR LF"));
    } else if (name.size() > limits.max_name_bytes + kLongestAffix) {
      RefuseHeader(violations, reason::kTooLarge,
                   absl::StrCat("the name of column ", i + 1, ", ", Quoted(name),
                                ", is longer than max_name_bytes (", limits.max_name_bytes, ")"));
    } else if (!seen.insert(name).second) {
      RefuseHeader(violations, reason::kDuplicate,
                   absl::StrCat("two columns are called ", Quoted(name)));
    }
  }
}

// Rows look a milestone up by going over them all.
void CheckMilestoneCount(const std::vector<std::string>& header, const Limits& limits,
                         Violations& violations) {
  std::set<std::string_view> keys;
  for (const std::string_view name : header) {
    if (name.starts_with(kMilestonePrefix)) keys.insert(name.substr(0, name.rfind('.')));
  }
  if (keys.size() <= limits.max_account_milestones) return;
  RefuseHeader(violations, reason::kTooLarge,
               absl::StrCat("there are columns for ", keys.size(),
                            " milestones, more than max_account_milestones (",
                            limits.max_account_milestones, ")"));
}

// A header of one cell that holds another separator than the one that was declared.
std::string SeparatorHint(const CsvRow& header) {
  if (header.cells.size() != 1) return "";
  const auto likely = LikelyDelimiter(header.cells[0]);
  if (!likely || *likely == header.dialect.delimiter) return "";
  return absl::StrCat("the header has one column; it looks as if ", DelimiterText(*likely),
                      " separated them, not ", DelimiterText(header.dialect.delimiter));
}

void CheckHasId(const CsvRow& header, Violations& violations) {
  const std::vector<std::string>& names = header.cells;
  if (std::find(names.begin(), names.end(), "id") != names.end()) return;
  std::string hint = SeparatorHint(header);
  for (const std::string& name : names) {
    if (hint.empty() && FieldOfHeading(name) == "id") {
      hint = absl::StrCat("if ", Quoted(name), " is meant, call it `id`");
    }
  }
  if (hint.empty()) hint = DidYouMean("id", names);
  RefuseHeader(violations, reason::kMissingField,
               absl::StrCat("there is no column `id`", hint.empty() ? "" : "; ", hint));
}

bool IsTextField(std::string_view name) {
  return std::any_of(std::begin(kTextFields), std::end(kTextFields),
                     [name](const TextFieldInfo& field) { return field.name == name; });
}

Fill FillOf(std::string_view name, uint32_t most_text, Violations& violations) {
  if (Fill fill = ScalarFill(name, most_text); fill) return fill;
  const Part* const part = PartOf(name);
  if (part == nullptr) return [most_text](const CsvCell& cell) { FillSignal(cell, most_text); };
  Fill fill = name.starts_with(part->column)
                  ? part->fill(name.substr(part->column.size()), most_text)
                  : nullptr;
  if (fill) return fill;
  RefuseHeader(violations, reason::kUnknownField,
               absl::StrCat("unknown column ", Quoted(name), "; write ", ToAbsl(part->forms)));
  return nullptr;
}

}  // namespace

CsvColumns::CsvColumns(const CsvRow& header, const Limits& limits, Violations& violations) {
  CheckNames(header.cells, limits, violations);
  CheckHasId(header, violations);
  CheckMilestoneCount(header.cells, limits, violations);
  for (const std::string& name : header.cells) {
    if (name == "id") id_column_ = columns_.size();
    columns_.push_back({name, FillOf(name, limits.max_text_bytes, violations), IsTextField(name)});
    if (ScalarFill(name, 0) == nullptr && PartOf(name) == nullptr) signals_.push_back(name);
  }
  if (signals_.size() > limits.max_account_signals) {
    RefuseHeader(violations, reason::kTooLarge,
                 absl::StrCat("there are ", signals_.size(),
                              " columns of signals, more than max_account_signals (",
                              limits.max_account_signals, ")"));
  }
}

bool CsvColumns::MayHoldNumbers(size_t column) const {
  return column < columns_.size() && !columns_[column].is_text;
}

void CsvColumns::ReadRow(std::span<const std::string_view> cells, const CsvDialect& dialect,
                         Account& account, Violations& violations) const {
  const bool fits = cells.size() == columns_.size();
  if (!fits) {
    violations.Add("", reason::kSyntax, MisfitText(cells.size(), columns_.size(), dialect));
  }
  account.signals.reserve(signals_.size());
  for (size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
    const Column& column = columns_[i];
    const bool wanted = fits || column.name == "id";  // who it was can be said all the same
    if (wanted && !cells[i].empty())
      column.fill({cells[i], column.name, dialect, account, violations});
  }
  if (fits && cells[id_column_].empty()) {
    violations.Add("id", reason::kMissingField, "this field is required");
  }
}

}  // namespace bellwether
