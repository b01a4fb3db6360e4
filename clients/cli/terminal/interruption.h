// Ctrl-C and SIGTERM as something that a run looks at, while it lives.
//
//   Interruption interruption;
//   while (!interruption.requested()) Work();
//
// The first signal asks the run to end; its results so far are written. A second one ends the
// program at once, as it would without this. What was there before comes back afterwards. One at a
// time.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_INTERRUPTION_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_INTERRUPTION_H_

#include <atomic>
#include <csignal>

namespace bellwether::cli {

class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const { return flag().load(); }
  // For those who look at it by themselves; lives as long as the program.
  static const std::atomic<bool>& flag();

  // Ends the program as the signal that was received would have, so that a shell stops its script
  // too. Returns when none was received.
  static void EndAsAsked();

 private:
  struct sigaction before_interrupt_ {};
  struct sigaction before_terminate_ {};
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_INTERRUPTION_H_
