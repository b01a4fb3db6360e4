// Where account records come from: an account file, or exports that a mapping puts together.
//
//   std::unique_ptr<RecordSource> source = ...;          // its sink takes the records
//   if (absl::Status opened = source->Open(); !opened.ok()) ...
//   absl::Status read = source->Read([&] { return !enough; }, idle);
//
// One thread. Failures are statuses with the file's name; INVALID_ARGUMENT: the command line is to
// blame. Records that were whole before a failure have gone to the sink.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_RECORD_SOURCE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_RECORD_SOURCE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/input/account_input.h"

namespace bellwether::cli {

class RecordSource {
 public:
  // Asked after each piece: whether more is wanted.
  using Wanted = std::function<bool()>;
  // As in AccountInput::ReadAll.
  using WhenIdle = std::function<AccountInput::Idle()>;

  virtual ~RecordSource() = default;

  virtual absl::Status Open() = 0;
  virtual absl::Status Read(const Wanted& wanted, const WhenIdle& idle) = 0;

  // As messages call it: of several files the one that says which accounts there are.
  virtual const std::string& name() const = 0;
  // Bytes of all files; absent when one of them is a pipe. Once it is open.
  virtual std::optional<uint64_t> size() const = 0;
  virtual uint64_t bytes_read() const = 0;
  // As AccountReader::signal_columns.
  virtual const std::vector<std::string>& signal_columns() const = 0;
  // What is to be said when all was read.
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_RECORD_SOURCE_H_
