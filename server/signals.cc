// Tested by tests/e2e/server_test.py.
#include "server/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

#include "server/command_line.h"

namespace bellwether {
namespace {

sigset_t StopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

sigset_t AwaitedSignals() {
  sigset_t set = StopSignals();
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void BlockStopSignals() {
  const sigset_t set = AwaitedSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A log that nobody reads, or that may not grow, is an error of writing and no reason to end.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

int AwaitStopSignal(const std::function<void()>& on_hangup) {
  const sigset_t set = AwaitedSignals();
  for (int signal = 0;;) {
    if (sigwait(&set, &signal) != 0) continue;
    if (signal != SIGHUP) return signal;
    on_hangup();
  }
}

void LetStopSignalsEndTheProcess() {
  const auto end = [](int) { _exit(kExitInterrupted); };
  std::signal(SIGTERM, end);
  std::signal(SIGINT, end);
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace bellwether
