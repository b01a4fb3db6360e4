// Bytes of a CSV file -> its header, then its rows: cells with the number of their line. What the
// cells mean is the caller's.
//
//   class Names : public CsvRowSink { ... };
//   Names names;
//   CsvRows rows({}, limits, names);   // separator and decimals are recognised
//   while (read(piece)) rows.Feed(piece);
//   rows.Finish();
//
// A row ends at the first line break outside quotes. A row whose quotes make no sense is refused as
// one line, and reading goes on with the next line: a quote that is never closed costs its own
// line, not the rest of the file. What comes out does not depend on how the bytes were cut. Memory
// is bounded by the largest row, at most Limits::max_account_bytes, and by kMostHeldBytes.
//
// Rows are handed out as they come. Only a row with a number that can be read in two ways (`1,234`
// where `;` separates) waits for a later one that tells which is meant, as long as the waiting rows
// hold no more than kMostHeldBytes.
//
// UTF-8 without a byte order mark, which AccountReader takes off. Not thread-safe; nothing throws.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_ROWS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/accounts/csv_cutter.h"
#include "engine/accounts/csv_dialect.h"
#include "engine/accounts/csv_row.h"
#include "engine/base/limits.h"

namespace bellwether {

struct CsvRow {
  uint32_t line = 0;               // 1-based, at which the row begins
  std::vector<std::string> cells;  // without quotes, blanks around unquoted ones cut off
  CsvDialect dialect;              // decimal: as known at this row
};

// Takes what a file holds, in the order of the file.
class CsvRowSink {
 public:
  virtual ~CsvRowSink() = default;

  // The first row. False: the header cannot be used, and nothing more is read.
  virtual bool TakeHeader(const CsvRow& header) = 0;
  // Whether cells of this column may be numbers: only those tell how decimals are written.
  virtual bool MayHoldNumbers(size_t /*column*/) const { return true; }
  // Any number of cells: whether they fit to the header is the sink's question.
  virtual void TakeRow(const CsvRow& row) = 0;
  // A row that holds no quote, while the dialect is settled, before it is taken apart. True: the
  // sink takes it so, and not by TakeRow.
  virtual bool TakeUnquotedRow(std::string_view /*row*/, uint32_t /*line*/,
                               const CsvDialect& /*dialect*/) {
    return false;
  }
  // A row that cannot be taken apart. The message begins with the line.
  virtual void RefuseRow(uint32_t line, std::string_view reason, const std::string& message) = 0;
  // Likewise the header, or a file without one: nothing more is read.
  virtual void RefuseHeader(uint32_t line, std::string_view reason, const std::string& message) = 0;
};

class CsvRows {
 public:
  static constexpr size_t kMostHeldBytes = 64 << 10;

  // `options` must have no problem (CsvOptionsProblem); `sink` must outlive this.
  CsvRows(const CsvOptions& options, const Limits& limits, CsvRowSink& sink);

  void Feed(std::string_view bytes);
  // The last row may lack its line break. Call it once.
  void Finish();

  bool has_header() const { return state_ == State::kRows; }

 private:
  enum class State { kHeader, kHeaderInDoubt, kRows, kStopped };

  bool TakeText(std::string_view row, uint32_t line);
  bool KeepHeader(std::string_view row, uint32_t line);
  void DecideHeader(std::string_view first_row);
  void ReadHeader(std::string_view row, uint32_t line);
  bool ReadRow(std::string_view row, uint32_t line);
  void Refuse(uint32_t line, std::string_view reason, const std::string& message);
  void LearnDecimal(const CsvRow& row);
  bool HasAmbiguousNumber(const CsvRow& row) const;
  void PutOrHold(CsvRow row, size_t bytes);
  void PutHeld();

  struct Held {
    CsvRow row;
    std::string refusal;  // not empty: the row was refused, for `reason`
    std::string_view reason;
  };

  CsvOptions options_;
  CsvRowSink& sink_;
  CsvCutter cutter_;
  std::optional<CsvRowParser> parser_;
  CsvDialect dialect_;
  State state_ = State::kHeader;
  std::string header_;  // while its separator is in doubt
  uint32_t header_line_ = 1;
  std::deque<Held> held_;
  size_t held_bytes_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_ROWS_H_
