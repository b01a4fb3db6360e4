// A handler may touch nothing but lock-free atomics. It is installed without SA_RESTART, so that a
// wait for input ends, and for one signal only.
//
// Tested by tests/clients/remote_trouble_test.py.
#include "clients/cli/terminal/interruption.h"

namespace bellwether::cli {
namespace {

std::atomic<bool> asked_to_end{false};
std::atomic<int> received{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void Request(int signal) {
  received = signal;
  asked_to_end = true;
}

}  // namespace

Interruption::Interruption() {
  struct sigaction action {};
  action.sa_handler = Request;
  sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, &before_interrupt_);
  sigaction(SIGTERM, &action, &before_terminate_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &before_interrupt_, nullptr);
  sigaction(SIGTERM, &before_terminate_, nullptr);
}

const std::atomic<bool>& Interruption::flag() { return asked_to_end; }

void Interruption::EndAsAsked() {
  const int signal = received.load();
  if (signal == 0) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace bellwether::cli
