// Tested by tests/engine/imports/export_reader_test.cc.
#include "engine/imports/json_path.h"

#include <charconv>

namespace bellwether::imports {
namespace {

const Node* ItemOf(const Node& list, std::string_view index) {
  size_t number = 0;
  const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), number);
  const bool whole = error == std::errc() && end == index.data() + index.size();
  return whole && number < list.items.size() ? &list.items[number] : nullptr;
}

const Node* StepInto(const Node& node, std::string_view key) {
  return node.is_sequence() ? ItemOf(node, key) : node.Find(key);
}

}  // namespace

const Node* FindPath(const Node& root, std::string_view path) {
  for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    const Node* const inner = StepInto(root, path.substr(0, dot));
    if (inner == nullptr) continue;
    if (const Node* const found = FindPath(*inner, path.substr(dot + 1))) return found;
  }
  return StepInto(root, path);
}

}  // namespace bellwether::imports
