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

}  // namespace

void BlockStopSignals() {
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int AwaitStopSignal() {
  const sigset_t set = StopSignals();
  int signal = 0;
  while (sigwait(&set, &signal) != 0) {
  }
  return signal;
}

void LetStopSignalsEndTheProcess() {
  const auto end = [](int) { _exit(kExitInterrupted); };
  std::signal(SIGTERM, end);
  std::signal(SIGINT, end);
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace bellwether
