// Exports -> account records, by a mapping.
//
//   ImportReader reader(mapping, files, options, [&](AccountRecord record) { ... });
//   absl::Status read = reader.Run(keep_going, idle);
//   for (const std::string& note : reader.notes()) console.Say(note);
//
// Where each row of one export is an account, records come as the file is read. Otherwise all
// exports are read first, in the order of the mapping; then the records come in the order of the
// first export. One bad row never stops the rest; a column that is missing does.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_READER_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/imports/row_store.h"
#include "clients/cli/input/account_input.h"
#include "engine/imports/export_reader.h"
#include "engine/imports/mapping.h"

namespace bellwether::cli {

struct ImportOptions {
  std::optional<AccountFormat> format;  // of all exports that state none
  uint64_t memory = 64 << 20;           // bytes of rows to keep before a temporary file is written
  expression::Context context;          // the moment that formulas are about
};

class ImportReader {
 public:
  // `files`: one for each source (import_files.h).
  ImportReader(imports::Mapping mapping, std::vector<std::string> files,
               const ImportOptions& options, AccountReader::Sink sink);

  // Until the end, or until `keep_going` returns false. A failure is that of a file as a whole.
  absl::Status Run(const std::function<bool()>& keep_going,
                   const std::function<AccountInput::Idle()>& idle);

  // What is to be said when all was read: rows that belong to no account.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  absl::Status ReadSource(uint32_t source, const std::function<AccountInput::Idle()>& idle);
  void TakeRow(uint32_t source, imports::ExportRow row);
  void Refuse(uint32_t source, imports::ExportRow row);
  absl::Status BuildAccounts();
  absl::Status NoteStrays();
  void Put(AccountRecord record);
  bool going() const { return keep_going_() && stored_.ok() && !broken_; }

  const imports::Mapping mapping_;
  const std::vector<std::string> files_;
  const ImportOptions options_;
  const AccountReader::Sink sink_;
  imports::AccountBuilder builder_;
  std::unique_ptr<RowStore> store_;  // null where accounts come row by row
  absl::Status stored_;
  std::function<bool()> keep_going_;
  std::vector<std::string> notes_;
  uint32_t index_ = 0;
  bool broken_ = false;  // a source lacks columns: its accounts would lack values
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_READER_H_
