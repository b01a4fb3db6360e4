// Tested by tests/server/pack_watcher_test.cc.
#include "server/base/background_thread.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

namespace bellwether {
namespace {

constexpr int kNice = 10;  // of 19: the weight of a thread that nobody waits for

}  // namespace

void YieldToOtherThreads() {
  // On Linux a thread has a priority of its own, under its own number.
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

std::thread StartBackgroundThread(const std::string& name, std::function<void()> run) {
  return std::thread([name, run = std::move(run)] {
    pthread_setname_np(pthread_self(), name.c_str());
    YieldToOtherThreads();
    run();
  });
}

}  // namespace bellwether
