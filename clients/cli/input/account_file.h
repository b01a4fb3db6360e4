// An account file, wherever it comes from and however it is written, to records: unpacked, in
// UTF-8, in the format that is stated, or that its name or its beginning tells.
//
//   AccountFile file(options, Limits{}, [&](AccountRecord record) { ... });
//   if (absl::Status opened = file.Open("accounts.csv.gz"); !opened.ok()) ...
//   absl::Status read = file.Read([&] { return !enough; });
//
// Memory is bounded as that of AccountReader. One thread. Failures are statuses with the file's
// name; records that were whole before a failure have gone to the sink.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/input/account_input.h"
#include "clients/cli/input/byte_stage.h"
#include "engine/accounts/accounts.h"

namespace bellwether::cli {

// What the options say of the file; what they leave out is recognised.
struct AccountFileOptions {
  std::optional<AccountFormat> format;
  std::string encoding;  // as iconv calls it; "": UTF-8, or UTF-16 by its mark
  AccountReadOptions read;
};

// Why the options cannot be, with the option that is to blame; "" when they can.
std::string AccountFileOptionsProblem(const AccountFileOptions& options);

class AccountFile {
 public:
  // `options` must have no problem.
  AccountFile(const AccountFileOptions& options, const Limits& limits, AccountReader::Sink sink);
  ~AccountFile();
  AccountFile(const AccountFile&) = delete;
  AccountFile& operator=(const AccountFile&) = delete;

  // "-" is stdin.
  absl::Status Open(const std::string& path);

  // Reads to the end, or until `wanted` is false, which is asked after each piece. `idle` as in
  // AccountInput::ReadAll. An empty file is a failure, and so is one whose format cannot be told
  // (INVALID_ARGUMENT).
  absl::Status Read(
      const std::function<bool()>& wanted,
      const std::function<AccountInput::Idle()>& idle = [] { return AccountInput::Idle::kWait; });

  // As AccountReader::signal_columns.
  const std::vector<std::string>& signal_columns() const;
  const AccountInput& input() const { return input_; }

 private:
  class Records;  // the last stage

  AccountInput input_;
  std::unique_ptr<Records> records_;
  std::unique_ptr<ByteStage> transcoding_;
  std::unique_ptr<ByteStage> decompression_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_FILE_H_
