// Tested by tests/clients/test_watch_test.py.
#include "clients/cli/commands/watch.h"

#include <chrono>
#include <cstdio>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/input/folder_watch.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {
namespace {

constexpr auto kBetweenLooks = std::chrono::milliseconds(200);
constexpr char kEmptyScreen[] = "\x1b[2J\x1b[3J\x1b[H";  // and nothing to scroll back to

void BeginRun() {
  if (!IsTerminal(stdout)) return;
  Output output;
  const std::string time = absl::FormatTime("%H:%M:%S", absl::Now(), absl::LocalTimeZone());
  output.Write(absl::StrCat(kEmptyScreen, time, "\n"));
  output.Flush();
}

// False when it was interrupted. A file that is still being written has changed again by the next
// look, so the run waits for a look at which nothing has.
bool WaitForChange(FolderWatch& watch, const Interruption& interruption) {
  bool changed = false;
  while (!interruption.requested()) {
    std::this_thread::sleep_for(kBetweenLooks);
    const bool again = watch.HasChanged();
    if (changed && !again) return true;
    changed = changed || again;
    if (again) watch.Look();
  }
  return false;
}

}  // namespace

ExitCode RunAtEveryChange(const std::string& folder, const std::function<ExitCode()>& run,
                          Console& console) {
  const Interruption interruption;
  FolderWatch watch(folder);
  do {
    watch.Look();
    BeginRun();
    run();
    console.Say(absl::StrCat("waiting for a change of ", folder, "; Ctrl-C ends"));
  } while (WaitForChange(watch, interruption));
  return ExitCode::kInterrupted;
}

}  // namespace bellwether::cli
