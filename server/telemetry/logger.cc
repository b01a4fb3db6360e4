// Lines are built here; spdlog filters by level and writes them whole.
//
// Tested by tests/server/logger_test.cc.
#include "server/telemetry/logger.h"

#include <grpc/support/log.h>

#include <array>
#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/string_bridge.h"
#include "google/protobuf/stubs/logging.h"
#include "server/telemetry/stderr_sink.h"
#include "spdlog/logger.h"

namespace bellwether {
namespace {

struct LevelName {
  spdlog::level::level_enum level;
  const char* text;  // padded to the longest
  const char* json;
};
constexpr std::array<LevelName, 4> kLevels = {{
    {spdlog::level::debug, "DEBUG", "debug"},
    {spdlog::level::info, "INFO ", "info"},
    {spdlog::level::warn, "WARN ", "warning"},
    {spdlog::level::err, "ERROR", "error"},
}};

const LevelName& NameOf(LogLevel level) { return kLevels[static_cast<size_t>(level)]; }

void AppendJsonText(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&line, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      line += c;
    }
  }
  line += '"';
}

bool IsPlain(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\r\n\"\\=") == std::string_view::npos;
}

std::string Now() {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone());
}

std::string TextLine(LogLevel level, std::string_view event, std::span<const LogField> fields) {
  std::string line = absl::StrCat(Now(), " ", NameOf(level).text, " ", ToAbsl(event));
  for (const LogField& field : fields) {
    absl::StrAppend(&line, " ", ToAbsl(field.name), "=");
    if (IsPlain(field.value)) {
      line += field.value;
    } else {
      AppendJsonText(line, field.value);
    }
  }
  return line;
}

std::string JsonLine(LogLevel level, std::string_view event, std::span<const LogField> fields) {
  std::string line =
      absl::StrCat("{\"time\":\"", Now(), "\",\"level\":\"", NameOf(level).json, "\",\"event\":");
  AppendJsonText(line, event);
  for (const LogField& field : fields) {
    line += ',';
    AppendJsonText(line, field.name);
    line += ':';
    if (field.is_text) {
      AppendJsonText(line, field.value);
    } else {
      line += field.value;
    }
  }
  line += '}';
  return line;
}

// The libraries take functions without context.
std::atomic<Logger*> library_log{nullptr};

void WriteLibraryLine(bool error, const char* library, const char* file, int line,
                      const char* message) {
  Logger* log = library_log.load();
  if (log == nullptr) return;
  log->Write(error ? LogLevel::kError : LogLevel::kDebug, "library message",
             {{"library", library},
              {"file", file == nullptr ? "" : file},
              {"line", line},
              {"message", message}});
}

void FromGrpc(gpr_log_func_args* args) {
  // Clients that break a connection are errors to gRPC, and daily life to a server.
  WriteLibraryLine(false, "grpc", args->file, args->line, args->message);
}

void FromProtobuf(google::protobuf::LogLevel level, const char* file, int line,
                  const std::string& message) {
  WriteLibraryLine(level == google::protobuf::LOGLEVEL_FATAL, "protobuf", file, line,
                   message.c_str());
}

}  // namespace

Logger::Logger(LogLevel level, LogFormat format) : Logger(level, format, nullptr) {}

Logger::Logger(LogLevel level, LogFormat format, std::shared_ptr<spdlog::sinks::sink> sink)
    : format_(format), stderr_(sink == nullptr ? std::make_shared<StderrSink>() : nullptr) {
  if (stderr_ != nullptr) sink = stderr_;
  logger_ = std::make_shared<spdlog::logger>("bellwether", std::move(sink));
  logger_->set_pattern("%v");
  logger_->set_level(NameOf(level).level);
  logger_->flush_on(spdlog::level::info);
}

bool Logger::Wants(LogLevel level) const { return logger_->should_log(NameOf(level).level); }

void Logger::Write(LogLevel level, std::string_view event, std::span<const LogField> fields) {
  if (!Wants(level)) return;
  Put(level, event, fields);
  const uint64_t lost = stderr_ != nullptr ? stderr_->TakeLost() : 0;
  if (lost == 0) return;
  const LogField lines("lines", lost);
  Put(LogLevel::kWarning, "log lines were lost: nobody took them", std::span(&lines, 1));
}

void Logger::Put(LogLevel level, std::string_view event, std::span<const LogField> fields) {
  const std::string line =
      format_ == LogFormat::kJson ? JsonLine(level, event, fields) : TextLine(level, event, fields);
  logger_->log(NameOf(level).level, spdlog::string_view_t(line.data(), line.size()));
}

void Logger::Flush() { logger_->flush(); }

void RouteLibraryLogs(Logger* log) {
  library_log.store(log);
  gpr_set_log_function(&FromGrpc);
  gpr_set_log_verbosity(log != nullptr && log->Wants(LogLevel::kDebug) ? GPR_LOG_SEVERITY_INFO
                                                                       : GPR_LOG_SEVERITY_ERROR);
  google::protobuf::SetLogHandler(&FromProtobuf);
}

}  // namespace bellwether
