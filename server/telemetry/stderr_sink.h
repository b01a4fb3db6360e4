// Lines to stderr that never hold up who writes them: where nobody takes them, they are dropped
// and counted.
//
// A pipe whose reader has stopped, as log collectors do, blocks the next write for ever, and with
// it the thread that answers calls. The first line that finds no room waits for a moment; those
// after it do not, until there is room again. Thread-safe.
#ifndef BELLWETHER_SERVER_TELEMETRY_STDERR_SINK_H_
#define BELLWETHER_SERVER_TELEMETRY_STDERR_SINK_H_

#include <cstdint>
#include <mutex>
#include <string_view>

#include "spdlog/sinks/base_sink.h"

namespace bellwether {

class StderrSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  // `file` is open as long as the sink lives.
  explicit StderrSink(int file = 2) : file_(file) {}

  // How many lines were dropped since it was asked last; 0 as long as there is no room.
  uint64_t TakeLost();

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}

 private:
  bool Write(std::string_view text);
  bool HasRoom() const;

  const int file_;
  bool stuck_ = false;
  uint64_t lost_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_STDERR_SINK_H_
