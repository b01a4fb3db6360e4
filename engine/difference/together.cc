// The trees have the same keys in the same places, so they are walked side by side.
//
// Tested by tests/engine/difference/difference_test.cc.
#include "engine/difference/together.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"

namespace bellwether::difference {
namespace {

// One place in every tree, the base first; null where one has none.
using Places = std::vector<const Node*>;

class Joiner {
 public:
  explicit Joiner(const std::vector<Meaning>& meanings) : meanings_(meanings) {
    for (const Meaning& meaning : meanings) {
      const std::string& segment = meaning.setting.segment;
      const bool known = std::find(segments_.begin(), segments_.end(), segment) != segments_.end();
      if (!known) segments_.push_back(segment);
    }
  }

  Node Join(const Places& places) const {
    Node joined = *places.front();
    if (joined.is_scalar()) joined.text = TextOf(places);
    for (Entry& entry : joined.entries) {
      entry.value =
          Join(Below(places, [&entry](const Node& node) { return node.Find(entry.key); }));
    }
    for (size_t i = 0; i < joined.items.size(); ++i) {
      joined.items[i] = Join(Below(places, [i](const Node& node) {
        return i < node.items.size() ? &node.items[i] : nullptr;
      }));
    }
    return joined;
  }

 private:
  template <typename Find>
  static Places Below(const Places& places, const Find& find) {
    Places below;
    for (const Node* place : places) below.push_back(place == nullptr ? nullptr : find(*place));
    return below;
  }

  // What it is over time: "0.4, from 2026-07-01 0.5".
  std::string OverTime(const Places& places, const std::string& segment) const {
    std::string text;
    const std::string* last = nullptr;
    for (size_t i = 0; i < places.size(); ++i) {
      const document::Setting& setting = meanings_[i].setting;
      if (setting.segment != segment || places[i] == nullptr) continue;
      if (last != nullptr && places[i]->text == *last) continue;
      if (last != nullptr) {
        absl::StrAppend(&text, ", from ",
                        absl::FormatCivilTime(DayOfNumber(setting.from.value_or(0))), " ");
      }
      text += places[i]->text;
      last = &places[i]->text;
    }
    return text;
  }

  std::string TextOf(const Places& places) const {
    const std::string own = OverTime(places, "");
    std::string text = own;
    for (const std::string& segment : segments_) {
      const std::string other = OverTime(places, segment);
      if (other != own) absl::StrAppend(&text, ", for ", segment, " ", other);
    }
    return text;
  }

  const std::vector<Meaning>& meanings_;
  std::vector<std::string> segments_;
};

}  // namespace

Node Together(std::vector<Meaning> meanings) {
  if (meanings.size() == 1) return std::move(meanings.front().tree);
  Places places;
  for (const Meaning& meaning : meanings) places.push_back(&meaning.tree);
  return Joiner(meanings).Join(places);
}

}  // namespace bellwether::difference
