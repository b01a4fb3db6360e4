// What a server keeps of accounts as lines of JSON: what remote export writes and remote import
// reads. The spelling is that of protocol buffers, since it is read back; a record is the line that
// a file of records has (docs/portfolio/records.md), to the byte.
//
//   TransferLines lines("everything.jsonl");
//   v1::TransferItem item;
//   std::string problem;
//   while (lines.Next(item, problem)) ...   // problem not empty: the line is none
//   if (!lines.status().ok()) ...
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_TRANSFER_LINES_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_TRANSFER_LINES_H_

#include <cstddef>
#include <fstream>
#include <istream>
#include <string>

#include "absl/status/status.h"
#include "bellwether/v1/transfer.pb.h"

namespace bellwether::cli {

// Both without their end.
std::string EntryLine(const v1::ExportedEntry& entry);
std::string TransferLine(const v1::TransferItem& item);

// Of a file; "-": of stdin. One thread.
class TransferLines {
 public:
  explicit TransferLines(const std::string& path);

  // The next line that is not empty. Beside lines of everything it takes those of records and of
  // entries alone. False: there is none.
  bool Next(v1::TransferItem& item, std::string& problem);
  // Of the last line, from 1.
  size_t line() const { return line_; }
  size_t bytes() const { return text_.size(); }
  // "everything.jsonl:17"
  std::string Place() const;
  // Not OK: it cannot be read.
  const absl::Status& status() const { return status_; }

 private:
  std::string name_;
  std::ifstream file_;
  std::istream* stream_ = nullptr;
  std::string text_;
  size_t line_ = 0;
  absl::Status status_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_TRANSFER_LINES_H_
