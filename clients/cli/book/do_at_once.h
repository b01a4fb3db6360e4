// A DoBoth that does both at once: the other in a thread of its own.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_DO_AT_ONCE_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_DO_AT_ONCE_H_

#include <functional>
#include <thread>

namespace bellwether::cli {

inline void DoAtOnce(const std::function<void()>& one, const std::function<void()>& other) {
  std::thread second(other);
  one();
  second.join();
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_DO_AT_ONCE_H_
