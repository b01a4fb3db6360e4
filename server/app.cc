// Start and stop, in order, on one screen.
//
// Tested by tests/e2e/server_test.py.
#include "server/app.h"

#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/limits.h"
#include "rules/reader/overrides.h"
#include "server/activation/state_folder.h"
#include "server/access/security.h"
#include "server/books/book_loading.h"
#include "server/books/book_store.h"
#include "server/books/views_cache.h"
#include "server/command_line.h"
#include "server/listen_address.h"
#include "server/decisions/watched_answers.h"
#include "server/packs/live_packs.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/rpc_server.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/scoring_handlers.h"
#include "server/service_manager.h"
#include "server/serving_metrics.h"
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

// What --insecure-listen allowed.
void SayWhatIsMissing(const ServerOptions& options, Logger& log) {
  const std::string missing = MissingSecurity(options);
  if (missing.empty() || !IsReachedFromOutside(options.listen)) return;
  log.Warning("others can reach the server, and it is not safe there",
              {{"address", options.listen}, {"lacks", missing}});
}

int Serve(const ServerOptions& options, LivePacks& packs, BookStore& books, Security& security,
          WatchedAnswers& watched, Logger& log) {
  const std::string pack_name = DescribePack(*packs.store().Pin()->plan);
  ViewsCache views(kKeptViews);
  OutcomeMetrics outcomes;
  RpcServer server(options,
                   {MakeScoringHandlers({packs.store(), Limits{}, log, packs.shadow(),
                                         options.metrics_listen.empty() ? nullptr : &outcomes,
                                         watched.observer()}),
                    MakePortfolioHandlers({packs.store(), books, views, Limits{}, log,
                                           options.client_books, nullptr}),
                    MakeRulesHandlers({packs.store(), Limits{}, log, options.max_preview_accounts,
                                       nullptr, &packs.activations(), &packs.feed(),
                                       [&packs] { return packs.States(); }})},
                   log, &security);
  MetricsPort metrics(log);  // ends before what it tells about
  absl::Status started = ServeMetrics(options, {server, packs, books, outcomes}, metrics);
  if (started.ok()) started = server.Start();
  if (!started.ok()) {
    Print(stderr, absl::StrCat("error: ", started.message(), "\n"));
    return kExitCannotServe;
  }
  server.SetServing(true);
  security.Follow();
  packs.Follow([&server](bool usable) { server.SetServing(usable); });
  log.Info("serving", {{"address", server.address()},
                       {"pack", pack_name},
                       {"threads", server.thread_count()},
                       {"books", books.Names().size()},
                       {"tls", security.tls() != nullptr},
                       {"access", security.access() != nullptr},
                       {"reflection", options.reflection}});
  if (!metrics.address().empty()) log.Info("serving metrics", {{"address", metrics.address()}});
  SayWhatIsMissing(options, log);
  Print(stdout,
        absl::StrCat("bellwetherd is ready on ", server.address(), " with pack ", pack_name, "\n"));
  TellServiceManager(kReady);

  const int signal = AwaitStopSignal([&] {
    log.Info("looking at packs and at the files of security", {{"signal", "SIGHUP"}});
    packs.LookNow();
    security.LookNow();
  });
  LetStopSignalsEndTheProcess();
  TellServiceManager(kStopping);
  log.Info("draining", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"},
                        {"calls_in_flight", server.calls_in_flight()},
                        {"delay", absl::FormatDuration(options.drain_delay)},
                        {"deadline", absl::FormatDuration(options.drain_deadline)}});
  packs.Stop();
  server.BeginDrain();
  absl::SleepFor(options.drain_delay);
  server.Stop(options.drain_deadline);
  security.Stop();
  watched.Stop();
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

// What calls activated before; nothing is kept without a folder.
bool OpenState(const ServerOptions& options, LivePacks& packs) {
  if (options.state.empty()) return true;
  auto folder = StateFolder::Open(options.state);
  const absl::Status opened =
      folder.ok() ? packs.activations().Open(*std::move(folder)) : folder.status();
  if (opened.ok()) return true;
  Print(stderr, absl::StrCat("error: --state: ", opened.message(), "\n"));
  return false;
}

// What watches the answers reads its files, and begins where the server is to serve.
int StartWatching(const CommandLine& line, const Plan& plan, WatchedAnswers& watched) {
  std::string report;
  int exit_code = watched.Read(plan, report) ? kExitOk : kExitUsage;
  const bool serves = line.action == CommandLine::Action::kServe;
  if (exit_code == kExitOk && serves && !watched.Start(report)) exit_code = kExitCannotServe;
  Print(stderr, report);
  return exit_code;
}

// Null where any pack is trusted.
bool ReadTrustedKeys(const ServerOptions& options, std::shared_ptr<const TrustedKeys>& trusted) {
  if (options.trusted_keys.empty()) return true;
  auto keys = TrustedKeys::Read(options.trusted_keys);
  if (!keys.ok()) {
    Print(stderr, absl::StrCat("error: --trusted-keys: ", keys.status().message(), "\n"));
    return false;
  }
  trusted = std::make_shared<const TrustedKeys>(*std::move(keys));
  return true;
}

}  // namespace

int RunServer(int argc, const char* const* argv) {
  BlockStopSignals();
  const CommandLine line = ParseCommandLine(argc, argv);
  Print(stdout, line.output);
  Print(stderr, line.problems);
  if (line.action == CommandLine::Action::kExit) return line.exit_code;

  std::shared_ptr<const TrustedKeys> trusted;
  if (!ReadTrustedKeys(line.options, trusted)) return kExitUsage;
  Logger log = MakeLogger(line.options);
  RouteLibraryLogs(&log);
  std::string insecure;
  absl::StatusOr<std::unique_ptr<Security>> security = Security::Open(line.options, log, insecure);
  Print(stderr, insecure);
  if (!security.ok()) {
    RouteLibraryLogs(nullptr);
    return kExitUsage;
  }
  absl::StatusOr<document::Overrides> numbers =
      ReadOverrides(line.options.set, line.options.values);
  if (!numbers.ok()) {
    Print(stderr, absl::StrCat("error: ", numbers.status().message(), "\n"));
    return kExitPackInvalid;
  }
  LivePacks packs(line.options, {std::move(trusted), *std::move(numbers)}, log);
  // A look at the configuration needs no folder of a server that may be running.
  const bool serves = line.action == CommandLine::Action::kServe;
  const bool opened = !serves || OpenState(line.options, packs);
  std::string report;
  const bool usable = opened && packs.Load(report);
  Print(stderr, report);
  int exit_code = kExitOk;
  BookStore books(BookLimitsOf(line.options));
  WatchedAnswers watched(line.options, log);
  if (!opened) {
    exit_code = kExitStateInvalid;
  } else if (!usable) {
    exit_code = kExitPackInvalid;
  } else if (!LoadBooks(line.options, *packs.store().Pin()->plan, books, log)) {
    exit_code = kExitBookInvalid;
  } else if (const int code = StartWatching(line, *packs.store().Pin()->plan, watched);
             code != kExitOk) {
    exit_code = code;
  } else if (line.action == CommandLine::Action::kCheckConfig) {
    Print(stdout, absl::StrCat("the configuration is good, and so is the pack ",
                               DescribePack(*packs.store().Pin()->plan), "\n"));
  } else {
    exit_code = Serve(line.options, packs, books, **security, watched, log);
  }
  RouteLibraryLogs(nullptr);
  log.Flush();
  return exit_code;
}

}  // namespace bellwether
