// Tested by tests/engine/accounts/csv_rows_test.cc.
#include "engine/accounts/csv_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_number.h"
#include "engine/accounts/violations.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

std::string NotUtf8(size_t byte) {
  return absl::StrCat("byte ", byte + 1,
                      " of the row is not valid UTF-8; save the file with the encoding UTF-8, or "
                      "declare its own (--encoding windows-1252)");
}

}  // namespace

CsvRows::CsvRows(const CsvOptions& options, const Limits& limits, CsvRowSink& sink)
    : options_(options),
      sink_(sink),
      cutter_(
          limits, [this](std::string_view row, uint32_t line) { return TakeText(row, line); },
          [this](uint32_t line, const std::string& message) {
            if (state_ == State::kHeaderInDoubt) DecideHeader("");
            Refuse(line, reason::kTooLarge, message);
          }) {}

void CsvRows::Feed(std::string_view bytes) { cutter_.Feed(bytes); }

void CsvRows::Finish() {
  cutter_.Finish();
  if (state_ == State::kHeaderInDoubt) DecideHeader("");
  PutHeld();
  if (state_ != State::kHeader) return;
  state_ = State::kStopped;
  sink_.RefuseHeader(cutter_.line(), reason::kMissingField,
                     "the text is empty: expected a header with the names of the columns");
}

bool CsvRows::TakeText(std::string_view row, uint32_t line) {
  if (state_ == State::kHeaderInDoubt) DecideHeader(row);
  if (const size_t bad = FirstInvalidUtf8(row); bad != kAllValid && state_ != State::kStopped) {
    Refuse(line, reason::kInvalidUtf8, NotUtf8(bad));
    return false;
  }
  if (state_ == State::kHeader) return KeepHeader(row, line);
  return state_ != State::kRows || ReadRow(row, line);
}

bool CsvRows::KeepHeader(std::string_view row, uint32_t line) {
  if (const auto declared = DeclaredInFile(row); declared && header_.empty()) {
    if (!options_.delimiter) options_.delimiter = declared;
    return true;
  }
  header_ = std::string(row);
  header_line_ = line;
  state_ = State::kHeaderInDoubt;
  if (options_.delimiter || !DelimiterIsInDoubt(row)) DecideHeader("");
  return true;
}

void CsvRows::DecideHeader(std::string_view first_row) {
  const auto delimiter =
      options_.delimiter ? options_.delimiter : RecogniseDelimiter(header_, first_row);
  if (!delimiter) {
    return Refuse(header_line_, reason::kSyntax,
                  "it cannot be told what separates the cells; declare it (--delimiter)");
  }
  dialect_.delimiter = *delimiter;
  dialect_.decimal = options_.decimal.value_or(*delimiter == ',' ? '.' : kDecimalUnknown);
  if (dialect_.decimal == *delimiter) {
    return Refuse(header_line_, reason::kSyntax,
                  "commas separate the cells, so decimals cannot begin with one; declare another "
                  "separator (--delimiter) or a decimal point (--decimal .)");
  }
  parser_.emplace(*delimiter);
  ReadHeader(std::exchange(header_, ""), header_line_);
}

void CsvRows::ReadHeader(std::string_view row, uint32_t line) {
  std::string problem;
  auto cells = parser_->Parse(row, &problem);
  if (!cells) return Refuse(line, reason::kSyntax, problem);
  state_ = sink_.TakeHeader({line, *std::move(cells), dialect_}) ? State::kRows : State::kStopped;
  if (state_ == State::kStopped) cutter_.Stop();
}

bool CsvRows::ReadRow(std::string_view row, uint32_t line) {
  const bool settled = dialect_.decimal != kDecimalUnknown && held_.empty();
  if (settled && !HasQuote(row) && sink_.TakeUnquotedRow(row, line, dialect_)) return true;
  std::string problem;
  auto cells = parser_->Parse(row, &problem);
  if (!cells) {
    Refuse(line, reason::kSyntax, problem);
    return false;
  }
  PutOrHold({line, *std::move(cells), dialect_}, row.size());
  return true;
}

// Without a header no row means anything.
void CsvRows::Refuse(uint32_t line, std::string_view reason, const std::string& message) {
  std::string text = absl::StrCat("line ", line, ": ", message);
  if (state_ != State::kRows) {
    state_ = State::kStopped;
    cutter_.Stop();
    return sink_.RefuseHeader(line, reason, text);
  }
  if (held_.empty()) return sink_.RefuseRow(line, reason, text);
  held_bytes_ += text.size();
  held_.push_back({{line, {}, {}}, std::move(text), reason});
}

void CsvRows::LearnDecimal(const CsvRow& row) {
  for (size_t i = 0; i < row.cells.size() && dialect_.decimal == kDecimalUnknown; ++i) {
    if (sink_.MayHoldNumbers(i)) dialect_.decimal = LookAtNumber(row.cells[i]).decimal;
  }
}

bool CsvRows::HasAmbiguousNumber(const CsvRow& row) const {
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (sink_.MayHoldNumbers(i) && LookAtNumber(row.cells[i]).ambiguous) return true;
  }
  return false;
}

void CsvRows::PutOrHold(CsvRow row, size_t bytes) {
  if (dialect_.decimal == kDecimalUnknown) LearnDecimal(row);
  const bool known = dialect_.decimal != kDecimalUnknown;
  if (!known && (!held_.empty() || HasAmbiguousNumber(row))) {
    held_bytes_ += bytes + row.cells.size() * sizeof(std::string);
    held_.push_back({std::move(row), "", ""});
    if (held_bytes_ > kMostHeldBytes) PutHeld();
    return;
  }
  if (known) PutHeld();
  row.dialect = dialect_;
  sink_.TakeRow(row);
}

void CsvRows::PutHeld() {
  for (Held& held : held_) {
    held.row.dialect = dialect_;
    if (held.refusal.empty()) {
      sink_.TakeRow(held.row);
    } else {
      sink_.RefuseRow(held.row.line, held.reason, held.refusal);
    }
  }
  held_.clear();
  held_bytes_ = 0;
}

}  // namespace bellwether
