// Exports -> account records, by a mapping.
//
//   ImportReader reader(mapping, files, options, [&](AccountRecord record) { ... });
//   absl::Status read = reader.Read(wanted, idle);
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
#include "clients/cli/input/formatted_file.h"
#include "clients/cli/input/record_source.h"
#include "engine/imports/export_reader.h"
#include "engine/imports/mapping.h"

namespace bellwether::cli {

struct ImportOptions {
  FileForm form;                // of all exports for which the mapping states none
  uint64_t memory = 64 << 20;   // bytes of rows to keep before a temporary file is written
  expression::Context context;  // the moment that formulas are about
};

class ImportReader : public RecordSource {
 public:
  // `files`: one for each source (import_files.h).
  ImportReader(imports::Mapping mapping, std::vector<std::string> files,
               const ImportOptions& options, AccountReader::Sink sink);

  // Opens all exports, so that one that is missing is said before any work.
  absl::Status Open() override;
  absl::Status Read(const Wanted& wanted, const WhenIdle& idle) override;

  const std::string& name() const override { return files_[0]; }
  std::optional<uint64_t> size() const override;
  uint64_t bytes_read() const override;
  const std::vector<std::string>& signal_columns() const override { return none_; }
  // Rows that belong to no account.
  std::vector<std::string> notes() const override { return notes_; }

 private:
  void TakeRow(uint32_t source, imports::ExportRow row);
  void Refuse(uint32_t source, imports::ExportRow row);
  absl::Status BuildAccounts();
  absl::Status NoteStrays();
  void Put(AccountRecord record);
  bool going() const { return (*wanted_)() && stored_.ok() && !broken_; }

  const imports::Mapping mapping_;
  const std::vector<std::string> files_;
  const ImportOptions options_;
  const AccountReader::Sink sink_;
  imports::AccountBuilder builder_;
  std::unique_ptr<RowStore> store_;  // null where accounts come row by row
  absl::Status stored_;
  std::vector<std::unique_ptr<FormattedFile>> exports_;  // one for each source, once open
  const Wanted* wanted_ = nullptr;
  const std::vector<std::string> none_;
  std::vector<std::string> notes_;
  uint32_t index_ = 0;
  bool broken_ = false;  // a source lacks columns: its accounts would lack values
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_READER_H_
