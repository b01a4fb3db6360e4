// SIGTERM and SIGINT as something to wait for.
#ifndef BELLWETHER_SERVER_SIGNALS_H_
#define BELLWETHER_SERVER_SIGNALS_H_

namespace bellwether {

// Blocks SIGTERM and SIGINT for the calling thread and all threads that it will start; ignores
// SIGPIPE. First thing in main.
void BlockStopSignals();

// Waits for one of them and returns its number.
int AwaitStopSignal();

// From now on such a signal ends the process at once, with exit code 130: who asks a second time
// does not want to wait.
void LetStopSignalsEndTheProcess();

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SIGNALS_H_
