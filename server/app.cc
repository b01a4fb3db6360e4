// Start and stop, in order, on one screen.
//
// Tested by tests/e2e/server_test.py.
#include "server/app.h"

#include <csignal>
#include <cstdio>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/limits.h"
#include "server/books/book_loading.h"
#include "server/books/book_store.h"
#include "server/books/views_cache.h"
#include "server/command_line.h"
#include "server/packs/load_pack.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/rpc_server.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/scoring_handlers.h"
#include "server/signals.h"
#include "server/telemetry/logger.h"

namespace bellwether {
namespace {

void Print(std::FILE* stream, const std::string& text) {
  std::fputs(text.c_str(), stream);
  std::fflush(stream);
}

Logger MakeLogger(const ServerOptions& options) {
  LogLevel level = LogLevel::kInfo;
  if (options.log_level == "debug") level = LogLevel::kDebug;
  if (options.log_level == "warning") level = LogLevel::kWarning;
  if (options.log_level == "error") level = LogLevel::kError;
  return Logger(level, options.log_format == "json" ? LogFormat::kJson : LogFormat::kText);
}

// Views that are kept for the next call: some megabytes each for ten thousand accounts.
constexpr size_t kKeptViews = 4;

BookLimits BookLimitsOf(const ServerOptions& options) {
  return {options.max_books, options.max_book_records, options.max_book_bytes};
}

int Serve(const ServerOptions& options, std::shared_ptr<const Snapshot> pack, BookStore& books,
          Logger& log) {
  const std::string pack_name = DescribePack(*pack->plan);
  SnapshotStore packs;
  ViewsCache views(kKeptViews);
  RpcServer server(
      options,
      {MakeScoringHandlers({packs, Limits{}, log}),
       MakePortfolioHandlers({packs, books, views, Limits{}, log, options.client_books, nullptr}),
       MakeRulesHandlers({packs, Limits{}, log, options.max_preview_accounts, nullptr})},
      log);
  if (const absl::Status started = server.Start(); !started.ok()) {
    Print(stderr, absl::StrCat("error: ", started.message(), "\n"));
    return kExitCannotServe;
  }
  packs.Publish(std::move(pack));
  server.SetServing(true);
  log.Info("serving", {{"address", server.address()},
                       {"pack", pack_name},
                       {"threads", server.thread_count()},
                       {"books", books.Names().size()},
                       {"reflection", options.reflection}});
  Print(stdout,
        absl::StrCat("bellwetherd is ready on ", server.address(), " with pack ", pack_name, "\n"));

  const int signal = AwaitStopSignal();
  LetStopSignalsEndTheProcess();
  log.Info("draining", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"},
                        {"calls_in_flight", server.calls_in_flight()},
                        {"delay", absl::FormatDuration(options.drain_delay)},
                        {"deadline", absl::FormatDuration(options.drain_deadline)}});
  server.SetServing(false);
  absl::SleepFor(options.drain_delay);
  server.Stop(options.drain_deadline);
  log.Info("stopped");
  return kExitOk;
}

// Those that the operator named, with what was refused on the way.
bool LoadBooks(const ServerOptions& options, const Plan& plan, BookStore& books, Logger& log) {
  std::string report;
  const bool all = LoadBookFolders(BooksOf(options), plan.time_zone, absl::Now(), books, report);
  Print(stderr, report);
  for (const BookPointer& book : books.All())
    log.Info("book loaded", {{"book", DescribeBook(*book)}});
  return all;
}

}  // namespace

int RunServer(int argc, const char* const* argv) {
  BlockStopSignals();
  const CommandLine line = ParseCommandLine(argc, argv);
  Print(stdout, line.output);
  Print(stderr, line.problems);
  if (line.action == CommandLine::Action::kExit) return line.exit_code;

  Logger log = MakeLogger(line.options);
  RouteLibraryLogs(&log);
  const LoadedPack pack = LoadPack(line.options.pack, Limits{}, absl::Now());
  Print(stderr, pack.report);
  int exit_code = kExitOk;
  BookStore books(BookLimitsOf(line.options));
  if (pack.snapshot == nullptr) {
    Print(stderr, absl::StrCat("error: the pack ", line.options.pack, " cannot be used\n"));
    exit_code = kExitPackInvalid;
  } else if (!LoadBooks(line.options, *pack.snapshot->plan, books, log)) {
    exit_code = kExitBookInvalid;
  } else if (line.action == CommandLine::Action::kCheckConfig) {
    Print(stdout, absl::StrCat("the configuration is good, and so is the pack ",
                               DescribePack(*pack.snapshot->plan), "\n"));
  } else {
    exit_code = Serve(line.options, pack.snapshot, books, log);
  }
  RouteLibraryLogs(nullptr);
  log.Flush();
  return exit_code;
}

}  // namespace bellwether
