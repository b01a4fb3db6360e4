// Written in pieces for which a pipe that says it has room does have room.
//
// Tested by tests/server/stderr_sink_test.cc.
#include "server/telemetry/stderr_sink.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace bellwether {
namespace {

constexpr int kPatienceMs = 100;

}  // namespace

bool StderrSink::HasRoom() const {
  pollfd waited{file_, POLLOUT, 0};
  return poll(&waited, 1, stuck_ ? 0 : kPatienceMs) > 0 && (waited.revents & POLLOUT) != 0;
}

bool StderrSink::Write(std::string_view text) {
  while (!text.empty()) {
    if (!HasRoom()) return false;
    const ssize_t written = write(file_, text.data(), std::min<size_t>(text.size(), PIPE_BUF));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

void StderrSink::sink_it_(const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t line;
  formatter_->format(message, line);
  stuck_ = !Write({line.data(), line.size()});
  if (stuck_) ++lost_;
}

uint64_t StderrSink::TakeLost() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stuck_) return 0;
  const uint64_t lost = lost_;
  lost_ = 0;
  return lost;
}

}  // namespace bellwether
