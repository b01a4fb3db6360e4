// Tested by tests/engine/portfolio/record_shares_test.cc and record_signals_test.cc.
#include "engine/portfolio/record_values.h"

#include <algorithm>
#include <cmath>

namespace bellwether::portfolio {
namespace {

using expression::Program;
using expression::Value;
using ruleset::RecordNames;
using Entry = RecordNames::Entry;

// A word of a closed list carries its place there, by which conditions compare.
Value WordOf(const std::vector<std::string>& words, std::string_view word) {
  if (word.empty()) return Value::Missing();
  if (words.empty()) return Value::String(word);
  const auto found = std::find(words.begin(), words.end(), word);
  return Value::Word(word, static_cast<uint32_t>(found - words.begin()));
}

template <typename T, typename Make>
Value Given(const std::optional<T>& cell, const Make& make) {
  return cell ? make(*cell) : Value::Missing();
}

}  // namespace

Program ProgramOf(const expression::Checked& checked) {
  return checked.empty() ? Program() : expression::Compile(checked);
}

RecordValues::RecordValues(const book::Book& book, const Plan& plan, records::Kind kind)
    : book_(book),
      plan_(plan),
      table_(book.table(kind)),
      entries_(RecordNames::EntriesOf(kind)),
      sources_(entries_.size()),
      slots_(entries_.size()) {}

RecordValues::Source& RecordValues::SourceOf(uint32_t slot) {
  Source& source = sources_[slot];
  if (source.entry != nullptr) return source;
  const Entry& entry = entries_[slot];
  source.entry = &entry;
  source.words = &entry.WordsOf(plan_);
  if (entry.from == RecordNames::From::kField) source.column = &table_.column(entry.field);
  if (entry.from == RecordNames::From::kAttribute) {
    source.attribute = book_.names().Find(entry.field);
  }
  return source;
}

void RecordValues::LookFrom(const book::Stamp& now, const absl::TimeZone& zone) {
  now_ = now.instant;
  context_ = expression::Context(absl::FromUnixMicros(now.instant), zone, now.day);
}

Value RecordValues::ValueOf(const Program& program, uint32_t row) {
  for (const uint32_t slot : program.names()) slots_[slot] = ValueOf(SourceOf(slot), row);
  return expression::Run(program, slots_, context_, stack_);
}

std::optional<double> RecordValues::NumberOf(const Program& program, uint32_t row) {
  const Value value = ValueOf(program, row);
  if (value.kind == expression::Kind::kBool) return value.boolean ? 1.0 : 0.0;
  if (value.kind == expression::Kind::kInt) return static_cast<double>(value.integer);
  if (value.kind == expression::Kind::kDouble && std::isfinite(value.number)) return value.number;
  return std::nullopt;
}

Value RecordValues::ValueOf(Source& source, uint32_t row) const {
  switch (source.entry->from) {
    case RecordNames::From::kField:
      return CellOf(source, row);
    case RecordNames::From::kMoment:
      return TimeOf(table_.at(row));
    case RecordNames::From::kReport:
      return Value::Timestamp(context_.as_of, context_.today);
    case RecordNames::From::kAttribute:
      break;
  }
  return AttributeOf(source, row);
}

Value RecordValues::CellOf(const Source& source, uint32_t row) const {
  const book::Column& column = *source.column;
  switch (source.entry->type) {
    case expression::Type::kDouble:
      return Given(column.number(row), Value::Double);
    case expression::Type::kBool:
      return Given(column.truth(row), Value::Bool);
    case expression::Type::kTimestamp: {
      const auto stamp = column.stamp(row);
      const bool told = stamp && (source.entry->planned || stamp->instant <= now_);
      return told ? TimeOf(*stamp) : Value::Missing();
    }
    default:
      return WordOf(*source.words, book_.names()[column.word(row)]);
  }
}

Value RecordValues::TimeOf(const book::Stamp& stamp) const {
  return Value::Timestamp(absl::FromUnixMicros(stamp.instant), stamp.day);
}

Value RecordValues::AttributeOf(Source& source, uint32_t row) const {
  const uint32_t account = table_.account(row);
  if (source.account != account) {
    source.changes = book_.history().attributes_of(account, source.attribute);
    source.account = account;
  }
  const auto change = book_.history().InForce(source.changes, table_.at(row).instant, now_);
  if (!change) return Value::Missing();
  if (const auto* text = std::get_if<book::Change::Text>(&change->value)) {
    return WordOf(*source.words, book_.names()[text->name]);
  }
  if (const auto* number = std::get_if<double>(&change->value)) return Value::Double(*number);
  if (const auto* stamp = std::get_if<book::Stamp>(&change->value)) {
    // A date of the account that lies ahead has not come (S2), unless it is a plan.
    const bool ahead = !source.entry->planned && stamp->instant > now_;
    return ahead ? Value::NotYet() : TimeOf(*stamp);
  }
  return std::holds_alternative<NotYet>(change->value) ? Value::NotYet() : Value::Missing();
}

}  // namespace bellwether::portfolio
