// CSV: a header, then one record a row.
// Tested by tests/engine/records/csv_test.cc.
#include <optional>

#include "engine/accounts/csv_rows.h"
#include "engine/records/csv_header.h"
#include "engine/records/format.h"

namespace bellwether::records {
namespace {

class CsvFormat : public RecordReader::Format, private CsvRowSink {
 public:
  CsvFormat(const CsvOptions& csv, Reading reading)
      : Format(std::move(reading)), rows_(csv, limits(), *this) {}

  void Feed(std::string_view bytes) override { rows_.Feed(bytes); }
  void Finish() override { rows_.Finish(); }

 private:
  bool TakeHeader(const CsvRow& header) override {
    Violations violations(limits().max_diagnostics);
    header_.emplace(header, reading().usual, limits(), violations);
    const bool good = violations.empty();
    if (!good) PutHeader(header.line, violations.Take());
    return good;
  }

  bool MayHoldNumbers(size_t column) const override { return header_->MayHoldNumbers(column); }

  void TakeRow(const CsvRow& row) override {
    ReadRecord read;
    read.line = row.line;
    Violations violations(limits().max_diagnostics);
    header_->ReadRow(row, read.record, violations);
    read.violations = violations.Take();
    Put(std::move(read));
  }

  void RefuseRow(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "", reason, message);
  }
  void RefuseHeader(uint32_t line, std::string_view reason, const std::string& message) override {
    PutHeader(line, {{"header", std::string(reason), message}});
  }

  void PutHeader(uint32_t line, std::vector<Violation> violations) {
    ReadRecord header;
    header.line = line;
    header.is_header = true;
    header.violations = std::move(violations);
    Put(std::move(header));
  }

  CsvRows rows_;
  std::optional<CsvHeader> header_;
};

}  // namespace

std::unique_ptr<RecordReader::Format> MakeCsvFormat(const CsvOptions& csv, Reading reading) {
  return std::make_unique<CsvFormat>(csv, std::move(reading));
}

}  // namespace bellwether::records
