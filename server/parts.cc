// Tested by tests/e2e/server_test.py and tests/server/command_line_test.cc.
#include "server/parts.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "rules/reader/overrides.h"
#include "server/activation/state_folder.h"
#include "server/books/book_loading.h"
#include "server/store/open_store.h"

namespace bellwether {
namespace {

BookLimits BookLimitsOf(const ServerOptions& options) {
  return {options.max_books, options.max_book_records, options.max_book_bytes};
}

void Tell(std::string_view option, const absl::Status& status, std::string& report) {
  absl::StrAppend(&report, "error: ", std::string(option), status.message(), "\n");
}

// Null where any pack is trusted.
absl::StatusOr<std::shared_ptr<const TrustedKeys>> ReadTrustedKeys(const ServerOptions& options) {
  if (options.trusted_keys.empty()) return nullptr;
  auto keys = TrustedKeys::Read(options.trusted_keys);
  if (!keys.ok()) return keys.status();
  return std::make_shared<const TrustedKeys>(*std::move(keys));
}

// What calls activated before; nothing is kept without a folder.
absl::Status OpenState(const std::string& folder, LivePacks& packs) {
  if (folder.empty()) return absl::OkStatus();
  auto opened = StateFolder::Open(folder);
  return opened.ok() ? packs.activations().Open(*std::move(opened)) : opened.status();
}

absl::Status OpenStoreOf(const ServerOptions& options, std::unique_ptr<store::Store>& store) {
  if (options.store.empty()) return absl::OkStatus();
  auto opened = store::OpenStore(options.store, {options.store_threads}, absl::Now());
  if (opened.ok()) store = *std::move(opened);
  return opened.status();
}

absl::Status OpenDelivery(const ServerOptions& options, Parts& parts, Logger& log) {
  if (options.delivery.empty() || parts.store == nullptr) return absl::OkStatus();
  auto opened = DeliveredMessages::Open(options, *parts.store, log);
  if (opened.ok()) parts.delivered = *std::move(opened);
  return opened.status();
}

// Of a server that is not to serve: what the file says is looked at, and nothing is opened.
bool CheckDelivery(const ServerOptions& options, std::string& report) {
  if (options.delivery.empty()) return true;
  const absl::Status read = delivery::ReadDeliveryFile(options.delivery).status();
  if (!read.ok()) Tell("--delivery: ", read, report);
  return read.ok();
}

// Those that the operator named, with what was refused on the way.
bool LoadBooks(const ServerOptions& options, Parts& parts, Logger& log, std::string& report) {
  const Plan& plan = *parts.packs.store().Pin()->plan;
  const bool all =
      LoadBookFolders(BooksOf(options), plan.time_zone, absl::Now(), parts.books, report);
  for (const BookPointer& book : parts.books.All()) {
    log.Info("book loaded", {{"book", DescribeBook(*book)}});
  }
  return all;
}

// What only a server that is to serve needs: another one may be running.
int OpenForServing(const ServerOptions& options, Parts& parts, Logger& log, std::string& report) {
  if (!parts.watched.Start(report)) return kExitCannotServe;
  const absl::Status stored = OpenStoreOf(options, parts.store);
  if (!stored.ok()) {
    Tell("--store: ", stored, report);
    return kExitStateInvalid;
  }
  const absl::Status delivered = OpenDelivery(options, parts, log);
  if (delivered.ok()) return kExitOk;
  Tell("--delivery: ", delivered, report);
  return kExitUsage;
}

// In the order in which they need each other.
int OpenAll(const CommandLine& line, Parts& parts, Logger& log, std::string& report) {
  const bool serves = line.action == CommandLine::Action::kServe;
  if (!CheckDelivery(line.options, report)) return kExitUsage;
  if (serves) {
    const absl::Status state = OpenState(line.options.state, parts.packs);
    if (!state.ok()) {
      Tell("--state: ", state, report);
      return kExitStateInvalid;
    }
  }
  if (!parts.packs.Load(report)) return kExitPackInvalid;
  if (!LoadBooks(line.options, parts, log, report)) return kExitBookInvalid;
  if (!parts.watched.Read(*parts.packs.store().Pin()->plan, report)) return kExitUsage;
  return serves ? OpenForServing(line.options, parts, log, report) : kExitOk;
}

}  // namespace

Parts::Parts(const ServerOptions& options, LivePacks::Given given,
             std::unique_ptr<Security> secured, Logger& log)
    : security(std::move(secured)),
      packs(options, std::move(given), log),
      books(BookLimitsOf(options)),
      watched(options, log) {}

std::unique_ptr<Parts> OpenParts(const CommandLine& line, Logger& log, std::string& report,
                                 int& exit_code) {
  exit_code = kExitUsage;
  auto trusted = ReadTrustedKeys(line.options);
  if (!trusted.ok()) Tell("--trusted-keys: ", trusted.status(), report);
  auto security = Security::Open(line.options, log, report);
  if (!trusted.ok() || !security.ok()) return nullptr;
  auto numbers = ReadOverrides(line.options.set, line.options.values);
  if (!numbers.ok()) {
    Tell("", numbers.status(), report);
    exit_code = kExitPackInvalid;
    return nullptr;
  }
  auto parts = std::make_unique<Parts>(line.options,
                                       LivePacks::Given{*std::move(trusted), *std::move(numbers)},
                                       *std::move(security), log);
  exit_code = OpenAll(line, *parts, log, report);
  return exit_code == kExitOk ? std::move(parts) : nullptr;
}

}  // namespace bellwether
