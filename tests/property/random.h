// Random choices, the same for the same seed on every machine: only raw numbers of the generator
// are used, because distributions differ between libraries.
#ifndef BELLWETHER_TESTS_PROPERTY_RANDOM_H_
#define BELLWETHER_TESTS_PROPERTY_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace bellwether {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  // 0 .. limit - 1.
  uint64_t Below(uint64_t limit) { return engine_() % limit; }
  // Both ends included.
  int64_t Between(int64_t least, int64_t most) {
    return least + static_cast<int64_t>(Below(static_cast<uint64_t>(most - least + 1)));
  }
  bool Chance(uint64_t percent) { return Below(100) < percent; }

  template <typename T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }
  template <typename T>
  T Pick(std::initializer_list<T> list) {
    return *(list.begin() + Below(list.size()));
  }
  // In a random order.
  template <typename T>
  void Shuffle(std::vector<T>& list) {
    for (size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[Below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_RANDOM_H_
