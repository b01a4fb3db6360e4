// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/csv_cutter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {

CsvCutter::CsvCutter(const Limits& limits, Take take, Refuse refuse)
    : most_bytes_(limits.max_account_bytes), take_(std::move(take)), refuse_(std::move(refuse)) {}

void CsvCutter::Feed(std::string_view bytes) {
  if (stopped_) return;
  text_.append(bytes);
  while (!stopped_ && FindRowEnd()) TakeRow();
  text_.erase(0, begin_);
  scanned_ -= begin_;
  begin_ = 0;
}

// The last row may lack its line break; if it is bad it gives back the lines after its first.
void CsvCutter::Finish() {
  while (!stopped_ && begin_ < text_.size()) {
    FindRowEnd();
    if (!stopped_) TakeRow();
  }
}

// Moves scanned_ behind the line break that ends the row at begin_. False: it is not there yet.
bool CsvCutter::FindRowEnd() {
  while (!stopped_ && scanned_ < text_.size()) {
    const char c = text_[scanned_++];
    if (c == '"') in_quotes_ = !in_quotes_;
    if (c == '\n' && (!in_quotes_ || skipping_)) return true;
    if (scanned_ - begin_ > most_bytes_) Overflow();
  }
  return false;
}

// The row at begin_ is too long. If it has several lines, a quote is to blame: only the first is
// given up. Otherwise it is one line, and what is still to come of it is passed over.
void CsvCutter::Overflow() {
  if (!skipping_) {
    refuse_(line_, absl::StrCat("the row is longer than max_account_bytes (", most_bytes_,
                                "); it was passed over. Is a quote not closed?"));
  }
  const size_t newline = text_.find('\n', begin_);
  if (newline < scanned_) return Restart(newline + 1);
  begin_ = scanned_;
  skipping_ = true;
}

void CsvCutter::Restart(size_t begin) {
  line_ += static_cast<uint32_t>(std::count(text_.data() + begin_, text_.data() + begin, '\n'));
  begin_ = scanned_ = begin;
  in_quotes_ = false;
  skipping_ = false;
}

// The row from begin_ to scanned_.
void CsvCutter::TakeRow() {
  if (skipping_) return Restart(scanned_);
  std::string_view row(text_.data() + begin_, scanned_ - begin_);
  if (row.ends_with('\n')) row.remove_suffix(1);
  if (row.ends_with('\r')) row.remove_suffix(1);
  const bool blank = row.find_first_not_of(" \t") == std::string_view::npos;
  Restart(blank || take_(row, line_) ? scanned_ : FirstLineEnd());
}

size_t CsvCutter::FirstLineEnd() const {
  const size_t newline = text_.find('\n', begin_);
  return std::min(newline == std::string::npos ? scanned_ : newline + 1, scanned_);
}

}  // namespace bellwether
