// bellwetherd from start to stop.
#ifndef BELLWETHER_SERVER_APP_H_
#define BELLWETHER_SERVER_APP_H_

namespace bellwether {

// Reads flags and file, loads the pack, serves until SIGTERM or SIGINT, drains, and returns the
// exit code. Ready line on stdout; log, diagnostics and errors on stderr. To be called once, from
// main, before any thread is started.
int RunServer(int argc, const char* const* argv);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_APP_H_
