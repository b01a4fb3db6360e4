// CSV: a header, then one account a row.
// Tested by tests/engine/accounts/csv_test.cc.
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/accounts/csv_columns.h"
#include "engine/accounts/csv_rows.h"
#include "engine/accounts/decoder.h"

namespace bellwether {
namespace {

// Rows without quotes, by a dialect that is settled.
class CsvTextReading : public AccountTextReader {
 public:
  CsvTextReading(std::shared_ptr<const CsvColumns> columns, const CsvDialect& dialect,
                 const Limits& limits)
      : columns_(std::move(columns)), dialect_(dialect), limits_(limits) {}

  AccountRecord Read(const UnreadText& text) const override {
    AccountRecord record;
    record.line = text.line;
    record.index = text.index;
    Violations violations(limits_.max_diagnostics);
    std::vector<std::string_view> cells;
    cells.reserve(columns_->size());
    SplitUnquotedRow(text.text, dialect_.delimiter, cells);
    columns_->ReadRow(cells, dialect_, record.account, violations);
    record.violations = violations.Take();
    return record;
  }

 private:
  const std::shared_ptr<const CsvColumns> columns_;
  const CsvDialect dialect_;
  const Limits limits_;
};

class CsvDecoder : public AccountReader::Decoder, private CsvRowSink {
 public:
  CsvDecoder(const Limits& limits, const CsvOptions& options, RecordOutput output)
      : Decoder(limits, std::move(output)), rows_(options, limits, *this) {}

  void Feed(std::string_view bytes) override { rows_.Feed(bytes); }
  void Finish() override { rows_.Finish(); }

  const std::vector<std::string>& signal_columns() const override {
    return columns_ != nullptr ? columns_->signals() : Decoder::signal_columns();
  }

 private:
  bool TakeHeader(const CsvRow& header) override {
    Violations violations(limits().max_diagnostics);
    columns_ = std::make_shared<const CsvColumns>(header, limits(), violations);
    const bool good = violations.empty();
    if (!good) PutHeader(header.line, violations.Take());
    return good;
  }

  bool MayHoldNumbers(size_t column) const override { return columns_->MayHoldNumbers(column); }

  void TakeRow(const CsvRow& row) override {
    Account account;
    Violations violations(limits().max_diagnostics);
    const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
    columns_->ReadRow(cells, row.dialect, account, violations);
    Put(std::move(account), row.line, violations);
  }

  bool TakeUnquotedRow(std::string_view row, uint32_t line, const CsvDialect& dialect) override {
    if (!output().takes_texts()) return false;
    if (reader_ == nullptr) {
      reader_ = std::make_shared<CsvTextReading>(columns_, dialect, limits());
    }
    output().PutText(row, line, 1, reader_);
    return true;
  }

  void RefuseRow(uint32_t line, std::string_view reason, const std::string& message) override {
    output().Refuse(line, "", reason, message);
  }

  void RefuseHeader(uint32_t line, std::string_view reason, const std::string& message) override {
    PutHeader(line, {{"header", std::string(reason), message}});
  }

  void PutHeader(uint32_t line, std::vector<Violation> violations) {
    output().Put({{}, line, 0, std::move(violations), /*is_header=*/true});
  }

  void Put(Account account, uint32_t line, Violations& violations) {
    output().Put({std::move(account), line, 0, violations.Take()});
  }

  CsvRows rows_;
  std::shared_ptr<const CsvColumns> columns_;
  AccountTextReaderPointer reader_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeCsvDecoder(const Limits& limits,
                                                       const CsvOptions& options,
                                                       RecordOutput output) {
  return std::make_unique<CsvDecoder>(limits, options, std::move(output));
}

}  // namespace bellwether
