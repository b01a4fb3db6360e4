// The trees have the same keys in the same places, so they are walked side by side.
//
// Tested by tests/engine/difference/difference_test.cc.
#include "engine/difference/together.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace bellwether::difference {
namespace {

// One place of the base, and the same place of every other tree; null where one has none.
using Others = std::vector<const Node*>;

class Joiner {
 public:
  explicit Joiner(const std::vector<Meaning>& meanings) : meanings_(meanings) {}

  void Join(Node& base, const Others& others) const {
    if (base.is_scalar()) return JoinScalar(base, others);
    for (Entry& entry : base.entries) {
      Join(entry.value,
           Below(others, [&entry](const Node& other) { return other.Find(entry.key); }));
    }
    for (size_t i = 0; i < base.items.size(); ++i) {
      Join(base.items[i], Below(others, [i](const Node& other) {
             return i < other.items.size() ? &other.items[i] : nullptr;
           }));
    }
  }

 private:
  template <typename Find>
  static Others Below(const Others& others, const Find& find) {
    Others below;
    for (const Node* other : others) below.push_back(other == nullptr ? nullptr : find(*other));
    return below;
  }

  void JoinScalar(Node& base, const Others& others) const {
    const std::string own = base.text;
    for (size_t i = 0; i < others.size(); ++i) {
      if (others[i] == nullptr || others[i]->text == own) continue;
      absl::StrAppend(&base.text, ", ", meanings_[i + 1].setting, ": ", others[i]->text);
    }
  }

  const std::vector<Meaning>& meanings_;
};

}  // namespace

Node Together(std::vector<Meaning> meanings) {
  Node base = std::move(meanings.front().tree);
  Others others;
  for (size_t i = 1; i < meanings.size(); ++i) others.push_back(&meanings[i].tree);
  if (!others.empty()) Joiner(meanings).Join(base, others);
  return base;
}

}  // namespace bellwether::difference
