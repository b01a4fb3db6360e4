// The server's log: one line an event, on stderr, for people (text) or for machines (JSON).
//
//   log.Info("listening", {{"address", address}, {"threads", 2}});
//
//   2026-01-05T10:00:00.123Z INFO  listening address=127.0.0.1:50051 threads=2
//   {"time":"2026-01-05T10:00:00.123Z","level":"info","event":"listening","address":...}
//
// An event is a short constant phrase; whatever varies is a field. Facts of accounts, and secrets,
// are never logged. Thread-safe.
#ifndef BELLWETHER_SERVER_TELEMETRY_LOGGER_H_
#define BELLWETHER_SERVER_TELEMETRY_LOGGER_H_

#include <concepts>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "spdlog/fwd.h"

namespace bellwether {

class StderrSink;

enum class LogLevel { kDebug, kInfo, kWarning, kError };
enum class LogFormat { kText, kJson };

// A name and a value; numbers and booleans stay such in JSON.
struct LogField {
  LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
  LogField(std::string_view field, const char* text) : name(field), value(text) {}
  LogField(std::string_view field, const std::string& text) : name(field), value(text) {}
  template <typename T>
  requires std::integral<T> LogField(std::string_view field, T number)
      : name(field), value(std::to_string(number)), is_text(false) {}
  LogField(std::string_view field, bool flag)
      : name(field), value(flag ? "true" : "false"), is_text(false) {}

  std::string_view name;
  std::string value;
  bool is_text = true;
};

class Logger {
 public:
  using Fields = std::initializer_list<LogField>;

  // To stderr.
  Logger(LogLevel level, LogFormat format);
  // To a sink of the caller's, for tests; null: to stderr.
  Logger(LogLevel level, LogFormat format, std::shared_ptr<spdlog::sinks::sink> sink);

  bool Wants(LogLevel level) const;
  void Write(LogLevel level, std::string_view event, Fields fields = {}) {
    Write(level, event, std::span<const LogField>(fields.begin(), fields.size()));
  }
  void Write(LogLevel level, std::string_view event, std::span<const LogField> fields);
  void Debug(std::string_view event, Fields fields = {}) { Write(LogLevel::kDebug, event, fields); }
  void Info(std::string_view event, Fields fields = {}) { Write(LogLevel::kInfo, event, fields); }
  void Warning(std::string_view event, Fields fields = {}) {
    Write(LogLevel::kWarning, event, fields);
  }
  void Error(std::string_view event, Fields fields = {}) { Write(LogLevel::kError, event, fields); }
  void Flush();

 private:
  void Put(LogLevel level, std::string_view event, std::span<const LogField> fields);

  LogFormat format_;
  std::shared_ptr<StderrSink> stderr_;  // null: a sink of the caller's
  std::shared_ptr<spdlog::logger> logger_;
};

// From then on, what gRPC and protobuf have to say goes to `log`, at debug level unless it is an
// error; with nullptr it goes nowhere. Process-wide; `log` must stay alive until it is replaced.
void RouteLibraryLogs(Logger* log);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_LOGGER_H_
