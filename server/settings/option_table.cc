// Tested by tests/server/option_table_test.cc.
#include "server/settings/option_table.h"

#include <charconv>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "server/settings/retention_periods.h"

namespace bellwether {
namespace {

using Options = ServerOptions;

constexpr std::string_view kLogLevels[] = {"debug", "info", "warning", "error"};
constexpr std::string_view kLogFormats[] = {"text", "json"};

constexpr std::string_view kClientCertificates[] = {"require", "accept"};
constexpr std::string_view kOnOff[] = {"on", "off"};
constexpr std::string_view kActivationTests[] = {"require", "warn", "off"};

constexpr std::string_view kNone = "none";  // of names, and of texts that may be left out
constexpr uint64_t kMiB = 1u << 20;
const absl::Duration kDay = absl::Hours(24);

const Option kTable[] = {
    {"--pack", "pack", "PACK", "the rule pack: a folder, a bundle, or git:URL#REF:PATH (required)",
     TextOption{&Options::pack}},
    {"--set", "set", "NAME=NUMBER", "number in place of a constant of the pack; may be given again",
     NamesOption{&Options::set, "a constant and a number", "target_days=45"}},
    {"--values", "values", "FILE", "file of such numbers; --set counts for more",
     OptionalTextOption{&Options::values}},
    {"--reload", "packs.reload", "WHEN", "on: follow changes of packs; off: on SIGHUP alone",
     ChoiceOption{&Options::reload, kOnOff}},
    {"--pack-poll-interval", "packs.poll_interval", "TIME",
     "how often packs are looked at where the system does not tell of changes",
     PeriodOption{&Options::pack_poll_interval, absl::Milliseconds(100), kDay}},
    {"--activation-tests", "packs.activation_tests", "WHAT",
     "a pack whose own tests fail is refused (require) or taken (warn); off: not run",
     ChoiceOption{&Options::activation_tests, kActivationTests}},
    {"--trusted-keys", "packs.trusted_keys", "FILE",
     "serve only bundles that one of these public keys signed",
     OptionalTextOption{&Options::trusted_keys}},
    {"--canary", "packs.canary", "PACK", "a pack that answers for a share of the accounts",
     OptionalTextOption{&Options::canary}},
    {"--canary-share", "packs.canary_share", "SHARE", "of the accounts, by their ids",
     ShareOption{&Options::canary_share}},
    {"--shadow", "packs.shadow", "PACK", "a pack that is compared with the active one",
     OptionalTextOption{&Options::shadow}},
    {"--shadow-share", "packs.shadow_share", "SHARE", "of the accounts that are asked about",
     ShareOption{&Options::shadow_share}},
    {"--max-broken-source", "packs.max_broken_source", "TIME",
     "not healthy when the active pack's source is broken for longer; 0s: never",
     PeriodOption{&Options::max_broken_source, absl::ZeroDuration(), 7 * kDay}},
    {"--state", "state", "FOLDER",
     "keeps packs that calls activate, and the record of it; without it none may",
     OptionalTextOption{&Options::state}},
    {"--activation-approvals", "packs.activation_approvals", "N",
     "callers who must want an activation, the one who asks included",
     CountOption{&Options::activation_approvals, 1, 5}},
    {"--listen", "listen", "HOST:PORT", "where to listen; port 0: the system chooses",
     TextOption{&Options::listen}},
    {"--insecure-listen", "insecure_listen", "",
     "allow an address beyond loopback without TLS, or without knowing the callers",
     FlagOption{&Options::insecure_listen}},
    {"--tls-certificate", "tls.certificate", "FILE",
     "speak TLS with this certificate and those between it and its authority, as PEM",
     OptionalTextOption{&Options::tls_certificate}},
    {"--tls-key", "tls.key", "FILE", "the certificate's private key, as PEM without a password",
     OptionalTextOption{&Options::tls_key}},
    {"--tls-client-ca", "tls.client_ca", "FILE",
     "ask clients for certificates of these authorities, as PEM",
     OptionalTextOption{&Options::tls_client_ca}},
    {"--client-certificates", "tls.client_certificates", "WHICH",
     "with --tls-client-ca: refuse clients without one (require), or take them as well (accept)",
     ChoiceOption{&Options::client_certificates, kClientCertificates}},
    {"--access-file", "access_file", "FILE", "who may ask, and what for; else anybody may",
     OptionalTextOption{&Options::access_file}},
    {"--reflection", "reflection", "",
     "let clients ask what services there are; --reflection=false: no",
     FlagOption{&Options::reflection}},
    {"--store", "store.place", "PLACE",
     "where records of accounts are kept: sqlite:FILE or postgresql://USER@HOST/DATABASE",
     OptionalTextOption{&Options::store}},
    {"--store-threads", "store.threads", "N", "threads that wait for its database",
     CountOption{&Options::store_threads, 1, 256}},
    {"--evaluate-continuously", "store.evaluate_continuously", "",
     "evaluate accounts of the store whenever their answer may have changed; "
     "--evaluate-continuously=false: no",
     FlagOption{&Options::evaluate_continuously}},
    {"--evaluation-rest", "store.evaluation_rest", "TIME",
     "from the first change of an account until it is evaluated, so that many are one",
     PeriodOption{&Options::evaluation_rest, absl::ZeroDuration(), absl::Hours(1)}},
    {"--max-changes-waiting", "limits.max_changes_waiting", "N",
     "changed accounts that wait to be evaluated; more are found again in the store",
     CountOption{&Options::max_changes_waiting, 1, 10'000'000}},
    {"--store-book-interval", "store.book_interval", "TIME",
     "how often is looked whether the book of all its accounts is up to date; 0s: there is none",
     PeriodOption{&Options::store_book_interval, absl::ZeroDuration(), kDay}},
    {"--delivery", "delivery.file", "FILE", "who is told of alerts, and how; needs --store",
     OptionalTextOption{&Options::delivery}},
    {"--max-deliveries", "limits.max_deliveries", "N", "messages on their way at once",
     CountOption{&Options::max_deliveries, 1, 256}},
    {"--max-deliveries-to-one", "limits.max_deliveries_to_one", "N", "likewise to one target",
     CountOption{&Options::max_deliveries_to_one, 1, 256}},
    {"--delivered-kept", "retention.delivered_messages", "TIME",
     "how long messages are kept that were delivered; what is put again meanwhile is not sent "
     "again",
     KeptOption{&Options::delivered_kept, absl::Hours(1)}},
    {"--dead-letters-kept", "retention.dead_letters", "TIME",
     "how long messages are kept that were given up",
     KeptOption{&Options::dead_letters_kept, absl::Hours(1)}},
    {"--keep-evaluations", "retention.evaluations", "TIME",
     "how long evaluations of the store are kept; the last one of an account always is",
     KeptOption{&Options::keep_evaluations, kDay}},
    {"--keep-resolved-alerts", "retention.resolved_alerts", "TIME",
     "how long alerts are kept that were resolved, with their tasks",
     KeptOption{&Options::keep_resolved_alerts, kDay}},
    {"--keep-ended-tasks", "retention.ended_tasks", "TIME",
     "how long tasks are kept that were done or dropped",
     KeptOption{&Options::keep_ended_tasks, kDay}},
    {"--keep-interventions", "retention.interventions", "TIME",
     "how long it is kept what was done after alerts, and how bands changed",
     KeptOption{&Options::keep_interventions, kDay}},
    {"--keep-audit", "retention.audit", "TIME", "how long it is kept that accounts were erased",
     KeptOption{&Options::keep_audit, kDay}},
    {"--keep-records", "retention.records", "KIND=TIME",
     "how long records of a kind are kept; may be given again",
     NamesOption{&Options::keep_records, "a kind of records and a time", "usage=400d",
                 &CheckKeptRecords}},
    {"--retention-interval", "retention.interval", "TIME",
     "how often is looked for what is kept no longer",
     PeriodOption{&Options::retention_interval, absl::Seconds(1), 7 * kDay}},
    {"--book", "books", "NAME=FOLDER", "folder of a book of records to load; may be given again",
     NamesOption{&Options::books}},
    {"--client-books", "client_books", "",
     "let clients load, replace and delete books of their own; --client-books=false: no",
     FlagOption{&Options::client_books}},
    {"--rpc-threads", "rpc.threads", "N", "threads that answer calls; 0: one for each core",
     CountOption{&Options::rpc_threads, 0, 1024}},
    {"--armed-calls", "rpc.armed_calls", "N", "calls that each thread stands ready to take",
     CountOption{&Options::armed_calls, 1, 4096}},
    {"--portfolio-threads", "portfolio.threads", "N", "threads that compute metrics of books",
     CountOption{&Options::portfolio_threads, 1, 256}},
    {"--analysis-threads", "analysis.threads", "N",
     "threads that compare, look for paths, check and preview packs",
     CountOption{&Options::analysis_threads, 1, 256}},
    {"--max-calls-in-flight", "limits.max_calls_in_flight", "N",
     "calls taken and not yet answered; more are refused",
     CountOption{&Options::max_calls_in_flight, 1, 1'000'000}},
    {"--max-request-bytes", "limits.max_request_bytes", "SIZE", "largest request",
     BytesOption{&Options::max_request_bytes, 1024, 256 * kMiB}},
    {"--max-response-bytes", "limits.max_response_bytes", "SIZE", "largest response",
     BytesOption{&Options::max_response_bytes, 1024, 256 * kMiB}},
    {"--compressed-requests", "limits.compressed_requests", "",
     "take compressed requests, which no limit holds while they are unpacked",
     FlagOption{&Options::compressed_requests}},
    {"--max-metadata-bytes", "limits.max_metadata_bytes", "SIZE", "most metadata of a call",
     BytesOption{&Options::max_metadata_bytes, 1024, kMiB}},
    {"--max-streams-per-connection", "limits.max_streams_per_connection", "N",
     "calls at once on one connection; more wait at the client",
     CountOption{&Options::max_streams_per_connection, 1, 100'000}},
    {"--max-health-watches", "limits.max_health_watches", "N",
     "health watches open at once; more are refused",
     CountOption{&Options::max_health_watches, 0, 1000}},
    {"--max-pack-watches", "limits.max_pack_watches", "N",
     "watches of packs open at once; more are refused",
     CountOption{&Options::max_pack_watches, 0, 10'000}},
    {"--max-large-waiting", "limits.max_large_waiting", "N",
     "batches and columns that wait for a thread; more are refused",
     CountOption{&Options::max_large_waiting, 1, 100'000}},
    {"--max-portfolio-waiting", "limits.max_portfolio_waiting", "N",
     "calls that wait for a thread that computes metrics; more are refused",
     CountOption{&Options::max_portfolio_waiting, 1, 100'000}},
    {"--max-store-waiting", "limits.max_store_waiting", "N",
     "calls that wait for a thread that asks the store; more are refused",
     CountOption{&Options::max_store_waiting, 1, 100'000}},
    {"--max-analyses-waiting", "limits.max_analyses_waiting", "N",
     "calls that wait for a thread that compares or looks for paths; more are refused",
     CountOption{&Options::max_analyses_waiting, 1, 100'000}},
    {"--max-preview-accounts", "limits.max_preview_accounts", "N", "most accounts of one preview",
     CountOption{&Options::max_preview_accounts, 1, 100'000'000}},
    {"--max-books", "limits.max_books", "N", "books in memory at once",
     CountOption{&Options::max_books, 0, 10'000}},
    {"--max-book-records", "limits.max_book_records", "N", "most records of one book",
     CountOption{&Options::max_book_records, 1, 1'000'000'000}},
    {"--max-book-bytes", "limits.max_book_bytes", "SIZE", "most memory of all books together",
     BytesOption{&Options::max_book_bytes, kMiB, 1'048'576 * kMiB}},
    {"--keepalive-time", "connections.keepalive_time", "TIME",
     "silence after which a client is pinged",
     PeriodOption{&Options::keepalive_time, absl::Seconds(1), kDay}},
    {"--keepalive-timeout", "connections.keepalive_timeout", "TIME",
     "time to answer a ping before the connection is closed",
     PeriodOption{&Options::keepalive_timeout, absl::Milliseconds(100), absl::Hours(1)}},
    {"--min-ping-interval", "connections.min_ping_interval", "TIME",
     "a client that pings more often is disconnected",
     PeriodOption{&Options::min_ping_interval, absl::Seconds(1), kDay}},
    {"--max-connection-idle", "connections.max_idle", "TIME",
     "a connection without calls is closed after that",
     PeriodOption{&Options::max_connection_idle, absl::Seconds(1), 7 * kDay}},
    {"--max-connection-age", "connections.max_age", "TIME",
     "a connection is closed after that, so that clients spread anew",
     PeriodOption{&Options::max_connection_age, absl::Seconds(1), 7 * kDay}},
    {"--max-connection-age-grace", "connections.max_age_grace", "TIME",
     "time for calls to end on a connection that is closed for its age",
     PeriodOption{&Options::max_connection_age_grace, absl::Milliseconds(100), kDay}},
    {"--handshake-timeout", "connections.handshake_timeout", "TIME", "time to set up a connection",
     PeriodOption{&Options::handshake_timeout, absl::Milliseconds(100), absl::Minutes(10)}},
    {"--shut-out-time", "connections.shut_out_time", "TIME",
     "an address from which a client did harm may not connect for that long",
     PeriodOption{&Options::shut_out_time, absl::ZeroDuration(), absl::Hours(1)}},
    {"--drain-delay", "shutdown.drain_delay", "TIME",
     "on SIGTERM: still answer for that long after saying NOT_SERVING",
     PeriodOption{&Options::drain_delay, absl::ZeroDuration(), absl::Hours(1)}},
    {"--drain-deadline", "shutdown.deadline", "TIME",
     "on SIGTERM: calls in flight are cancelled after that",
     PeriodOption{&Options::drain_deadline, absl::ZeroDuration(), absl::Hours(1)}},
    {"--metrics-listen", "metrics.listen", "HOST:PORT",
     "where to serve metrics and probes over HTTP; port 0: the system chooses",
     OptionalTextOption{&Options::metrics_listen}},
    {"--insecure-metrics-listen", "metrics.insecure_listen", "",
     "allow metrics on an address beyond loopback", FlagOption{&Options::insecure_metrics_listen}},
    {"--http-address", "http.address", "HOST:PORT",
     "where to take calls over HTTP, by Connect and gRPC-Web; port 0: the system chooses",
     OptionalTextOption{&Options::http_address}},
    {"--http-cors-origins", "http.cors_origins", "ORIGINS",
     "pages that may ask there, with commas between them: https://console.example",
     OptionalTextOption{&Options::http_cors_origins}},
    {"--console", "http.console", "FOLDER",
     "the console's files, served there; auto: those beside the program, if any; none: none",
     TextOption{&Options::console}},
    {"--console-oidc-client-id", "console.oidc.client_id", "ID",
     "people sign in at the console by an OpenID provider, which knows it by this id",
     OptionalTextOption{&Options::console_oidc_client_id}},
    {"--console-oidc-issuer", "console.oidc.issuer", "ADDRESS",
     "that provider, as the access file names it; none: the only issuer that stands there",
     OptionalTextOption{&Options::console_oidc_issuer}},
    {"--console-oidc-scopes", "console.oidc.scopes", "SCOPES",
     "what the console asks it for, with blanks between them",
     TextOption{&Options::console_oidc_scopes}},
    {"--console-oidc-provider", "console.oidc.provider", "NAME",
     "what people call it; none: the host of its address",
     OptionalTextOption{&Options::console_oidc_provider}},
    {"--max-http-connections", "limits.max_http_connections", "N",
     "connections over HTTP that are open at once; more are closed",
     CountOption{&Options::max_http_connections, 1, 100'000}},
    {"--slow-call", "log.slow_call", "TIME", "log calls that take longer as warnings; 0s: none",
     PeriodOption{&Options::slow_call, absl::ZeroDuration(), kDay}},
    {"--decision-log", "decision_log.folder", "FOLDER",
     "write what is answered there, a line for each evaluation",
     OptionalTextOption{&Options::decision_log}},
    {"--decision-log-share", "decision_log.share", "SHARE",
     "of the evaluations in calls about one account, those that are written",
     ShareOption{&Options::decision_log_share}},
    {"--decision-log-large-share", "decision_log.large_share", "SHARE",
     "likewise in batches and columns", ShareOption{&Options::decision_log_large_share}},
    {"--decision-log-redact", "decision_log.redact", "FILE",
     "what of accounts is dropped, hashed or made coarse before it is written",
     OptionalTextOption{&Options::decision_log_redact}},
    {"--decision-log-file-bytes", "decision_log.file_bytes", "SIZE",
     "a file is closed, and compressed, when it has as many",
     BytesOption{&Options::decision_log_file_bytes, 4096, 16'384 * kMiB}},
    {"--decision-log-file-age", "decision_log.file_age", "TIME", "likewise when it is so old",
     PeriodOption{&Options::decision_log_file_age, absl::Seconds(1), 30 * kDay}},
    {"--decision-log-total-bytes", "decision_log.total_bytes", "SIZE",
     "the oldest files are deleted where all have more",
     BytesOption{&Options::decision_log_total_bytes, 8192, 16'777'216 * kMiB}},
    {"--decision-log-files", "decision_log.files", "N",
     "the oldest files are deleted where there are more",
     CountOption{&Options::decision_log_files, 2, 1'000'000}},
    {"--max-decisions-waiting", "limits.max_decisions_waiting", "N",
     "evaluations that wait to be written; more are only counted",
     CountOption{&Options::max_decisions_waiting, 1, 10'000'000}},
    {"--max-decision-bytes-waiting", "limits.max_decision_bytes_waiting", "SIZE",
     "memory that these may take, about",
     BytesOption{&Options::max_decision_bytes_waiting, 1024, 65'536 * kMiB}},
    {"--baseline", "drift.baseline", "FILE",
     "what accounts usually look like: how far they move from that is watched",
     OptionalTextOption{&Options::baseline}},
    {"--drift-window", "drift.window", "TIME", "how far back accounts are held against it",
     PeriodOption{&Options::drift_window, absl::Minutes(1), 90 * kDay}},
    {"--log-level", "log.level", "LEVEL", "debug, info, warning or error; debug logs each call",
     ChoiceOption{&Options::log_level, kLogLevels}},
    {"--log-format", "log.format", "FORMAT", "text or json",
     ChoiceOption{&Options::log_format, kLogFormats}},
};

struct Unit {
  std::string_view name;
  uint64_t factor;
};
constexpr Unit kByteUnits[] = {{"", 1}, {"KiB", 1u << 10}, {"MiB", 1u << 20}};
// In milliseconds. A number without unit is refused: seconds or milliseconds is a costly guess.
constexpr Unit kPeriodUnits[] = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};

// A whole number and one of `units`. One that does not fit is the largest: out of any bounds.
std::optional<uint64_t> ReadQuantity(std::string_view text, std::span<const Unit> units) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::invalid_argument) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<size_t>(end - text.data()));
  for (const Unit& unit : units) {
    if (rest != unit.name) continue;
    const bool fits = error == std::errc() && number <= UINT64_MAX / unit.factor;
    return fits ? number * unit.factor : UINT64_MAX;
  }
  return std::nullopt;
}

// In the largest unit that leaves a whole number.
std::string ShowQuantity(uint64_t quantity, std::span<const Unit> units) {
  const Unit* best = &units.front();
  for (const Unit& unit : units) {
    if (quantity != 0 && quantity % unit.factor == 0) best = &unit;
  }
  return absl::StrCat(quantity / best->factor, ToAbsl(best->name));
}

std::string ShowPeriod(absl::Duration period) {
  const auto milliseconds = static_cast<uint64_t>(absl::ToInt64Milliseconds(period));
  return milliseconds == 0 ? "0s" : ShowQuantity(milliseconds, kPeriodUnits);
}

using Problem = std::optional<std::string>;

std::string NotA(std::string_view text, std::string_view what, std::string_view example) {
  return absl::StrCat(Quoted(text), " is not ", ToAbsl(what), "; write it like ", ToAbsl(example));
}

std::string Outside(std::string_view text, std::string_view least, std::string_view most) {
  return absl::StrCat(Quoted(text), " is outside ", ToAbsl(least), " to ", ToAbsl(most));
}

Problem Set(const TextOption& option, std::string_view text, Options& options) {
  if (text.empty()) return "it is empty; give a value, or leave it out";
  options.*option.field = std::string(text);
  return std::nullopt;
}

Problem Set(const OptionalTextOption& option, std::string_view text, Options& options) {
  if (text.empty()) return "it is empty; give a value, or write none";
  options.*option.field = text == kNone ? std::string() : std::string(text);
  return std::nullopt;
}

// Per cent, with or without decimals.
Problem Set(const ShareOption& option, std::string_view text, Options& options) {
  double percent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  const bool is_share =
      error == std::errc() && text.substr(static_cast<size_t>(end - text.data())) == "%";
  if (!is_share) return NotA(text, "a share", "5% or 0.5%");
  if (!(percent >= 0 && percent <= 100)) return Outside(text, "0%", "100%");
  options.*option.field = percent / 100;
  return std::nullopt;
}

Problem Set(const FlagOption& option, std::string_view text, Options& options) {
  if (text != "true" && text != "false") return NotA(text, "a yes or no", "true or false");
  options.*option.field = text == "true";
  return std::nullopt;
}

Problem Set(const CountOption& option, std::string_view text, Options& options) {
  const std::optional<uint64_t> count = ReadQuantity(text, std::span(kByteUnits).first(1));
  if (!count.has_value()) return NotA(text, "a whole number", "64");
  if (*count < option.least || *count > option.most) {
    return Outside(text, std::to_string(option.least), std::to_string(option.most));
  }
  options.*option.field = static_cast<uint32_t>(*count);
  return std::nullopt;
}

Problem Set(const BytesOption& option, std::string_view text, Options& options) {
  const std::optional<uint64_t> bytes = ReadQuantity(text, kByteUnits);
  if (!bytes.has_value()) return NotA(text, "a number of bytes", "4MiB, 64KiB or 65536");
  if (*bytes < option.least || *bytes > option.most) {
    return Outside(text, ShowQuantity(option.least, kByteUnits),
                   ShowQuantity(option.most, kByteUnits));
  }
  options.*option.field = *bytes;
  return std::nullopt;
}

Problem Set(const PeriodOption& option, std::string_view text, Options& options) {
  const std::optional<uint64_t> milliseconds = ReadQuantity(text, kPeriodUnits);
  if (!milliseconds.has_value()) return NotA(text, "a length of time", "250ms, 10s, 2m or 1h");
  // Compared before the conversion, which would wrap.
  const auto most = static_cast<uint64_t>(absl::ToInt64Milliseconds(option.most));
  const auto least = static_cast<uint64_t>(absl::ToInt64Milliseconds(option.least));
  if (*milliseconds < least || *milliseconds > most) {
    return Outside(text, ShowPeriod(option.least), ShowPeriod(option.most));
  }
  options.*option.field = absl::Milliseconds(static_cast<int64_t>(*milliseconds));
  return std::nullopt;
}

Problem Set(const KeptOption& option, std::string_view text, Options& options) {
  if (Problem problem = CheckKeptPeriod(text, option.least)) return problem;
  options.*option.field = *ReadKeptPeriod(text);
  return std::nullopt;
}

Problem Set(const ChoiceOption& option, std::string_view text, Options& options) {
  const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
  for (const std::string& choice : choices) {
    if (text != choice) continue;
    options.*option.field = choice;
    return std::nullopt;
  }
  return absl::StrCat(Quoted(text), " is not a choice; ", DidYouMean(text, choices));
}

// A name stands once.
Problem Set(const NamesOption& option, std::string_view text, Options& options) {
  if (text == kNone) return std::nullopt;
  const size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0 || sign + 1 == text.size()) {
    return NotA(text, option.what, option.example);
  }
  const std::string_view begin = text.substr(0, sign + 1);
  for (const std::string& known : options.*option.field) {
    if (std::string_view(known).starts_with(begin)) {
      return absl::StrCat(Quoted(text.substr(0, sign)), " is named twice; give each name once");
    }
  }
  if (option.check != nullptr) {
    if (Problem problem = option.check(text.substr(0, sign), text.substr(sign + 1))) return problem;
  }
  (options.*option.field).emplace_back(text);
  return std::nullopt;
}

std::string Show(const TextOption& option, const Options& options) { return options.*option.field; }
std::string Show(const OptionalTextOption& option, const Options& options) {
  const std::string& text = options.*option.field;
  return text.empty() ? std::string(kNone) : text;
}
std::string Show(const ShareOption& option, const Options& options) {
  return absl::StrCat(options.*option.field * 100, "%");
}
std::string Show(const FlagOption& option, const Options& options) {
  return options.*option.field ? "true" : "false";
}
std::string Show(const CountOption& option, const Options& options) {
  return std::to_string(options.*option.field);
}
std::string Show(const BytesOption& option, const Options& options) {
  return ShowQuantity(options.*option.field, kByteUnits);
}
std::string Show(const PeriodOption& option, const Options& options) {
  return ShowPeriod(options.*option.field);
}
std::string Show(const KeptOption& option, const Options& options) {
  return ShowKeptPeriod(options.*option.field);
}
std::string Show(const ChoiceOption& option, const Options& options) {
  return options.*option.field;
}

std::string Show(const NamesOption& option, const Options& options) {
  const std::vector<std::string>& names = options.*option.field;
  return names.empty() ? std::string(kNone) : absl::StrJoin(names, ", ");
}

}  // namespace

std::span<const Option> OptionTable() { return kTable; }

std::optional<std::string> SetOption(const Option& option, std::string_view text,
                                     ServerOptions& options) {
  return std::visit([&](const auto& kind) { return Set(kind, text, options); }, option.kind);
}

std::string ShowOption(const Option& option, const ServerOptions& options) {
  return std::visit([&](const auto& kind) { return Show(kind, options); }, option.kind);
}

std::string DescribeOption(const Option& option) {
  const std::string standard = ShowOption(option, ServerOptions{});
  return absl::StrCat(ToAbsl(option.help), standard.empty() ? "" : " (default ", standard,
                      standard.empty() ? "" : ")");
}

}  // namespace bellwether
