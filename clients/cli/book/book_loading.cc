// Tested by tests/clients/book_command_test.py.
#include "clients/cli/book/book_loading.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/input/ordered_pool.h"
#include "clients/cli/terminal/interruption.h"
#include "engine/base/string_bridge.h"
#include "engine/records/record_reader.h"
#include "rules/reader/book_files.h"

namespace bellwether::cli {
namespace {

using records::ReadRecord;

constexpr size_t kBatchRecords = 1'024;
constexpr size_t kNamedRefusals = 5;

// Records of one file: read already, or still to be read.
struct Batch {
  std::string file;
  std::vector<ReadRecord> read;
  std::vector<UnreadText> texts;
  records::RecordTextReaderPointer reader;  // of the texts
  uint64_t records = 0;
  std::vector<ReadRecord> refused;

  size_t size() const { return read.size() + texts.size(); }
};

void DoAtOnce(const std::function<void()>& one, const std::function<void()>& other) {
  std::thread second(other);
  one();
  second.join();
}

class FileReading {
 public:
  FileReading(const AccountFileOptions& options, const TakeRecord& take, Console& console)
      : options_(options),
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
    const absl::Status read = formatted.Read([&] {
      ShowProgress(formatted.input());
      return !interruption_.requested();
    });
    Send();
    pool_.Finish();
    bytes_before_ += formatted.input().bytes_read();
    if (interruption_.requested()) return absl::CancelledError("interrupted");
    return read;
  }

  void ExpectBytes(std::optional<uint64_t> bytes) { bytes_ = bytes; }

  BookReading Finish() && { return {0, refused_, std::move(first_refused_), {}}; }

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

  void Take(ReadRecord record) {
    filling_.read.push_back(std::move(record));
    SendIfFull();
  }
  void TakeText(UnreadText text, const records::RecordTextReaderPointer& reader) {
    filling_.texts.push_back(std::move(text));
    filling_.reader = reader;
    SendIfFull();
  }

  void SendIfFull() {
    if (filling_.size() >= kBatchRecords) Send();
  }
  void Send() {
    if (filling_.size() == 0) return;
    Batch next;
    next.file = filling_.file;
    pool_.Send(std::exchange(filling_, std::move(next)));
  }

  // In a thread. The order in which records come to the book changes nothing in it.
  void Work(Batch& batch) {
    for (const UnreadText& text : batch.texts) batch.read.push_back(batch.reader->Read(text));
    batch.texts.clear();
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
  Console& console_;
  const Interruption interruption_;
  const TakeRecord& take_;  // behind taking_
  std::mutex taking_;
  uint64_t records_ = 0;
  uint64_t refused_ = 0;
  std::vector<std::string> first_refused_;
  std::optional<uint64_t> bytes_;
  uint64_t bytes_before_ = 0;
  Progress progress_;
  Batch filling_;
  OrderedPool<Batch> pool_;  // last: its threads use the others
};

// Of all files; nothing when one is a pipe.
std::optional<uint64_t> BytesOf(const std::vector<BookFile>& files) {
  uint64_t bytes = 0;
  for (const BookFile& file : files) {
    AccountInput input;
    if (file.path == "-" || !input.Open(file.path).ok() || !input.size()) return std::nullopt;
    bytes += *input.size();
  }
  return bytes;
}

}  // namespace

absl::StatusOr<BookReading> ReadBook(const BookRequest& request, const TakeRecord& take,
                                     Console& console) {
  const std::string problem = AccountFileOptionsProblem(request.file);
  if (!problem.empty()) return absl::InvalidArgumentError(problem);
  const auto files = FindBookFiles(request.path);
  if (!files.ok()) return files.status();
  FileReading reading(request.file, take, console);
  reading.ExpectBytes(BytesOf(files->files));
  for (const BookFile& file : files->files) {
    if (absl::Status read = reading.Read(file); !read.ok()) return read;
  }
  BookReading read = std::move(reading).Finish();
  read.files = files->files.size();
  read.ignored = files->ignored;
  return read;
}

absl::StatusOr<LoadedBook> LoadBook(const BookRequest& request, const absl::TimeZone& zone,
                                    Console& console) {
  book::BookBuilder builder({.zone = zone, .do_both = DoAtOnce});
  auto read = ReadBook(
      request, [&builder](const records::Record& record) { builder.Add(record); }, console);
  if (!read.ok()) return read.status();
  return LoadedBook{std::move(builder).Finish(), read->files, read->refused,
                    std::move(read->first_refused), std::move(read->ignored)};
}

std::optional<LoadedBook> LoadBookOrSayWhy(const BookRequest& request, const absl::TimeZone& zone,
                                           Console& console, ExitCode& failure) {
  absl::StatusOr<LoadedBook> loaded = LoadBook(request, zone, console);
  if (loaded.ok()) return *std::move(loaded);
  failure = ExitCode::kInputRefused;
  if (absl::IsCancelled(loaded.status())) failure = ExitCode::kInterrupted;
  if (absl::IsInvalidArgument(loaded.status())) failure = ExitCode::kUsage;
  if (failure != ExitCode::kInterrupted) console.Fail(ToStd(loaded.status().message()));
  return std::nullopt;
}

}  // namespace bellwether::cli
