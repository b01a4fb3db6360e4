// Tested by tests/server/short_slices_test.cc.
#include "server/base/background_thread.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

#include "server/base/short_slices.h"

namespace bellwether {
namespace {

constexpr int kNice = 10;  // of 19: the weight of a thread that nobody waits for
// By weight as long as the usual one, so that it is not preferred for it; but whoever is woken, by
// whatever library, waits no longer for this one to give way.
constexpr absl::Duration kSlice = absl::Microseconds(300);

}  // namespace

void YieldToOtherThreads() {
  // On Linux a thread has a priority of its own, under its own number.
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
  AskForShortSlices(kSlice);
}

std::thread StartBackgroundThread(const std::string& name, std::function<void()> run) {
  return std::thread([name, run = std::move(run)] {
    pthread_setname_np(pthread_self(), name.c_str());
    YieldToOtherThreads();
    run();
  });
}

}  // namespace bellwether
