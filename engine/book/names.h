// Names as numbers: each different text once.
//
// Not thread-safe while names are added; afterwards any number of threads may read.
#ifndef BELLWETHER_ENGINE_BOOK_NAMES_H_
#define BELLWETHER_ENGINE_BOOK_NAMES_H_

#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bellwether::book {

// Position of a name. Which number a name has depends on the order of reading: answers are ordered
// by text.
using Name = uint32_t;
inline constexpr Name kNoName = std::numeric_limits<Name>::max();

class Names {
 public:
  Names() = default;
  Names(Names&&) = default;
  Names& operator=(Names&&) = default;

  Name Add(std::string_view text) {
    const auto known = positions_.find(text);
    if (known != positions_.end()) return known->second;
    const auto name = static_cast<Name>(texts_.size());
    texts_.emplace_back(text);
    positions_.emplace(texts_.back(), name);
    return name;
  }
  // kNoName when it was never added.
  Name Find(std::string_view text) const {
    const auto known = positions_.find(text);
    return known == positions_.end() ? kNoName : known->second;
  }
  // "" for kNoName.
  std::string_view operator[](Name name) const {
    return name == kNoName ? std::string_view() : std::string_view(texts_[name]);
  }
  size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // which do not move: positions_ refers to them
  std::unordered_map<std::string_view, Name> positions_;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_NAMES_H_
