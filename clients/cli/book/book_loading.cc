// Tested by tests/clients/book_command_test.py.
#include "clients/cli/book/book_loading.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/do_at_once.h"
#include "clients/cli/imports/mapping_loading.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

absl::StatusOr<LoadedBook> LoadBook(const BookRequest& request, const absl::TimeZone& zone,
                                    Console& console) {
  book::BookBuilder builder({.zone = zone, .do_both = DoAtOnce});
  auto read = ReadBook(
      request, RecordOrder::kAny,
      [&builder](const records::Record& record) { builder.Add(record); }, console);
  if (!read.ok()) return read.status();
  return LoadedBook{std::move(builder).Finish(), read->files, read->refused,
                    std::move(read->first_refused), std::move(read->ignored)};
}

}  // namespace

std::optional<LoadedBook> LoadBookOrSayWhy(BookRequest request, const std::string& pack,
                                           const Plan* plan, Console& console, ExitCode& failure) {
  if (!request.import.name.empty() && plan == nullptr) {
    console.Fail(kImportNeedsPack);
    failure = ExitCode::kUsage;
    return std::nullopt;
  }
  if (plan != nullptr && !LoadImportOrSayWhy(request.import, pack, *plan, console)) {
    failure = ExitCode::kInputRefused;
    return std::nullopt;
  }
  auto loaded = LoadBook(request, plan == nullptr ? absl::UTCTimeZone() : plan->time_zone, console);
  if (loaded.ok()) return *std::move(loaded);
  failure = ExitCode::kInputRefused;
  if (absl::IsCancelled(loaded.status())) failure = ExitCode::kInterrupted;
  if (absl::IsInvalidArgument(loaded.status())) failure = ExitCode::kUsage;
  if (failure != ExitCode::kInterrupted) console.Fail(ToStd(loaded.status().message()));
  return std::nullopt;
}

}  // namespace bellwether::cli
