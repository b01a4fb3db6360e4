// Tested by tests/e2e/http_test.py and tests/server/command_line_test.cc.
#include "server/http_calls.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "server/api_pages.h"
#include "server/console_pages.h"
#include "server/http/origin_rules.h"
#include "server/settings/listen_address.h"

namespace bellwether {
namespace {

// Words of a client in a line of the log.
constexpr size_t kMostDetail = 100;

std::vector<std::string> OriginsOf(const ServerOptions& options) {
  std::vector<std::string> origins;
  for (const absl::string_view origin :
       absl::StrSplit(options.http_cors_origins, ',', absl::SkipWhitespace())) {
    origins.emplace_back(absl::StripAsciiWhitespace(origin));
  }
  return origins;
}

// Reading and writing JSON takes about as long as a call of one account.
uint32_t CountThreads() { return std::clamp(std::thread::hardware_concurrency(), 2u, 8u); }

}  // namespace

std::string CheckHttpOptions(const ServerOptions& options) {
  std::string problems;
  const absl::Status address = CheckHttpAddress(
      options.http_address, options.insecure_listen ? "" : MissingSecurity(options));
  if (!address.ok()) absl::StrAppend(&problems, "error: ", address.message(), "\n");
  for (const std::string& origin : OriginsOf(options)) {
    if (http::ReadOrigin(origin).has_value()) continue;
    absl::StrAppend(&problems, "error: --http-cors-origins: ", Quoted(origin),
                    " is no origin; write scheme and host, and the port where it has one: "
                    "https://console.example\n");
  }
  if (!options.http_cors_origins.empty() && options.http_address.empty()) {
    problems += "error: --http-cors-origins without --http-address; give it, too\n";
  }
  if (options.console.empty()) {
    problems += "error: --console: name a folder, auto or none\n";
  } else if (options.console != "auto" && options.console != "none") {
    if (const auto pages = ReadConsole(options.console); !pages.ok()) {
      absl::StrAppend(&problems, "error: --console: ", pages.status().message(), "\n");
    }
    if (options.http_address.empty()) {
      problems += "error: --console without --http-address; give it, too\n";
    }
  }
  return problems;
}

// The console's files are part of the program, like its pages: one that cannot be read is told of,
// and the calls are served.
void HttpCalls::AddConsole(std::vector<http::GatewayPage>& pages) {
  const std::string folder = ConsoleFolder(options_.console);
  if (folder.empty()) return;
  auto console = ReadConsole(folder);
  if (!console.ok()) {
    log_.Write(LogLevel::kWarning, "the console is not served",
               {{"reason", std::string(console.status().message())}});
    return;
  }
  const std::optional<ConsoleSignIn> sign_in = SignIn();
  for (http::GatewayPage& page : *console) {
    if (page.is_entrance && sign_in.has_value()) page.asks = OriginOfIssuer(sign_in->issuer);
  }
  std::move(console->begin(), console->end(), std::back_inserter(pages));
  pages.push_back({kConsoleSettingsPath, "application/json", ConsoleSettings(sign_in)});
}

// The options were held against the access file before; it may have changed since.
std::optional<ConsoleSignIn> HttpCalls::SignIn() {
  if (options_.console_oidc_client_id.empty() || security_.access() == nullptr) return std::nullopt;
  auto sign_in = ConsoleSignInOf(options_, security_.access()->list()->file().issuers);
  if (sign_in.ok()) return *std::move(sign_in);
  log_.Write(LogLevel::kWarning, "the console takes tokens alone",
             {{"reason", std::string(sign_in.status().message())}});
  return std::nullopt;
}

http::GatewaySettings HttpCalls::Settings() {
  http::GatewaySettings settings;
  settings.address = options_.http_address;
  settings.services = server_.service_names();
  settings.pages = ApiPages();
  AddConsole(settings.pages);
  settings.origins = OriginsOf(options_);
  settings.known_hosts_only = security_.access() == nullptr;
  if (const TlsFiles* const tls = security_.tls()) {
    settings.tls = http::GatewayTls{tls->identity_path(), tls->client_ca_path(),
                                    options_.client_certificates == "require"};
  }
  settings.threads = CountThreads();
  settings.limits.max_header_bytes = static_cast<uint32_t>(options_.max_metadata_bytes);
  settings.limits.max_request_bytes = options_.max_request_bytes;
  settings.limits.max_connections = options_.max_http_connections;
  settings.limits.header_time = options_.handshake_timeout;
  settings.limits.idle_time = std::min(settings.limits.idle_time, options_.max_connection_idle);
  settings.limits.connection_age = options_.max_connection_age;
  settings.refused = [this](http::Refusal refusal, std::string_view detail) {
    LogRefusal(refusal, detail);
  };
  return settings;
}

void HttpCalls::LogRefusal(http::Refusal refusal, std::string_view detail) {
  const auto unsaid = lines_.Take(absl::Now());
  if (!unsaid.has_value()) return;
  std::vector<LogField> fields = {{"reason", std::string(http::NameOf(refusal))},
                                  {"detail", std::string(detail.substr(0, kMostDetail))}};
  if (*unsaid > 0) fields.emplace_back("dropped", *unsaid);
  log_.Write(LogLevel::kInfo, "HTTP request refused", fields);
}

absl::Status HttpCalls::Start() {
  if (options_.http_address.empty()) return absl::OkStatus();
  gateway_ = std::make_unique<http::Gateway>(server_.InProcessChannel(), Settings());
  if (absl::Status status = gateway_->Start(); !status.ok()) return status;
  address_ = gateway_->address();
  counted_.store(gateway_.get(), std::memory_order_release);
  return absl::OkStatus();
}

// What was counted goes on being told: the gateway itself ends with this object.
void HttpCalls::Stop(absl::Duration deadline) {
  if (gateway_ != nullptr) gateway_->Stop(deadline);
}

void HttpCalls::Collect(Exposition& exposition) const {
  const http::Gateway* const gateway = counted_.load(std::memory_order_acquire);
  if (gateway == nullptr) return;
  const http::GatewayCounts counts = gateway->counts();
  const auto number = [](uint64_t count) { return static_cast<double>(count); };
  exposition.Add(MetricId::kHttpConnections, {}, number(counts.connections));
  exposition.Add(MetricId::kHttpCalls, {}, number(counts.requests));
  for (size_t i = 0; i < http::kRefusals; ++i) {
    exposition.Add(MetricId::kHttpRefused,
                   {std::string(http::NameOf(static_cast<http::Refusal>(i)))},
                   number(counts.refused[i]));
  }
}

}  // namespace bellwether
