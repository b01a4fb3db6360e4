// Whether an object has a key already, for the two readers of JSON. One thread.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_SEEN_KEYS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_SEEN_KEYS_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "engine/yaml/node.h"

namespace bellwether {

// Asked before each entry of one object. Most objects are small, and their keys are compared one by
// one; those of a larger one are remembered, so that it takes linear time.
class SeenKeys {
 public:
  bool Has(const Node& object, std::string_view key) {
    const std::vector<Entry>& entries = object.entries;
    if (entries.size() < kFew) {
      return std::any_of(entries.begin(), entries.end(),
                         [key](const Entry& entry) { return entry.key == key; });
    }
    if (keys_.empty()) {
      for (const Entry& entry : entries) keys_.insert(entry.key);
    }
    return !keys_.emplace(key).second;
  }

 private:
  static constexpr size_t kFew = 32;

  std::unordered_set<std::string> keys_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_SEEN_KEYS_H_
