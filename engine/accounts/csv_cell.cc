// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/csv_cell.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_number.h"
#include "engine/accounts/value_reader.h"
#include "engine/base/spelling.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

// "n/a" is an answer: the question does not arise. An empty cell is none.
bool IsNotApplicable(const CsvCell& cell) {
  return absl::EqualsIgnoreCase(ToAbsl(cell.text), "n/a");
}

void Refuse(const CsvCell& cell, std::string_view reason, std::string message) {
  cell.violations.Add(std::string(cell.column), reason, std::move(message));
}

// With what to write instead where that is known, else `what_it_is_not` after the text.
void RefuseSpelling(const CsvCell& cell, std::string_view reason, WantedValue wanted,
                    std::string_view what_it_is_not) {
  std::string message = SpellingHint(cell.text, wanted);
  if (message.empty()) message = absl::StrCat(Quoted(cell.text), ToAbsl(what_it_is_not));
  Refuse(cell, reason, std::move(message));
}

// For the fields that have no such state.
bool RefuseNotApplicable(const CsvCell& cell) {
  if (!IsNotApplicable(cell)) return false;
  Refuse(cell, reason::kWrongType,
         absl::StrCat(Quoted(cell.text), " is not possible here; leave the cell empty"));
  return true;
}

// Where nothing in the file tells how decimals are written.
bool RefuseAmbiguous(const CsvCell& cell) {
  if (cell.dialect.decimal != kDecimalUnknown || !LookAtNumber(cell.text).ambiguous) return false;
  std::string without_mark(cell.text);
  std::erase_if(without_mark, [](char c) { return c == '.' || c == ','; });
  std::string with_point(cell.text);
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  Refuse(cell, reason::kBadNumber,
         absl::StrCat("found ", Quoted(cell.text), ", which may be ", without_mark, " or ",
                      with_point, ": declare how decimals are written (--decimal), or write ",
                      without_mark, " for the former"));
  return true;
}

// `48.000` in a file of decimal commas is thousands, and would be 48 to anybody who reads on.
bool RefusePoint(const CsvCell& cell, bool only_thousands) {
  if (cell.dialect.decimal != ',' || cell.text.find('.') == std::string_view::npos) return false;
  const NumberLook look = LookAtNumber(cell.text);
  if (!look.is_number) return false;
  std::string written(cell.text);
  if (look.decimal == '.') {
    if (only_thousands) return false;
    std::erase(written, ',');
    std::replace(written.begin(), written.end(), '.', ',');
  } else {
    std::erase(written, '.');
  }
  Refuse(cell, reason::kBadNumber,
         absl::StrCat("found ", Quoted(cell.text),
                      "; decimals of this file begin with a comma: write ", written));
  return true;
}

bool RefuseLongText(const CsvCell& cell, uint32_t most) {
  if (cell.text.size() <= most) return false;
  Refuse(cell, reason::kTooLarge,
         absl::StrCat("the text has ", cell.text.size(), " bytes, more than max_text_bytes (", most,
                      ")"));
  return true;
}

}  // namespace

void FillText(const CsvCell& cell, uint32_t most, std::string& text) {
  if (!RefuseNotApplicable(cell) && !RefuseLongText(cell, most)) text = cell.text;
}

void FillNumber(const CsvCell& cell, std::optional<double>& number) {
  if (RefuseNotApplicable(cell)) return;
  number = ReadNumber(cell.text, cell.dialect.decimal);
  if (number.has_value() || RefuseAmbiguous(cell) || RefusePoint(cell, false)) return;
  RefuseSpelling(cell, reason::kBadNumber, WantedValue::kNumber,
                 " is not a number; write it as 48000 or 0.5");
}

void FillMoment(const CsvCell& cell, std::optional<Moment>& moment) {
  if (RefuseNotApplicable(cell)) return;
  moment = ParseMoment(cell.text);
  if (moment.has_value()) return;
  RefuseSpelling(cell, reason::kBadDate, WantedValue::kDate,
                 absl::StrCat(" is not a date; ", ToAbsl(kMomentForms)));
}

void FillEvent(const CsvCell& cell, EventDate& date) {
  if (IsNotApplicable(cell)) {
    date = NotApplicable{};
  } else if (cell.text == kNotYetWord) {
    date = NotYet{};
  } else {
    std::optional<Moment> moment;
    FillMoment(cell, moment);
    if (moment.has_value()) date = *moment;
  }
}

void FillSignal(const CsvCell& cell, uint32_t most) {
  SignalInput signal;
  signal.name = std::string(cell.column);
  if (IsNotApplicable(cell)) {
    signal.value = NotApplicable{};
  } else if (cell.text == kNotYetWord) {
    signal.value = NotYet{};
  } else if (RefuseLongText(cell, most) || RefuseAmbiguous(cell) || RefusePoint(cell, true)) {
    return;
  } else {
    signal.value = Untyped{WithDecimalPoint(cell.text, cell.dialect.decimal)};
  }
  cell.account.signals.push_back(std::move(signal));
}

}  // namespace bellwether
