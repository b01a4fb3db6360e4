// An account file to records: a formatted file (formatted_file.h) that an AccountReader reads.
//
//   AccountFile file("accounts.csv.gz", options, Limits{}, [&](AccountRecord record) { ... });
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/input/formatted_file.h"
#include "clients/cli/input/record_source.h"
#include "engine/accounts/accounts.h"

namespace bellwether::cli {

// What the options say of the file; what they leave out is recognised.
struct AccountFileOptions {
  FileForm form;
  AccountReadOptions read;
};

// Why the options cannot be, with the option that is to blame; "" when they can.
std::string AccountFileOptionsProblem(const AccountFileOptions& options);

class AccountFile : public RecordSource {
 public:
  // `options` must have no problem. "-" is stdin. `texts` as in AccountReader.
  AccountFile(std::string path, const AccountFileOptions& options, const Limits& limits,
              AccountReader::Sink sink, AccountReader::TextSink texts = nullptr);

  absl::Status Open() override { return file_.Open(path_); }
  absl::Status Read(
      const Wanted& wanted,
      const WhenIdle& idle = [] { return AccountInput::Idle::kWait; }) override {
    return file_.Read(wanted, idle);
  }

  const std::string& name() const override { return file_.input().name(); }
  std::optional<uint64_t> size() const override { return file_.input().size(); }
  uint64_t bytes_read() const override { return file_.input().bytes_read(); }
  const std::vector<std::string>& signal_columns() const override;

 private:
  class Records;

  const std::string path_;
  const AccountReadOptions read_;
  const Limits limits_;
  const AccountReader::Sink sink_;
  const AccountReader::TextSink texts_;
  const Records* records_ = nullptr;  // file_'s; null until the format is known
  FormattedFile file_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_
