// Everything that can be told to bellwetherd, with its default. Flags and the configuration file
// fill it (option_table.h has one row for each field); docs/server.md explains each.
#ifndef BELLWETHER_SERVER_SETTINGS_OPTIONS_H_
#define BELLWETHER_SERVER_SETTINGS_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace bellwether {

struct ServerOptions {
  std::string pack;  // required; any place of rules/reader/pack_source.h
  // Numbers in place of the pack's constants: "target_days=45" each, and a file of them.
  std::vector<std::string> set;
  std::string values;
  std::string listen = "127.0.0.1:50051";  // HOST:PORT; port 0: the system chooses
  bool insecure_listen = false;            // beyond loopback without TLS, or for any caller
  bool reflection = true;

  // PEM files of the server; "": plain text. They are followed (server/access/tls_files.h).
  std::string tls_certificate, tls_key;
  // PEM file of the authorities whose certificates clients show; "": they are not asked for any.
  std::string tls_client_ca;
  std::string client_certificates = "require";  // require, accept
  // Who may ask (server/access/access_file.h); "": anybody may ask for anything.
  std::string access_file;

  // Whether changes of packs are followed. SIGHUP has them looked at in any case.
  std::string reload = "on";  // on, off
  // How often packs are looked at where the system does not tell of changes.
  absl::Duration pack_poll_interval = absl::Seconds(10);
  // A pack whose own tests fail is not what its author meant. They take part of a second.
  std::string activation_tests = "require";  // require, warn, off
  // File of public keys: only bundles that one of them signed are served. "": any pack is.
  std::string trusted_keys;
  // Other packs beside the active one, of any place; "": none.
  std::string canary;  // answers for a share of the accounts
  std::string shadow;  // is asked as well, and answers nobody
  double canary_share = 0.05;
  double shadow_share = 0.1;
  // NOT_SERVING when the source of the active pack has been broken for longer; zero: never.
  absl::Duration max_broken_source = absl::ZeroDuration();

  // Folder that keeps what calls activate, and the record of it. "": calls may activate nothing.
  std::string state;
  // Callers who must want an activation, the one who asks for it included.
  uint32_t activation_approvals = 1;
  // Watches of packs that are open at once. More are refused.
  uint32_t max_pack_watches = 64;
  // Where records of accounts are kept: "sqlite:FILE" or "postgresql://..."; "": nowhere, and
  // AccountsService is not served.
  std::string store;
  // Threads that wait for its database.
  uint32_t store_threads = 4;
  // Whether its accounts are evaluated whenever their answer may have changed. Without a store
  // nothing is.
  bool evaluate_continuously = true;
  // From the first change of an account until it is evaluated, so that many changes are one.
  absl::Duration evaluation_rest = absl::Milliseconds(200);
  // Accounts that changed and wait for that. More are found again in the store.
  uint32_t max_changes_waiting = 100'000;

  // How often is looked whether the book of its accounts is still what it holds (store_books.h);
  // zero: there is no such book.
  absl::Duration store_book_interval = absl::Seconds(10);

  // Who is told of alerts (server/delivery/delivery_file.h); "": nobody is. With a store alone.
  std::string delivery;
  // Messages on their way at once, to all targets and to one of them.
  uint32_t max_deliveries = 16;
  uint32_t max_deliveries_to_one = 4;

  // How long the store keeps what (server/settings/retention_periods.h); InfiniteDuration: for
  // ever. What was delivered is kept so that it is not told again and can be looked up.
  absl::Duration delivered_kept = absl::Hours(24 * 7);
  absl::Duration dead_letters_kept = absl::Hours(24 * 90);
  absl::Duration keep_evaluations = absl::Hours(24 * 800);
  absl::Duration keep_resolved_alerts = absl::Hours(24 * 800);  // with their events and tasks
  absl::Duration keep_ended_tasks = absl::Hours(24 * 800);      // done or dropped
  absl::Duration keep_interventions = absl::Hours(24 * 800);    // with how bands changed
  absl::Duration keep_audit = absl::InfiniteDuration();
  std::vector<std::string> keep_records;  // "usage=400d" each; other kinds for ever
  // How often is looked for what is kept no longer.
  absl::Duration retention_interval = absl::Hours(6);

  // Books of records that are loaded at the start: "NAME=FOLDER" each.
  std::vector<std::string> books;
  // Whether clients may load books, and replace and delete those of clients.
  bool client_books = true;

  // 0: one for each core. More threads than cores only help if they wait, and they do not.
  uint32_t rpc_threads = 0;
  // Calls that each thread stands ready to take, for each method: below 64 a burst waits.
  uint32_t armed_calls = 64;

  // Threads that compute metrics, so that those that answer calls need not.
  uint32_t portfolio_threads = 2;
  // Threads that compare evaluations, look for paths, check packs and preview them: of their own,
  // so that a search does not hold up a dashboard.
  uint32_t analysis_threads = 2;

  // Calls taken and not yet answered. More than that are answered RESOURCE_EXHAUSTED at once, so
  // that a slow client costs bounded memory.
  uint32_t max_calls_in_flight = 1'000;
  // 4,096 accounts in columns of 200 signals, each with the time when it was observed, fit.
  uint64_t max_request_bytes = 16u << 20;
  // The errors of 4,096 accounts fit, each with as many problems as an error lists.
  uint64_t max_response_bytes = 32u << 20;
  // gRPC unpacks a request before it looks at any limit, and a megabyte may become a gigabyte.
  bool compressed_requests = false;
  uint64_t max_metadata_bytes = 16u << 10;  // room for a token
  uint32_t max_streams_per_connection = 128;
  // Each open watch holds a thread of its own.
  uint32_t max_health_watches = 32;

  // Batches and columns that wait for a thread, of which there are as many as rpc_threads. More are
  // refused. Each holds its request.
  uint32_t max_large_waiting = 64;

  // Calls that wait for a thread that computes metrics. More are refused.
  uint32_t max_portfolio_waiting = 64;
  // Calls that wait for a thread that asks the store. More are refused.
  uint32_t max_store_waiting = 256;
  // Calls that wait for a thread of the other kind. More are refused.
  uint32_t max_analyses_waiting = 64;
  // Accounts of one preview. A million take some minutes of a thread.
  uint32_t max_preview_accounts = 1'000'000;
  // Books in memory at once, those of the operator included.
  uint32_t max_books = 16;
  // Of one book. A million takes some 200 MiB.
  uint32_t max_book_records = 10'000'000;
  // Memory of all books together, and of those that are being loaded.
  uint64_t max_book_bytes = 1024u << 20;

  // A client that fell silent is asked whether it is still there.
  absl::Duration keepalive_time = absl::Minutes(2);
  absl::Duration keepalive_timeout = absl::Seconds(20);
  // A client that pings more often than that is disconnected.
  absl::Duration min_ping_interval = absl::Seconds(30);
  absl::Duration max_connection_idle = absl::Minutes(30);
  // Old connections are closed so that load balancers can spread them anew.
  absl::Duration max_connection_age = absl::Hours(2);
  absl::Duration max_connection_age_grace = absl::Minutes(1);
  absl::Duration handshake_timeout = absl::Seconds(10);
  // For how long an address may not connect after a client there did harm (base/frame_watch.h).
  absl::Duration shut_out_time = absl::Seconds(10);

  // How long the server still answers after it said NOT_SERVING, so that load balancers notice.
  absl::Duration drain_delay = absl::ZeroDuration();
  // How long calls in flight may take after that.
  absl::Duration drain_deadline = absl::Seconds(10);

  // HTTP port of metrics and probes: HOST:PORT; "": none.
  std::string metrics_listen;
  bool insecure_metrics_listen = false;  // beyond loopback
  // Calls that take longer are logged; zero: none.
  absl::Duration slow_call = absl::ZeroDuration();
  // Folder of lines that say what was answered, and to whom; "": none are written.
  std::string decision_log;
  // Of evaluations, those that are logged: in calls about one account, and about many.
  double decision_log_share = 1;
  double decision_log_large_share = 1;
  std::string decision_log_redact;  // file of what is kept out of them; "": nothing is
  // A file of the log is closed when it is so large, or so old.
  uint64_t decision_log_file_bytes = 64u << 20;
  absl::Duration decision_log_file_age = absl::Hours(1);
  // The oldest files are deleted beyond that.
  uint64_t decision_log_total_bytes = uint64_t{4096} << 20;
  uint32_t decision_log_files = 10'000;
  // Evaluations that wait to be written. More are counted, and not written.
  uint32_t max_decisions_waiting = 8'192;
  uint64_t max_decision_bytes_waiting = 64u << 20;
  // File of what accounts usually look like; "": drift is not looked for.
  std::string baseline;
  absl::Duration drift_window = absl::Hours(24);  // the accounts that are held against it

  std::string log_level = "info";   // debug, info, warning, error
  std::string log_format = "text";  // text, json

  // HTTP port of calls (server/http/gateway.h): HOST:PORT; "": none.
  std::string http_address;
  // Origins of pages that may ask there, with commas between them.
  std::string http_cors_origins;
  // Folder of the console's files that are served there; "auto": that of the program; "none": none.
  std::string console = "auto";
  uint32_t max_http_connections = 512;  // each has one call at a time

  // How people sign in at the console, beside tokens (server/access/console_sign_in.h): what an
  // OpenID provider knows the console by; "": by a token alone.
  std::string console_oidc_client_id;
  std::string console_oidc_issuer;             // "": the only one of the access file
  std::string console_oidc_scopes = "openid";  // with blanks between them
  std::string console_oidc_provider;           // as people call it; "": the issuer's host
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SETTINGS_OPTIONS_H_
