// Two things that have nothing to do with each other, done at once where the caller likes that: the
// engine starts no thread.
#ifndef BELLWETHER_ENGINE_BASE_DO_BOTH_H_
#define BELLWETHER_ENGINE_BASE_DO_BOTH_H_

#include <functional>

namespace bellwether {

// Returns when both are done. Nothing: one after the other. What comes out is the same.
using DoBoth =
    std::function<void(const std::function<void()>& one, const std::function<void()>& other)>;

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_DO_BOTH_H_
