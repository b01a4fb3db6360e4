// Start and stop, in order, on one screen. What is opened before is in parts.cc.
//
// Tested by tests/e2e/server_test.py.
#include "server/app.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/limits.h"
#include "server/alert_relay.h"
#include "server/books/store_books.h"
#include "server/books/views_cache.h"
#include "server/command_line.h"
#include "server/evaluated_book.h"
#include "server/http_calls.h"
#include "server/parts.h"
#include "server/retention.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/audit_handlers.h"
#include "server/rpc/decisions_handlers.h"
#include "server/rpc/delivery_handlers.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/rpc_server.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/transfer_handlers.h"
#include "server/service_manager.h"
#include "server/serving_metrics.h"
#include "server/settings/listen_address.h"
#include "server/signals.h"
#include "server/telemetry/logger.h"
#include "server/tenant_packs.h"

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

// What --insecure-listen allowed.
void SayWhatIsMissing(const ServerOptions& options, Logger& log) {
  const std::string missing = MissingSecurity(options);
  for (const std::string* address : {&options.listen, &options.http_address}) {
    if (missing.empty() || !IsReachedFromOutside(*address)) continue;
    log.Warning("others can reach the server, and it is not safe there",
                {{"address", *address}, {"lacks", missing}});
  }
}

// What the calls work with beside the parts.
struct CallState {
  ViewsCache views{kKeptViews};
  OutcomeMetrics outcomes;
};

// Null: no book follows the store, or there is none. `state` outlives it.
std::unique_ptr<StoreBooks> StoreBooksOf(const ServerOptions& options, Parts& parts,
                                         CallState& state, Logger& log) {
  if (parts.store == nullptr || options.store_book_interval == absl::ZeroDuration()) return nullptr;
  StoreBooks::Settings settings;
  settings.interval = options.store_book_interval;
  settings.tenants = [&parts] { return AllTenants(*parts.security); };
  settings.zone_of = [&parts](const std::string& tenant) -> std::optional<absl::TimeZone> {
    const SnapshotPointer pack = PackOfTenant(parts.packs.store(), *parts.security, tenant);
    if (pack == nullptr) return std::nullopt;
    return pack->plan->time_zone;
  };
  settings.replaced = [&state](std::string_view book, const std::string& tenant) {
    state.views.Forget(book, tenant);
  };
  return std::make_unique<StoreBooks>(std::move(settings), *parts.store, parts.books, log);
}

// `evaluated`: null where nothing is evaluated by itself; `of_store`: where no book is made of it.
ServedHandlers HandlersOf(const ServerOptions& options, Parts& parts, CallState& state,
                          EvaluatedBook* evaluated, const StoreBooks* of_store, Logger& log) {
  LivePacks& packs = parts.packs;
  const ScoringEnvironment scoring{packs.store(),
                                   Limits{},
                                   log,
                                   packs.shadow(),
                                   options.metrics_listen.empty() ? nullptr : &state.outcomes,
                                   parts.watched.observer()};
  ServedHandlers handlers{MakeScoringHandlers(scoring)};
  handlers.portfolio = MakePortfolioHandlers({packs.store(), parts.books, state.views, Limits{},
                                              log, options.client_books, nullptr, of_store});
  handlers.rules = MakeRulesHandlers({packs.store(), Limits{}, log, options.max_preview_accounts,
                                      nullptr, &packs.activations(), &packs.feed(),
                                      [&packs] { return packs.States(); }, parts.store.get()});
  if (parts.store != nullptr) {
    BookObserver* const observer = evaluated == nullptr ? nullptr : evaluated->observer();
    handlers.accounts = MakeAccountsHandlers({scoring, *parts.store, observer});
    handlers.decisions = MakeDecisionsHandlers({scoring, *parts.store, observer});
    handlers.transfer = MakeTransferHandlers({scoring, *parts.store, observer});
    handlers.audit = MakeAuditHandlers({*parts.store, log});
  }
  if (parts.delivered != nullptr) {
    DeliveredMessages* const delivered = parts.delivered.get();
    handlers.delivery =
        MakeDeliveryHandlers({*parts.store, log, [delivered] { delivered->Poke(); }});
  }
  if (evaluated != nullptr) {
    handlers.evaluations = evaluated->Handlers();
    handlers.alerts = evaluated->HandlersOfAlerts();
    handlers.interventions = evaluated->HandlersOfInterventions();
  }
  return handlers;
}

void TellThatItServes(const ServerOptions& options, const Parts& parts, const RpcServer& server,
                      const MetricsPort& metrics, const HttpCalls& http, Logger& log) {
  const std::string pack = DescribePack(*parts.packs.store().Pin()->plan);
  log.Info("serving", {{"address", server.address()},
                       {"pack", pack},
                       {"threads", server.thread_count()},
                       {"books", parts.books.count()},
                       {"store", parts.store != nullptr},
                       {"delivery", parts.delivered != nullptr},
                       {"tls", parts.security->tls() != nullptr},
                       {"access", parts.security->access() != nullptr},
                       {"reflection", options.reflection}});
  if (!metrics.address().empty()) log.Info("serving metrics", {{"address", metrics.address()}});
  if (!http.address().empty()) log.Info("serving HTTP", {{"address", http.address()}});
  SayWhatIsMissing(options, log);
  Print(stdout,
        absl::StrCat("bellwetherd is ready on ", server.address(), " with pack ", pack, "\n"));
  TellServiceManager(kReady);
}

int Serve(const ServerOptions& options, Parts& parts, Logger& log) {
  CallState state;
  const std::unique_ptr<StoreBooks> of_store = StoreBooksOf(options, parts, state, log);
  std::unique_ptr<EvaluatedBook> evaluated;  // ends after the calls that tell it of records
  if (parts.store != nullptr && options.evaluate_continuously) {
    evaluated =
        std::make_unique<EvaluatedBook>(options, *parts.store, parts.packs, *parts.security, log);
  }
  std::unique_ptr<AlertRelay> relay;  // ends before what it goes between
  if (evaluated != nullptr && parts.delivered != nullptr) {
    DeliveredMessages* const delivered = parts.delivered.get();
    relay = std::make_unique<AlertRelay>(
        *parts.store, delivered->router(), [delivered] { delivered->Poke(); }, log);
    relay->Begin();
  }
  std::unique_ptr<Retention> retention;
  if (parts.store != nullptr) {
    retention = std::make_unique<Retention>(Retention::SettingsOf(options), *parts.store, log);
  }
  RpcServer server(options, HandlersOf(options, parts, state, evaluated.get(), of_store.get(), log),
                   log, parts.security.get());
  HttpCalls http(options, *parts.security, server, log);  // ends before the server
  MetricsPort metrics(log);                               // ends before what it tells about
  absl::Status started =
      ServeMetrics(options,
                   {server, parts.packs, parts.books, state.outcomes, parts.watched, of_store.get(),
                    evaluated.get(), parts.delivered.get(), retention.get(), relay.get(), &http},
                   metrics);
  if (started.ok()) started = server.Start();
  if (started.ok()) started = http.Start();
  if (!started.ok()) {
    Print(stderr, absl::StrCat("error: ", started.message(), "\n"));
    return kExitCannotServe;
  }
  server.SetServing(true);
  if (evaluated != nullptr) evaluated->Start();
  if (parts.delivered != nullptr) parts.delivered->Start();
  if (relay != nullptr) relay->Start(evaluated->feed());
  if (retention != nullptr) retention->Start();
  if (of_store != nullptr) of_store->Start();
  // It may have given a tenant another pack.
  EvaluatedBook* const book = evaluated.get();
  parts.security->Follow([book] {
    if (book != nullptr) book->PackChanged();
  });
  parts.packs.Follow([&server](bool usable) { server.SetServing(usable); });
  TellThatItServes(options, parts, server, metrics, http, log);

  const int signal = AwaitStopSignal([&] {
    log.Info("looking at packs and at the files of security and delivery", {{"signal", "SIGHUP"}});
    parts.packs.LookNow();
    parts.security->LookNow();
    if (parts.delivered != nullptr) parts.delivered->LookNow();
  });
  LetStopSignalsEndTheProcess();
  TellServiceManager(kStopping);
  log.Info("draining", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"},
                        {"calls_in_flight", server.calls_in_flight()},
                        {"delay", absl::FormatDuration(options.drain_delay)},
                        {"deadline", absl::FormatDuration(options.drain_deadline)}});
  parts.packs.Stop();
  server.BeginDrain();
  absl::SleepFor(options.drain_delay);
  const absl::Time deadline = absl::Now() + options.drain_deadline;
  http.Stop(options.drain_deadline);
  server.Stop(std::max(deadline - absl::Now(), absl::ZeroDuration()));
  if (of_store != nullptr) of_store->Stop();
  if (retention != nullptr) retention->Stop();
  if (relay != nullptr) relay->Stop();
  if (evaluated != nullptr) evaluated->Stop();
  if (parts.delivered != nullptr) parts.delivered->Stop();
  parts.security->Stop();
  parts.watched.Stop();
  log.Info("stopped");
  return kExitOk;
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
  std::string report;
  int exit_code = kExitOk;
  std::unique_ptr<Parts> parts = OpenParts(line, log, report, exit_code);
  Print(stderr, report);
  if (parts != nullptr && line.action == CommandLine::Action::kCheckConfig) {
    Print(stdout, absl::StrCat("the configuration is good, and so is the pack ",
                               DescribePack(*parts->packs.store().Pin()->plan), "\n"));
  } else if (parts != nullptr) {
    exit_code = Serve(line.options, *parts, log);
  }
  parts.reset();
  RouteLibraryLogs(nullptr);
  log.Flush();
  return exit_code;
}

}  // namespace bellwether
