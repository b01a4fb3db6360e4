// civetweb reads requests and writes answers; it serves no files, since it is given no folder.
//
// Tested by tests/server/metrics_port_test.cc.
#include "server/telemetry/metrics_port.h"

#include <civetweb.h>

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/base/background_thread.h"
#include "server/settings/listen_address.h"

namespace bellwether {
namespace {

// What a scrape sends is some hundred bytes, and it takes what it gets at once.
constexpr const char* kThreads = "2";
constexpr const char* kMostRequestBytes = "8192";
constexpr const char* kRequestMilliseconds = "5000";
constexpr const char* kWaitingConnections = "16";

const char* TextOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    default:
      return "Service Unavailable";
  }
}

// Connections end with their answer: a scraper that holds some costs no thread.
void Send(mg_connection* connection, const MetricsPort::Answer& answer, bool with_text) {
  const std::string head =
      absl::StrCat("HTTP/1.1 ", answer.status, " ", TextOf(answer.status),
                   "\r\nContent-Type: ", answer.type, "\r\nContent-Length: ", answer.text.size(),
                   answer.status == 405 ? "\r\nAllow: GET, HEAD" : "",
                   "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
  mg_write(connection, head.data(), head.size());
  if (with_text) mg_write(connection, answer.text.data(), answer.text.size());
}

int HandleRequest(mg_connection* connection, void* port) {
  const mg_request_info* request = mg_get_request_info(connection);
  const std::string method = request->request_method == nullptr ? "" : request->request_method;
  const std::string path = request->local_uri == nullptr ? "" : request->local_uri;
  const MetricsPort::Answer answer = static_cast<const MetricsPort*>(port)->AnswerTo(method, path);
  Send(connection, answer, method != "HEAD");
  return answer.status;
}

// What civetweb said first while it was started on this thread, which no connection tells; null: it
// is not being started.
thread_local std::string* problem_at_start = nullptr;

// Clients that break a connection are daily life.
int LogMessage(const mg_connection* connection, const char* message) {
  if (problem_at_start != nullptr && problem_at_start->empty()) *problem_at_start = message;
  const mg_request_info* request = mg_get_request_info(connection);
  auto* log = request == nullptr ? nullptr : static_cast<Logger*>(request->user_data);
  if (log != nullptr)
    log->Debug("library message", {{"library", "civetweb"}, {"message", message}});
  return 1;
}

void* BeginThread(const mg_context*, int) {
  YieldToOtherThreads();
  return nullptr;
}

}  // namespace

MetricsPort::Answer MetricsPort::AnswerTo(const std::string& method,
                                          const std::string& path) const {
  if (method != "GET" && method != "HEAD") {
    return {405, "text/plain; charset=utf-8", "only GET and HEAD are answered\n"};
  }
  if (path == "/metrics") {
    Exposition exposition;
    for (const MetricSource& source : sources_) source(exposition);
    return {200, "text/plain; version=0.0.4; charset=utf-8", exposition.Text()};
  }
  if (path == "/healthz") return {200, "text/plain; charset=utf-8", "ok\n"};
  if (path == "/readyz") {
    const std::string reason = readiness_ ? readiness_() : "";
    if (reason.empty()) return {200, "text/plain; charset=utf-8", "ok\n"};
    return {503, "text/plain; charset=utf-8", reason + "\n"};
  }
  return {404, "text/plain; charset=utf-8", "there are /metrics, /healthz and /readyz\n"};
}

absl::Status MetricsPort::Listen(const std::string& address) {
  const char* options[] = {"listening_ports",
                           address.c_str(),
                           "num_threads",
                           kThreads,
                           "max_request_size",
                           kMostRequestBytes,
                           "request_timeout_ms",
                           kRequestMilliseconds,
                           "connection_queue",
                           kWaitingConnections,
                           "enable_keep_alive",
                           "no",
                           nullptr};
  mg_callbacks callbacks{};
  callbacks.log_message = LogMessage;
  callbacks.init_thread = BeginThread;
  mg_init_data init{&callbacks, &log_, options};
  unsigned code = 0;
  char text[256] = "";
  mg_error_data error{&code, text, sizeof(text)};
  std::string problem;
  problem_at_start = &problem;
  http_ = mg_start2(&init, &error);
  problem_at_start = nullptr;
  if (http_ == nullptr) {
    return absl::UnavailableError(absl::StrCat(
        "cannot serve metrics on ", address,
        "; is another process there? --metrics-listen HOST:PORT chooses another address (", problem,
        ")"));
  }
  mg_set_request_handler(http_, "/", HandleRequest, this);
  mg_server_port port{};
  const bool known = mg_get_server_ports(http_, 1, &port) == 1;
  address_ = known ? WithPort(address, port.port) : address;
  return absl::OkStatus();
}

void MetricsPort::Stop() {
  if (http_ != nullptr) mg_stop(std::exchange(http_, nullptr));
}

}  // namespace bellwether
