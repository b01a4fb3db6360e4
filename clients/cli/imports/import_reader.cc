// Tested by tests/clients/import_test.py.
#include "clients/cli/imports/import_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/imports/export_file.h"
#include "engine/accounts/violations.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

// Messages call a source by its file.
imports::Mapping NamedAfterFiles(imports::Mapping mapping, const std::vector<std::string>& files) {
  for (size_t i = 0; i < files.size(); ++i) mapping.sources[i].name = files[i];
  return mapping;
}

}  // namespace

ImportReader::ImportReader(imports::Mapping mapping, std::vector<std::string> files,
                           const ImportOptions& options, AccountReader::Sink sink)
    : mapping_(NamedAfterFiles(std::move(mapping), files)),
      files_(std::move(files)),
      options_(options),
      sink_(std::move(sink)),
      builder_(mapping_, options_.context) {}

absl::Status ImportReader::Open() {
  for (uint32_t source = 0; source < files_.size(); ++source) {
    auto file =
        OpenExport(mapping_.sources[source], files_[source], options_.form,
                   [this, source](imports::ExportRow row) { TakeRow(source, std::move(row)); });
    if (!file.ok()) return file.status();
    exports_.push_back(*std::move(file));
  }
  return absl::OkStatus();
}

absl::Status ImportReader::Read(const Wanted& wanted, const WhenIdle& idle) {
  wanted_ = &wanted;
  if (!mapping_.streams()) {
    auto store = RowStore::Open(options_.memory);
    if (!store.ok()) return store.status();
    store_ = *std::move(store);
  }
  for (const auto& file : exports_) {
    if (!going()) break;
    absl::Status read = file->Read([this] { return going(); }, idle);
    if (!read.ok()) return read;
  }
  if (!stored_.ok()) return stored_;
  if (store_ == nullptr || !going()) return absl::OkStatus();
  absl::Status built = BuildAccounts();
  return built.ok() ? NoteStrays() : built;
}

std::optional<uint64_t> ImportReader::size() const {
  uint64_t bytes = 0;
  for (const auto& file : exports_) {
    if (!file->input().size()) return std::nullopt;
    bytes += *file->input().size();
  }
  return bytes;
}

uint64_t ImportReader::bytes_read() const {
  uint64_t bytes = 0;
  for (const auto& file : exports_) bytes += file->input().bytes_read();
  return bytes;
}

void ImportReader::TakeRow(uint32_t source, imports::ExportRow row) {
  if (!going()) return;
  if (!row.ok()) return Refuse(source, std::move(row));
  if (store_ == nullptr) {
    std::vector<std::vector<imports::ImportRow>> rows(1);
    rows[0].push_back(std::move(row.row));
    return Put(builder_.Build(rows));
  }
  const std::string id = imports::IdOf(mapping_.sources[source], row.row);
  if (id.empty()) {
    const imports::Source& rules = mapping_.sources[source];
    row.violations.push_back({rules.columns[rules.id.column], std::string(reason::kMissingField),
                              "the cell is empty, and it says which account the row is about"});
    return Refuse(source, std::move(row));
  }
  stored_ = store_->Add(id, source, row.row);
}

// Of a joined account the file stands in the path, since its record has the line of another one.
void ImportReader::Refuse(uint32_t source, imports::ExportRow row) {
  AccountRecord record;
  record.line = row.row.line;
  for (Violation& violation : row.violations) {
    broken_ = broken_ || violation.path == kExportHeader;
    if (source > 0) {
      violation.path = absl::StrCat(files_[source], " line ", row.row.line,
                                    violation.path.empty() ? "" : ": ", violation.path);
    }
  }
  record.violations = std::move(row.violations);
  if (!row.row.cells.empty()) {
    record.account.id = imports::IdOf(mapping_.sources[source], row.row);
  }
  Put(std::move(record));
}

absl::Status ImportReader::BuildAccounts() {
  const auto sources = static_cast<uint32_t>(files_.size());
  return store_->ForEachAccount(sources, [this](const StoredAccount& stored) {
    AccountRecord record = builder_.Build(stored.rows);
    if (stored.left_out > 0) {
      record.violations.push_back(
          {"", std::string(reason::kTooLarge),
           absl::StrCat("the exports hold more than ", RowStore::kMostRows,
                        " rows of this account: ", stored.left_out, " were not looked at")});
    }
    Put(std::move(record));
    return going();
  });
}

absl::Status ImportReader::NoteStrays() {
  for (uint32_t source = 1; source < files_.size(); ++source) {
    const auto strays = store_->StraysOf(source);
    if (!strays.ok()) return strays.status();
    if (strays->rows == 0) continue;
    notes_.push_back(absl::StrCat(strays->rows, strays->rows == 1 ? " row of " : " rows of ",
                                  files_[source], " belong", strays->rows == 1 ? "s" : "",
                                  " to no account of ", files_[0], ": ",
                                  absl::StrJoin(strays->ids, ", ")));
  }
  return absl::OkStatus();
}

void ImportReader::Put(AccountRecord record) {
  record.index = index_++;
  sink_(std::move(record));
}

}  // namespace bellwether::cli
