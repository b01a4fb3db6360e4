// A thread for what may wait while calls are answered.
//
//   std::thread thread = StartBackgroundThread("reload", [this] { Run(); });
#ifndef BELLWETHER_SERVER_BASE_BACKGROUND_THREAD_H_
#define BELLWETHER_SERVER_BASE_BACKGROUND_THREAD_H_

#include <functional>
#include <string>
#include <thread>

namespace bellwether {

// Runs `run` on a thread of that name, of at most 15 bytes, at a lower priority than all others:
// where the system allows that, it gets what they leave, and a tenth of a core when they leave
// nothing.
std::thread StartBackgroundThread(const std::string& name, std::function<void()> run);

// Gives the calling thread that priority.
void YieldToOtherThreads();

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_BACKGROUND_THREAD_H_
