// Bytes of a CSV file -> the texts of its rows, each with its line. Internal to csv_rows.
//
// Memory is bounded by Limits::max_account_bytes. Not thread-safe.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_CUTTER_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_CUTTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/base/limits.h"

namespace bellwether {

class CsvCutter {
 public:
  // A row without its line break, never blank. False: it makes no sense; its first line is given up
  // and the rest read anew.
  using Take = std::function<bool(std::string_view row, uint32_t line)>;
  // A row that is too long is refused with a message.
  using Refuse = std::function<void(uint32_t line, const std::string& message)>;

  CsvCutter(const Limits& limits, Take take, Refuse refuse);

  void Feed(std::string_view bytes);
  void Finish();
  // No row is wanted any more.
  void Stop() { stopped_ = true; }
  uint32_t line() const { return line_; }

 private:
  bool FindRowEnd();
  void Overflow();
  void Restart(size_t begin);
  void TakeRow();
  size_t FirstLineEnd() const;

  const size_t most_bytes_;
  const Take take_;
  const Refuse refuse_;
  std::string text_;        // what is not used up yet
  size_t begin_ = 0;        // of the row, in text_
  size_t scanned_ = 0;      // how far its end was looked for
  bool in_quotes_ = false;  // at scanned_
  bool skipping_ = false;   // the row is refused; its line break is looked for
  bool stopped_ = false;
  uint32_t line_ = 1;  // at begin_
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_CUTTER_H_
