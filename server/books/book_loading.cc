// Tested by tests/server/book_folders_test.cc and tests/server/book_upload_test.cc.
#include "server/books/book_loading.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/book_folder.h"

namespace bellwether {
namespace {

constexpr size_t kNamedRefusals = 5;
// How often the memory of a growing book is looked at.
constexpr uint64_t kRecordsBetweenLooks = 1'024;

}  // namespace

BookLoading::BookLoading(BookStore& store, std::string name, const absl::TimeZone& zone)
    : room_(store),
      most_records_(store.limits().records),
      name_(std::move(name)),
      zone_(zone),
      builder_({.zone = zone, .do_both = {}}) {}

std::optional<ExceededLimit> BookLoading::Add(const records::ReadRecord& read,
                                              const Wording& place) {
  if (records() >= most_records_) return ExceededLimit{"max_book_records", most_records_};
  if (read.ok()) {
    ++accepted_;
    builder_.Add(read.record);
  } else {
    ++refused_;
    if (first_refused_.size() < kNamedRefusals) first_refused_.push_back(place);
  }
  if (records() % kRecordsBetweenLooks != 0) return std::nullopt;
  return room_.Take(builder_.bytes());
}

StoredBook BookLoading::Finish(absl::Time now) {
  StoredBook stored{name_, std::move(builder_).Finish(), refused_, std::move(first_refused_)};
  stored.span = stored.book.span();
  stored.time_zone = zone_.name();
  stored.loaded_at = now;
  return stored;
}

std::string OptionOf(const ExceededLimit& exceeded) {
  return absl::StrCat("--", absl::StrReplaceAll(ToAbsl(exceeded.name), {{"_", "-"}}), " (",
                      exceeded.value, ")");
}

namespace {

std::string Report(const NamedFolder& folder, std::string_view problem) {
  return absl::StrCat("error: the book ", folder.name, ": ", ToAbsl(problem), "\n");
}

bool LoadBookFolder(const NamedFolder& folder, const absl::TimeZone& zone, absl::Time now,
                    BookStore& store, std::string& report) {
  BookLoading loading(store, absl::StrCat(ToAbsl(kBookPrefix), folder.name), zone);
  std::optional<ExceededLimit> exceeded;
  const absl::Status read =
      ReadBookFolder(folder.folder, Limits{}, [&](const BookRecord& record) -> absl::Status {
        const std::string place = absl::StrCat(record.file, ":", record.read.line);
        if (!record.read.ok()) {
          const Violation& first = record.read.violations.front();
          absl::StrAppend(&report, "warning: ", place, ": ", first.path,
                          first.path.empty() ? "" : ": ", first.message, "\n");
        }
        exceeded = loading.Add(record.read, place);
        return exceeded ? absl::ResourceExhaustedError("") : absl::OkStatus();
      });
  BookPointer put;
  bool replaced = false;
  if (read.ok()) {
    StoredBook stored = loading.Finish(now);
    stored.of_operator = true;
    exceeded = store.Put(std::move(stored), loading.room(), put, replaced);
  }
  if (exceeded.has_value()) {
    report += Report(folder, absl::StrCat("it is larger than ", OptionOf(*exceeded)));
  } else if (!read.ok()) {
    report += Report(folder, ToStd(read.message()));
  }
  return put != nullptr;
}

}  // namespace

std::vector<NamedFolder> BooksOf(const ServerOptions& options) {
  std::vector<NamedFolder> folders;
  for (const std::string& book : options.books) {
    const size_t sign = book.find('=');
    folders.push_back({book.substr(0, sign), book.substr(sign + 1)});
  }
  return folders;
}

bool LoadBookFolders(const std::vector<NamedFolder>& folders, const absl::TimeZone& zone,
                     absl::Time now, BookStore& store, std::string& report) {
  bool all = true;
  for (const NamedFolder& folder : folders) {
    all = LoadBookFolder(folder, zone, now, store, report) && all;
  }
  return all;
}

std::string DescribeBook(const StoredBook& book) {
  return absl::StrCat(book.name, " (", book.book.account_count(), " accounts, ",
                      book.book.record_count(), " records)");
}

}  // namespace bellwether
