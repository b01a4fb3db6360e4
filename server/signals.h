// SIGTERM, SIGINT and SIGHUP as something to wait for.
#ifndef BELLWETHER_SERVER_SIGNALS_H_
#define BELLWETHER_SERVER_SIGNALS_H_

#include <functional>

namespace bellwether {

// Blocks SIGTERM, SIGINT and SIGHUP for the calling thread and all threads that it will start;
// ignores SIGPIPE. First thing in main.
void BlockStopSignals();

// Waits for SIGTERM or SIGINT and returns its number; calls `on_hangup` at each SIGHUP meanwhile.
int AwaitStopSignal(const std::function<void()>& on_hangup);

// From now on SIGTERM or SIGINT ends the process at once, with exit code 130: who asks a second
// time does not want to wait.
void LetStopSignalsEndTheProcess();

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SIGNALS_H_
