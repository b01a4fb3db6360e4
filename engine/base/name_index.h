// Where a name stands in a list: a hash table over names that never change.
//
//   NameIndex index(names);              // keeps no reference to `names`
//   index.Find("mood", [&](uint32_t i) { return names[i]; })   // i, or kNotFound
//
// Immutable once built; any thread. Of equal names the first is found.
#ifndef BELLWETHER_ENGINE_BASE_NAME_INDEX_H_
#define BELLWETHER_ENGINE_BASE_NAME_INDEX_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

namespace bellwether {

class NameIndex {
 public:
  static constexpr uint32_t kNotFound = std::numeric_limits<uint32_t>::max();

  NameIndex() = default;
  // `name_of(i)` for i below `count` gives the names.
  template <typename NameOf>
  NameIndex(uint32_t count, NameOf name_of) {
    size_t size = 2;
    while (size < 2 * size_t{count}) size *= 2;
    buckets_.assign(size, kNotFound);
    for (uint32_t i = 0; i < count; ++i) {
      size_t at = Start(name_of(i));
      while (buckets_[at] != kNotFound && name_of(buckets_[at]) != name_of(i)) at = Next(at);
      if (buckets_[at] == kNotFound) buckets_[at] = i;
    }
  }

  template <typename NameOf>
  uint32_t Find(std::string_view name, NameOf name_of) const {
    if (buckets_.empty()) return kNotFound;
    size_t at = Start(name);
    while (buckets_[at] != kNotFound && name_of(buckets_[at]) != name) at = Next(at);
    return buckets_[at];
  }

 private:
  size_t Start(std::string_view name) const {
    return std::hash<std::string_view>()(name) & (buckets_.size() - 1);
  }
  size_t Next(size_t at) const { return (at + 1) & (buckets_.size() - 1); }

  std::vector<uint32_t> buckets_;  // a power of two of them, at most half of them full
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_NAME_INDEX_H_
