// The HTTP port of the server: what it does, whether it lives, whether it takes calls.
//
//   GET /metrics   what the sources tell, as text for Prometheus
//   GET /healthz   200 while the process answers
//   GET /readyz    200 while calls are taken; else 503 and why not
//
//   MetricsPort port(log);
//   port.Add([&](Exposition& exposition) { server.Collect(exposition); });
//   port.SetReadiness([&] { return server.is_serving() ? "" : "draining"; });
//   absl::Status status = port.Listen("127.0.0.1:9464");
//
// Whatever the sources look at outlives the port, which ends its threads with itself. Two threads
// that give way to others answer; a request is small, and has some seconds to arrive and to be
// taken. Add, SetReadiness and Listen are called by one thread.
#ifndef BELLWETHER_SERVER_TELEMETRY_METRICS_PORT_H_
#define BELLWETHER_SERVER_TELEMETRY_METRICS_PORT_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

struct mg_context;

namespace bellwether {

class MetricsPort {
 public:
  // "": calls are taken; else why they are not.
  using Readiness = std::function<std::string()>;

  // `log` outlives it.
  explicit MetricsPort(Logger& log) : log_(log) {}
  ~MetricsPort() { Stop(); }
  MetricsPort(const MetricsPort&) = delete;
  MetricsPort& operator=(const MetricsPort&) = delete;

  void Add(MetricSource source) { sources_.push_back(std::move(source)); }
  void SetReadiness(Readiness readiness) { readiness_ = std::move(readiness); }

  // "HOST:PORT"; port 0: the system chooses. UNAVAILABLE when the address cannot be had.
  absl::Status Listen(const std::string& address);
  // Where it listens, with the port that the system chose; "" before Listen.
  const std::string& address() const { return address_; }
  void Stop();

  // What a path is answered with. Any thread.
  struct Answer {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string text;
  };
  Answer AnswerTo(const std::string& method, const std::string& path) const;

 private:
  Logger& log_;
  std::vector<MetricSource> sources_;
  Readiness readiness_;
  std::string address_;
  mg_context* http_ = nullptr;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_METRICS_PORT_H_
