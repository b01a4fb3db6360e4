// Tested by tests/clients/book_command_test.py.
#include "clients/cli/book/book_reading.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/imports/export_file.h"
#include "clients/cli/input/ordered_pool.h"
#include "clients/cli/terminal/interruption.h"
#include "engine/imports/build_records.h"
#include "engine/records/record_reader.h"
#include "rules/reader/book_files.h"

namespace bellwether::cli {
namespace {

using records::ReadRecord;

constexpr size_t kBatchRecords = 1'024;
constexpr size_t kNamedRefusals = 5;

// Records of one file: read already, or still to be read, as texts or as rows of an export.
struct Batch {
  std::string file;
  std::vector<ReadRecord> read;
  std::vector<UnreadText> texts;
  records::RecordTextReaderPointer reader;  // of the texts
  std::vector<imports::ExportRow> rows;
  uint32_t source = 0;  // of the rows
  uint64_t records = 0;
  std::vector<ReadRecord> refused;

  size_t size() const { return read.size() + texts.size() + rows.size(); }
};

class FileReading {
 public:
  FileReading(const BookRequest& request, RecordOrder order, const TakeRecord& take,
              Console& console)
      : options_(request.file),
        mapping_(request.import.mapping),
        order_(order),
        console_(console),
        take_(take),
        progress_(console, true, "record"),
        pool_(
            std::max(1U, std::thread::hardware_concurrency()),
            [this](size_t /*worker*/, Batch& batch) { Work(batch); },
            [this](Batch& batch) { Give(batch); }) {}

  absl::Status Read(const BookFile& file) {
    filling_.file = file.path == "-" ? "stdin" : file.path;
    FormattedFile formatted(options_.form, [&](AccountFormat format) {
      return std::make_unique<Text>(format, file.usual, options_.read.csv, *this);
    });
    if (absl::Status opened = formatted.Open(file.path); !opened.ok()) return opened;
    return ReadAll(formatted);
  }

  absl::Status ReadExport(uint32_t source, const std::string& path) {
    filling_.file = path == "-" ? "stdin" : path;
    filling_.source = source;
    broken_ = false;
    const auto file = OpenExport(mapping_->sources[source], path, options_.form,
                                 [this](imports::ExportRow row) { TakeRow(std::move(row)); });
    return file.ok() ? ReadAll(**file) : file.status();
  }

  void ExpectBytes(std::optional<uint64_t> bytes) { bytes_ = bytes; }

  BookReading Finish(uint64_t files, std::vector<std::string> ignored) {
    return {files, refused_, std::move(first_refused_), std::move(ignored)};
  }

 private:
  class Text : public TextReader {
   public:
    Text(AccountFormat format, std::optional<records::Kind> usual, const CsvOptions& csv,
         FileReading& to)
        : reader_(
              format, usual, Limits(), [&to](ReadRecord record) { to.Take(std::move(record)); },
              csv,
              [&to](UnreadText text, const records::RecordTextReaderPointer& reader) {
                to.TakeText(std::move(text), reader);
              }) {}
    void Feed(std::string_view text) override { reader_.Feed(text); }
    void Finish() override { reader_.Finish(); }

   private:
    records::RecordReader reader_;
  };

  absl::Status ReadAll(FormattedFile& file) {
    const absl::Status read = file.Read([&] {
      ShowProgress(file.input());
      return !interruption_.requested() && !broken_;
    });
    Send();
    pool_.Finish();
    bytes_before_ += file.input().bytes_read();
    if (interruption_.requested()) return absl::CancelledError("interrupted");
    return read;
  }

  void Take(ReadRecord record) {
    filling_.read.push_back(std::move(record));
    SendIfFull();
  }
  void TakeText(UnreadText text, const records::RecordTextReaderPointer& reader) {
    filling_.texts.push_back(std::move(text));
    filling_.reader = reader;
    SendIfFull();
  }

  // Columns that an export lacks would be missing from all of its records.
  void TakeRow(imports::ExportRow row) {
    if (broken_) return;
    for (const Violation& violation : row.violations) {
      broken_ = broken_ || violation.path == kExportHeader;
    }
    filling_.rows.push_back(std::move(row));
    SendIfFull();
  }

  void SendIfFull() {
    if (filling_.size() >= kBatchRecords) Send();
  }
  void Send() {
    if (filling_.size() == 0) return;
    Batch next;
    next.file = filling_.file;
    next.source = filling_.source;
    pool_.Send(std::exchange(filling_, std::move(next)));
  }

  // In a thread.
  void Work(Batch& batch) {
    for (const UnreadText& text : batch.texts) batch.read.push_back(batch.reader->Read(text));
    batch.texts.clear();
    if (!batch.rows.empty()) BuildRecords(batch);
    if (order_ == RecordOrder::kAny) TakeGood(batch);
  }

  void BuildRecords(Batch& batch) {
    imports::RecordBuilder builder(*mapping_, batch.source, Limits());
    for (imports::ExportRow& row : batch.rows) {
      if (row.ok()) {
        for (ReadRecord& made : builder.Build(row.row)) batch.read.push_back(std::move(made));
      } else {
        ReadRecord refused;
        refused.line = row.row.line;
        refused.violations = std::move(row.violations);
        batch.read.push_back(std::move(refused));
      }
    }
    batch.rows.clear();
  }

  void TakeGood(Batch& batch) {
    batch.records = batch.read.size();
    const std::lock_guard lock(taking_);
    for (ReadRecord& record : batch.read) {
      if (record.ok()) {
        take_(record.record);
      } else {
        batch.refused.push_back(std::move(record));
      }
    }
    batch.read.clear();
  }

  // In the order of the file.
  void Give(Batch& batch) {
    if (order_ == RecordOrder::kOfFiles) TakeGood(batch);
    records_ += batch.records;
    for (const ReadRecord& record : batch.refused) {
      ++refused_;
      if (first_refused_.size() < kNamedRefusals) {
        first_refused_.push_back(absl::StrCat(batch.file, ":", record.line));
      }
      console_.Write(ViolationLines(batch.file, record.line, record.record.id, record.violations,
                                    console_.style()));
    }
  }

  void ShowProgress(const AccountInput& input) {
    std::optional<double> share;
    if (bytes_.value_or(0) > 0) {
      share =
          static_cast<double>(bytes_before_ + input.bytes_read()) / static_cast<double>(*bytes_);
    }
    progress_.Update(records_, share);
  }

  const AccountFileOptions options_;
  const std::shared_ptr<const imports::Mapping> mapping_;  // null: files of records
  const RecordOrder order_;
  Console& console_;
  const Interruption interruption_;
  const TakeRecord& take_;  // behind taking_
  std::mutex taking_;
  uint64_t records_ = 0;
  uint64_t refused_ = 0;
  std::vector<std::string> first_refused_;
  std::optional<uint64_t> bytes_;
  uint64_t bytes_before_ = 0;
  bool broken_ = false;  // the export that is being read
  Progress progress_;
  Batch filling_;
  OrderedPool<Batch> pool_;  // last: its threads use the others
};

// Of all files; nothing when one is a pipe.
std::optional<uint64_t> BytesOf(const std::vector<std::string>& paths) {
  uint64_t bytes = 0;
  for (const std::string& path : paths) {
    AccountInput input;
    if (path == "-" || !input.Open(path).ok() || !input.size()) return std::nullopt;
    bytes += *input.size();
  }
  return bytes;
}

absl::StatusOr<BookReading> ReadExports(const BookRequest& request, FileReading& reading) {
  const imports::Mapping& mapping = *request.import.mapping;
  if (!mapping.makes_records()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the mapping ", request.import.name,
                     " makes accounts, and a book holds records; its sources say `records:` in "
                     "place of `account:`"));
  }
  const auto paths = FilesOf(mapping, request.path, request.import.sources);
  if (!paths.ok()) return paths.status();
  reading.ExpectBytes(BytesOf(*paths));
  for (uint32_t source = 0; source < paths->size(); ++source) {
    absl::Status read = reading.ReadExport(source, (*paths)[source]);
    if (!read.ok()) return read;
  }
  return reading.Finish(paths->size(), {});
}

absl::StatusOr<BookReading> ReadFiles(const BookRequest& request, FileReading& reading) {
  const auto files = FindBookFiles(request.path);
  if (!files.ok()) return files.status();
  std::vector<std::string> paths;
  for (const BookFile& file : files->files) paths.push_back(file.path);
  reading.ExpectBytes(BytesOf(paths));
  for (const BookFile& file : files->files) {
    if (absl::Status read = reading.Read(file); !read.ok()) return read;
  }
  return reading.Finish(files->files.size(), files->ignored);
}

}  // namespace

absl::StatusOr<BookReading> ReadBook(const BookRequest& request, RecordOrder order,
                                     const TakeRecord& take, Console& console) {
  const std::string problem = AccountFileOptionsProblem(request.file);
  if (!problem.empty()) return absl::InvalidArgumentError(problem);
  FileReading reading(request, order, take, console);
  return request.import.mapping == nullptr ? ReadFiles(request, reading)
                                           : ReadExports(request, reading);
}

}  // namespace bellwether::cli
