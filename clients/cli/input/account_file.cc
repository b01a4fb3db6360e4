// Tested by tests/clients/account_file_test.py.
#include "clients/cli/input/account_file.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/transcoding.h"

namespace bellwether::cli {

// Text -> records.
class AccountFile::Records : public TextReader {
 public:
  Records(AccountFormat format, const Limits& limits, const AccountReader::Sink& sink,
          const AccountReadOptions& read, const AccountReader::TextSink& texts)
      : reader_(format, limits, sink, read, texts) {}

  void Feed(std::string_view text) override { reader_.Feed(text); }
  void Finish() override { reader_.Finish(); }
  const AccountReader& reader() const { return reader_; }

 private:
  AccountReader reader_;
};

std::string AccountFileOptionsProblem(const AccountFileOptions& options) {
  if (std::string problem = CsvOptionsProblem(options.read.csv); !problem.empty()) {
    return absl::StrCat("--delimiter, --decimal: ", problem);
  }
  const std::string problem = EncodingProblem(options.form.encoding);
  return problem.empty() ? "" : absl::StrCat("--encoding: ", problem);
}

AccountFile::AccountFile(std::string path, const AccountFileOptions& options, const Limits& limits,
                         AccountReader::Sink sink, AccountReader::TextSink texts)
    : path_(std::move(path)),
      read_(options.read),
      limits_(limits),
      sink_(std::move(sink)),
      texts_(std::move(texts)),
      file_(options.form, [this](AccountFormat format) {
        auto records = std::make_unique<Records>(format, limits_, sink_, read_, texts_);
        records_ = records.get();
        return records;
      }) {}

const std::vector<std::string>& AccountFile::signal_columns() const {
  static const auto* const none = new std::vector<std::string>();
  return records_ == nullptr ? *none : records_->reader().signal_columns();
}

}  // namespace bellwether::cli
