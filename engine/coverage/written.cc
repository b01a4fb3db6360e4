// Tested by tests/engine/coverage/written_test.cc.
#include "engine/coverage/written.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/schema/free_keys.h"
#include "engine/yaml/source_text.h"
#include "engine/yaml/yaml.h"

namespace bellwether::coverage {

Written::Written(const Sources& sources) : sources_(sources) {
  DiagnosticSink sink;
  for (uint32_t file = 0; file < sources.files().size(); ++file) {
    Walk(ParseYaml(sources, file, Limits(), sink), "");
  }
}

void Written::Walk(const Node& node, const std::string& path) {
  for (const Entry& entry : node.entries) {
    if (path.empty() && IsFreeKey(entry.key)) continue;
    AddEntry(entry, path.empty() ? entry.key : absl::StrCat(path, ".", entry.key));
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    const std::string below = absl::StrCat(path, "[", i, "]");
    places_.emplace(below, node.items[i].span);
    node.items[i].is_scalar() ? AddScalar(node.items[i], below) : Walk(node.items[i], below);
  }
}

void Written::AddEntry(const Entry& entry, const std::string& path) {
  places_.emplace(path, entry.key_span);
  const bool value = entry.value.is_scalar() || entry.value.is_null();
  const Span& name = entry.key_span;
  lines_.push_back({path, name.file, name.line, name.line, value});
  entry.value.is_scalar() ? AddScalar(entry.value, path) : Walk(entry.value, path);
}

void Written::AddScalar(const Node& node, const std::string& path) {
  const size_t end = node.text.empty() ? 0 : node.text.size() - 1;
  lines_.push_back({path, node.span.file, node.span.line, LineIn(node, end), true});
  scalars_.emplace(path, node);
}

Span Written::PlaceOf(std::string_view path) const {
  while (!path.empty()) {
    const auto place = places_.find(path);
    if (place != places_.end()) return place->second;
    path = Above(path);
  }
  return {};
}

const Node* Written::ScalarAt(std::string_view path) const {
  const auto scalar = scalars_.find(path);
  return scalar == scalars_.end() ? nullptr : &scalar->second;
}

// What escapes hide is taken to stand on the first line.
uint32_t Written::LineIn(const Node& scalar, size_t offset) const {
  if (scalar.verbatim) return scalar.span.line;
  const std::string& text = sources_.files()[scalar.span.file].text;
  const std::vector<size_t> offsets = OffsetsOf(text, scalar);
  if (offset >= offsets.size()) return scalar.span.line;
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(OffsetOf(text, scalar.span));
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(offsets[offset]);
  return scalar.span.line + static_cast<uint32_t>(std::count(begin, end, '\n'));
}

std::string_view Above(std::string_view path) {
  const size_t end = path.find_last_of(".[");
  return end == std::string_view::npos ? std::string_view() : path.substr(0, end);
}

}  // namespace bellwether::coverage
