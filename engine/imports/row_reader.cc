// Tested by tests/engine/imports/build_test.cc.
#include "engine/imports/row_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

using expression::Kind;
using expression::Value;

// A cell as formulas see it. Cause bits are not asked for: any missing name ends a formula alike.
struct ToValue {
  const absl::TimeZone& zone;
  Value operator()(std::monostate) const { return Value::Missing(); }
  Value operator()(NotApplicable) const { return Value::Missing(); }
  Value operator()(NotYet) const { return Value::NotYet(); }
  Value operator()(double number) const { return Value::Double(number); }
  Value operator()(bool truth) const { return Value::Bool(truth); }
  Value operator()(const std::string& text) const { return Value::String(text); }
  Value operator()(const Moment& moment) const { return Value::Timestamp(moment.At(zone)); }
};

Converted FromValue(const Value& value) {
  switch (value.kind) {
    case Kind::kBool:
      return value.boolean;
    case Kind::kInt:
      return static_cast<double>(value.integer);
    case Kind::kDouble:
      return value.number;
    case Kind::kString:
      return std::string(value.text.data, value.text.size);
    case Kind::kTimestamp:
      return Moment::Instant(value.as_timestamp());
    case Kind::kNotYet:
      return NotYet{};
    default:
      return std::monostate{};
  }
}

}  // namespace

void RowReader::Refuse(const ImportRow& row, std::string_view column, std::string_view reason,
                       std::string message) {
  std::string path(column);
  if (!mapping_.streams()) {
    path =
        absl::StrCat(source_.name, " line ", row.line, column.empty() ? "" : ": ", ToAbsl(column));
  }
  violations_.Add(std::move(path), reason, std::move(message));
}

Converted RowReader::Read(const Cell& cell, const ImportRow& row) {
  std::string problem;
  Converted value =
      Convert(row.cells[cell.column], cell, {source_.empty_words, row.decimal}, problem);
  if (!problem.empty()) {
    Refuse(row, source_.columns[cell.column], reason::kWrongType, std::move(problem));
  }
  return value;
}

std::optional<Moment> RowReader::ReadMoment(const std::optional<Cell>& cell, const ImportRow& row) {
  if (!cell) return std::nullopt;
  const Converted value = Read(*cell, row);
  const auto* moment = std::get_if<Moment>(&value);
  return moment == nullptr ? std::nullopt : std::optional(*moment);
}

const std::vector<Value>& RowReader::Variables(const ImportRow& row) {
  if (read_row_ == &row) return variables_;
  read_row_ = &row;
  cells_.clear();
  variables_.clear();
  for (const Cell& cell : source_.variables) cells_.push_back(Read(cell, row));
  for (const Converted& cell : cells_) {
    variables_.push_back(std::visit(ToValue{mapping_.time_zone}, cell));
  }
  return variables_;
}

Value RowReader::Run(const expression::Program& program, const ImportRow& row) {
  return expression::Run(program, Variables(row), context_, stack_);
}

bool RowReader::Holds(const expression::Program& where, std::string_view what,
                      const ImportRow& row) {
  if (where.empty()) return true;
  const Value value = Run(where, row);
  if (value.kind == Kind::kBool) return value.boolean;
  Refuse(row, "", reason::kMissingField,
         absl::StrCat("whether the row counts for `", ToAbsl(what),
                      "` cannot be told: a column that `where` reads is empty; say what that means "
                      "with has()"));
  return false;
}

Converted RowReader::Read(const RowValue& wanted, const ImportRow& row) {
  if (wanted.cell) return Read(*wanted.cell, row);
  if (wanted.expr.empty()) return std::monostate{};  // rows are counted
  const Value value = Run(wanted.expr, row);
  if (value.kind == Kind::kError) {
    Refuse(row, "", reason::kBadNumber,
           absl::StrCat("the formula of `", wanted.path,
                        "` failed: ", expression::ErrorText(value.error)));
  }
  return FromValue(value);
}

std::vector<Observation> RowReader::Observe(const Target& target,
                                            const std::vector<ImportRow>& rows) {
  std::vector<Observation> observations;
  for (const ImportRow& row : rows) {
    if (!Holds(target.where, target.path, row)) continue;
    Observation observation{Read(target, row), {}, row.line};
    if (!std::holds_alternative<std::monostate>(observation.value)) {
      observation.observed_at = ReadMoment(target.observed_at, row);
    }
    observations.push_back(std::move(observation));
  }
  return observations;
}

}  // namespace bellwether::imports
