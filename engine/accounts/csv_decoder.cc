// CSV: a header, then one account a row.
// Tested by tests/engine/accounts/csv_test.cc.
#include <optional>
#include <utility>
#include <vector>

#include "engine/accounts/csv_columns.h"
#include "engine/accounts/csv_rows.h"
#include "engine/accounts/decoder.h"

namespace bellwether {
namespace {

class CsvDecoder : public AccountReader::Decoder, private CsvRowSink {
 public:
  CsvDecoder(const Limits& limits, const CsvOptions& options, AccountReader::Sink sink)
      : Decoder(limits, std::move(sink)), rows_(options, limits, *this) {}

  void Feed(std::string_view bytes) override { rows_.Feed(bytes); }
  void Finish() override { rows_.Finish(); }

  const std::vector<std::string>& signal_columns() const override {
    return columns_.has_value() ? columns_->signals() : Decoder::signal_columns();
  }

 private:
  bool TakeHeader(const CsvRow& header) override {
    Violations violations(limits().max_diagnostics);
    columns_.emplace(header, limits(), violations);
    const bool good = violations.empty();
    if (!good) PutHeader(header.line, violations.Take());
    return good;
  }

  bool MayHoldNumbers(size_t column) const override { return columns_->MayHoldNumbers(column); }

  void TakeRow(const CsvRow& row) override {
    Account account;
    Violations violations(limits().max_diagnostics);
    columns_->ReadRow(row, account, violations);
    Put(std::move(account), row.line, violations);
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
  std::optional<CsvColumns> columns_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeCsvDecoder(const Limits& limits,
                                                       const CsvOptions& options,
                                                       AccountReader::Sink sink) {
  return std::make_unique<CsvDecoder>(limits, options, std::move(sink));
}

}  // namespace bellwether
