// Mappings are compared key by key. A list of named things (bands, stages, reasons) is compared
// name by name, and then by its order; any other list is one value.
//
// Tested by tests/engine/difference/difference_test.cc.
#include "engine/difference/difference.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/difference/together.h"
#include "engine/document/document.h"
#include "engine/ruleset/canonical.h"

namespace bellwether::difference {
namespace {

using Keys = std::vector<std::string>;

// What a pack spells out inline, and the tree holds apart: `of: x, points: [...]` is a curve.
constexpr char kCurve[] = "curve";

std::string TextOf(const Node& node) {
  if (node.is_null()) return "";
  if (node.is_scalar()) return node.text;
  const bool mapping = node.is_mapping();
  std::string text = mapping ? "{" : "[";
  for (const Entry& entry : node.entries) {
    absl::StrAppend(&text, text.size() > 1 ? ", " : "", entry.key, ": ", TextOf(entry.value));
  }
  for (const Node& item : node.items) {
    absl::StrAppend(&text, text.size() > 1 ? ", " : "", TextOf(item));
  }
  return text + (mapping ? "}" : "]");
}

bool Same(const Node& one, const Node& other) {
  if (one.kind != other.kind) return false;
  if (one.is_scalar()) return one.text == other.text && one.quoted == other.quoted;
  if (one.is_mapping()) {
    return one.entries.size() == other.entries.size() &&
           std::all_of(one.entries.begin(), one.entries.end(), [&other](const Entry& entry) {
             const Node* const found = other.Find(entry.key);
             return found != nullptr && Same(entry.value, *found);
           });
  }
  return std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(),
                    Same);
}

// An item of a list of named things: `green` or `{green: {...}}`; nothing for any other.
std::optional<Entry> NamedItem(const Node& item) {
  if (item.is_scalar() && item.quoted) return Entry{item.text, item.span, Node()};
  if (item.is_mapping() && item.entries.size() == 1) return item.entries[0];
  return std::nullopt;
}

// The list as a mapping; nothing when some item has no name, or two have the same.
std::optional<Node> ByName(const Node& list) {
  if (!list.is_sequence()) return std::nullopt;
  Node mapping;
  mapping.kind = Node::Kind::kMapping;
  mapping.span = list.span;
  for (const Node& item : list.items) {
    auto named = NamedItem(item);
    if (!named || mapping.Find(named->key) != nullptr) return std::nullopt;
    mapping.entries.push_back(*std::move(named));
  }
  return mapping;
}

Keys KeysOf(const Node& mapping) {
  Keys keys;
  for (const Entry& entry : mapping.entries) keys.push_back(entry.key);
  return keys;
}

bool SameKeys(Keys one, Keys other) {
  std::sort(one.begin(), one.end());
  std::sort(other.begin(), other.end());
  return one == other;
}

class Comparison {
 public:
  void Compare(const Node& from, const Node& to) {
    if (Same(from, to)) return;
    if (from.is_mapping() && to.is_mapping()) return CompareEntries(from, to);
    const auto old_names = ByName(from), new_names = ByName(to);
    if (old_names && new_names) return CompareNames(*old_names, *new_names);
    AddChanged(from, to);
  }

  std::vector<RuleChange> Take() { return std::move(changes_); }

 private:
  // Those of the new pack in its order; what is gone stands before the next that is left.
  void CompareEntries(const Node& from, const Node& to) {
    size_t looked_at = 0;  // of `from`
    const auto say_gone_before = [&](size_t end) {
      for (; looked_at < end; ++looked_at) {
        const Entry& entry = from.entries[looked_at];
        if (to.Find(entry.key) == nullptr) Below(entry.key, [&] { AddGone(entry); });
      }
    };
    for (const Entry& entry : to.entries) {
      const auto before =
          std::find_if(from.entries.begin(), from.entries.end(),
                       [&entry](const Entry& other) { return other.key == entry.key; });
      if (before == from.entries.end()) {
        Below(entry.key, [&] { AddNew(entry); });
        continue;
      }
      say_gone_before(static_cast<size_t>(before - from.entries.begin()));
      Below(entry.key, [&] { Compare(before->value, entry.value); });
    }
    say_gone_before(from.entries.size());
  }

  void CompareNames(const Node& from, const Node& to) {
    const Keys before = KeysOf(from), after = KeysOf(to);
    if (before != after && SameKeys(before, after)) {
      changes_.push_back({ChangeKind::kReordered, keys_, absl::StrJoin(before, ", "),
                          absl::StrJoin(after, ", "), from.span, to.span});
    }
    CompareEntries(from, to);
  }

  template <typename Do>
  void Below(const std::string& key, const Do& compare) {
    const bool shown = key != kCurve || !InComponent();
    if (shown) keys_.push_back(key);
    compare();
    if (shown) keys_.pop_back();
  }

  // Whether the keys lead to a component or criterion, and not to a list of such by name.
  bool InComponent() const {
    if (keys_.size() < 2) return false;
    const std::string& list = keys_[keys_.size() - 2];
    return list == "components" || list == "criteria";
  }

  void AddNew(const Entry& entry) {
    changes_.push_back({ChangeKind::kAdded, keys_, "", TextOf(entry.value), {}, entry.key_span});
  }
  void AddGone(const Entry& entry) {
    changes_.push_back({ChangeKind::kRemoved, keys_, TextOf(entry.value), "", entry.key_span, {}});
  }
  void AddChanged(const Node& from, const Node& to) {
    changes_.push_back({ChangeKind::kChanged, keys_, TextOf(from), TextOf(to), from.span, to.span});
  }

  Keys keys_;
  std::vector<RuleChange> changes_;
};

}  // namespace

std::string RuleChange::path() const { return absl::StrJoin(keys, "."); }

Node MeaningOf(const Sources& sources, const Limits& limits) {
  std::vector<Meaning> meanings;
  for (const document::Document& variant : document::ParseVariants(sources, limits).value) {
    meanings.push_back({variant.setting.Describe(), ruleset::CanonicalTree(variant, limits)});
  }
  return Together(std::move(meanings));
}

std::vector<RuleChange> DifferencesOf(const Node& from, const Node& to) {
  Comparison comparison;
  comparison.Compare(from, to);
  return comparison.Take();
}

}  // namespace bellwether::difference
