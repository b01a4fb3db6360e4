// CSV: a header, then one account a row. A row ends at the first line break outside quotes. A row
// whose quotes make no sense is refused as one line, and reading goes on with the next line: a
// quote that is never closed costs its own line, not the rest of the file.
// Tested by tests/engine/accounts/csv_test.cc.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_columns.h"
#include "engine/accounts/csv_row.h"
#include "engine/accounts/decoder.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

class CsvDecoder : public AccountReader::Decoder {
 public:
  using Decoder::Decoder;

  void Feed(std::string_view bytes) override {
    if (refused_) return;
    text_.append(bytes);
    while (!refused_ && FindRowEnd()) TakeRow();
    text_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
  }

  // The last row may lack its line break; if it is bad it gives back the lines after its first.
  void Finish() override {
    while (!refused_ && begin_ < text_.size()) {
      FindRowEnd();
      if (!refused_) TakeRow();
    }
    if (refused_ || columns_.has_value()) return;
    output().Refuse(line_, "header", reason::kMissingField,
                    "the text is empty: expected a header with the names of the columns");
  }

  const std::vector<std::string>& signal_columns() const override {
    return columns_.has_value() ? columns_->signals() : Decoder::signal_columns();
  }

 private:
  // Moves scanned_ behind the line break that ends the row at begin_. False: it is not there yet.
  bool FindRowEnd() {
    while (!refused_ && scanned_ < text_.size()) {
      const char c = text_[scanned_++];
      if (c == '"') in_quotes_ = !in_quotes_;
      if (c == '\n' && (!in_quotes_ || skipping_)) return true;
      if (scanned_ - begin_ > limits().max_account_bytes) Overflow();
    }
    return false;
  }

  // The row at begin_ is too long. If it has several lines, a quote is to blame: only the first is
  // given up. Otherwise it is one line, and what is still to come of it is passed over.
  void Overflow() {
    if (!skipping_) {
      RefuseRow(reason::kTooLarge, absl::StrCat("the row is longer than max_account_bytes (",
                                                limits().max_account_bytes,
                                                "); it was passed over. Is a quote not closed?"));
    }
    const size_t newline = text_.find('\n', begin_);
    if (newline < scanned_) return Restart(newline + 1);
    begin_ = scanned_;
    skipping_ = true;
  }

  void Restart(size_t begin) {
    line_ += static_cast<uint32_t>(std::count(text_.data() + begin_, text_.data() + begin, '\n'));
    begin_ = scanned_ = begin;
    in_quotes_ = false;
    skipping_ = false;
  }

  // The row from begin_ to scanned_.
  void TakeRow() {
    if (skipping_) return Restart(scanned_);
    std::string_view row(text_.data() + begin_, scanned_ - begin_);
    if (row.ends_with('\n')) row.remove_suffix(1);
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.find_first_not_of(" \t") == std::string_view::npos) return Restart(scanned_);
    if (const size_t bad = FirstInvalidUtf8(row); bad != kAllValid) {
      RefuseRow(reason::kInvalidUtf8, absl::StrCat("byte ", bad + 1,
                                                   " of the row is not valid UTF-8; save the file "
                                                   "with the encoding UTF-8"));
      return Restart(FirstLineEnd());
    }
    std::string problem;
    const auto cells = parser_.Parse(row, &problem);
    if (!cells.has_value()) {
      RefuseRow(reason::kSyntax, problem);
      return Restart(FirstLineEnd());
    }
    columns_.has_value() ? ReadRow(*cells) : ReadHeader(*cells);
    Restart(scanned_);
  }

  size_t FirstLineEnd() const {
    const size_t newline = text_.find('\n', begin_);
    return std::min(newline == std::string::npos ? scanned_ : newline + 1, scanned_);
  }

  void ReadHeader(const std::vector<std::string>& cells) {
    Violations violations(limits().max_diagnostics);
    columns_.emplace(cells, limits(), violations);
    refused_ = !violations.empty();
    if (refused_) Put({}, violations);
  }

  void ReadRow(const std::vector<std::string>& cells) {
    Account account;
    Violations violations(limits().max_diagnostics);
    columns_->ReadRow(cells, account, violations);
    Put(std::move(account), violations);
  }

  void Put(Account account, Violations& violations) {
    output().Put({std::move(account), line_, 0, violations.Take()});
  }

  // Without a header no row means anything.
  void RefuseRow(std::string_view reason, const std::string& message) {
    refused_ = !columns_.has_value();
    output().Refuse(line_, refused_ ? "header" : "", reason,
                    absl::StrCat("line ", line_, ": ", message));
  }

  std::string text_;        // what is not used up yet
  size_t begin_ = 0;        // of the row, in text_
  size_t scanned_ = 0;      // how far its end was looked for
  bool in_quotes_ = false;  // at scanned_
  bool skipping_ = false;   // the row is refused; its line break is looked for
  bool refused_ = false;    // the header cannot be used: no row is read
  uint32_t line_ = 1;       // at begin_
  CsvRowParser parser_;
  std::optional<CsvColumns> columns_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeCsvDecoder(const Limits& limits,
                                                       AccountReader::Sink sink) {
  return std::make_unique<CsvDecoder>(limits, std::move(sink));
}

}  // namespace bellwether
