// Tested by tests/engine/portfolio/record_shares_test.cc.
#include "engine/portfolio/record_values.h"

#include <algorithm>
#include <cmath>

namespace bellwether::portfolio {
namespace {

using expression::Kind;
using expression::Program;
using expression::Value;
using Entry = ruleset::RecordNames::Entry;

Program ProgramOf(const expression::Checked& checked) {
  return checked.empty() ? Program() : expression::Compile(checked);
}

// A word of a closed list carries its place there, by which conditions compare.
Value WordOf(const Entry& entry, std::string_view word) {
  if (word.empty()) return Value::Missing();
  if (entry.words.empty()) return Value::String(word);
  const auto found = std::find(entry.words.begin(), entry.words.end(), word);
  return Value::Word(word, static_cast<uint32_t>(found - entry.words.begin()));
}

template <typename T, typename Make>
Value Given(const std::optional<T>& cell, const Make& make) {
  return cell ? make(*cell) : Value::Missing();
}

}  // namespace

RecordValues::RecordValues(const View& view, const ruleset::RecordShare& share)
    : view_(view),
      table_(view.table(share.of)),
      names_(share.of, {view.plan().segments, view.plan().cadences, view.plan().stages}),
      numerator_(ProgramOf(share.numerator)),
      denominator_(ProgramOf(share.denominator)),
      context_(absl::FromUnixMicros(view.as_of()), view.book().zone(), view.today()),
      slots_(names_.entries().size()) {}

std::optional<double> RecordValues::Of(const Program& program, uint32_t row) {
  for (const uint32_t slot : program.names()) slots_[slot] = ValueOf(names_.entries()[slot], row);
  const Value value = expression::Run(program, slots_, context_, stack_);
  if (value.kind == Kind::kBool) return value.boolean ? 1.0 : 0.0;
  if (value.kind == Kind::kInt) return static_cast<double>(value.integer);
  if (value.kind == Kind::kDouble && std::isfinite(value.number)) return value.number;
  return std::nullopt;
}

Value RecordValues::ValueOf(const Entry& entry, uint32_t row) const {
  switch (entry.from) {
    case ruleset::RecordNames::From::kField:
      return CellOf(entry, row);
    case ruleset::RecordNames::From::kMoment:
      return TimeOf(entry, table_.at(row));
    case ruleset::RecordNames::From::kReport:
      return Value::Timestamp(context_.as_of, context_.today);
    case ruleset::RecordNames::From::kAttribute:
      break;
  }
  return AttributeOf(entry, row);
}

Value RecordValues::CellOf(const Entry& entry, uint32_t row) const {
  const book::Column& column = table_.column(entry.field);
  switch (entry.type) {
    case expression::Type::kDouble:
      return Given(column.number(row), Value::Double);
    case expression::Type::kBool:
      return Given(column.truth(row), Value::Bool);
    case expression::Type::kTimestamp:
      return Given(column.stamp(row),
                   [&](const book::Stamp& stamp) { return TimeOf(entry, stamp); });
    default:
      return WordOf(entry, view_.word(column.word(row)));
  }
}

// A time that lies behind the view has not come (P1), unless it is a plan.
Value RecordValues::TimeOf(const Entry& entry, const book::Stamp& stamp) const {
  if (!entry.planned && stamp.instant > view_.as_of()) return Value::NotYet();
  return Value::Timestamp(absl::FromUnixMicros(stamp.instant), stamp.day);
}

Value RecordValues::AttributeOf(const Entry& entry, uint32_t row) const {
  const book::Name name = view_.book().names().Find(entry.field);
  const auto change = view_.book().history().InForce(table_.account(row), name,
                                                     table_.at(row).instant, view_.as_of());
  if (!change) return Value::Missing();
  if (const auto* text = std::get_if<book::Change::Text>(&change->value)) {
    return WordOf(entry, view_.word(text->name));
  }
  if (const auto* number = std::get_if<double>(&change->value)) return Value::Double(*number);
  if (const auto* stamp = std::get_if<book::Stamp>(&change->value)) return TimeOf(entry, *stamp);
  return std::holds_alternative<NotYet>(change->value) ? Value::NotYet() : Value::Missing();
}

}  // namespace bellwether::portfolio
