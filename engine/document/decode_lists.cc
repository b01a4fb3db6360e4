// Lists with shapes of their own: names that may carry notes, bounds, bands, rows.
//
// Tested by tests/engine/document/document_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/decode.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

// `60`, `{below: 60}` or `{above: 60}`.
std::optional<Bound> ReadBound(const Given& given, const Node& item, Reading& reading) {
  if (!item.is_mapping()) {
    const auto value = NumberAt(item, absl::StrCat("each bound of ", given.what()), reading);
    if (!value) return std::nullopt;
    return Bound{Bound::Kind::kInclusive, *value, item.span};
  }
  const auto* word =
      item.entries.size() == 1 ? FindWord<Bound::Kind>(item.entries[0].key) : nullptr;
  if (!word || word->value == Bound::Kind::kInclusive) {
    WrongType(item, absl::StrCat("each bound of ", given.what()), "a number", reading.sink,
              "a strict bound is {below: 60} or {above: 60}");
    return std::nullopt;
  }
  const auto value =
      NumberAt(item.entries[0].value, absl::StrCat("`", item.entries[0].key, "`"), reading);
  if (!value) return std::nullopt;
  return Bound{word->value, *value, item.entries[0].value.span};
}

}  // namespace

bool SeenNames::Add(const Given& given, const std::string& name, const Span& at, Reading& reading) {
  const auto [earlier, is_new] = places_.emplace(name, at);
  if (is_new) return true;
  reading.sink.Error("duplicate-name", at,
                     absl::StrCat(Quoted(name), " stands twice in ", given.what(), ", first at ",
                                  earlier->second.line, ":", earlier->second.column),
                     "delete one of the two");
  return false;
}

std::optional<ListEntry> ReadListEntry(const Given& given, const Node& item,
                                       std::string_view example, Reading& reading) {
  ListEntry entry;
  if (item.is_mapping() && item.entries.size() == 1) {
    entry = {item.entries[0].key, item.entries[0].key_span, item.entries[0].value};
  } else if (item.is_scalar()) {
    entry.name = item.text;
    entry.span = item.span;
    entry.value.span = item.span;
  } else {
    WrongType(item, absl::StrCat("each entry of ", given.what()),
              "a name or a mapping with one name", reading.sink,
              absl::StrCat("write ", ToAbsl(example)));
    return std::nullopt;
  }
  if (!IsGoodName(entry.name, entry.span, reading)) return std::nullopt;
  return entry;
}

void Decode(const Given& given, std::vector<Bound>& out, Reading& reading) {
  if (!IsList(given, "[60, 90]", reading)) return;
  for (const Node& item : given.node.items) {
    if (const auto bound = ReadBound(given, item, reading)) out.push_back(*bound);
  }
}

void Decode(const Given& given, BenchmarkRow& out, Reading& reading) {
  if (given.node.is_mapping()) return DecodeFields(given, out, reading);
  if (given.node.is_null()) {
    return WrongType(given.node, given.what(), "a list", reading.sink, "write [60, 90]");
  }
  Decode(given, out.bounds, reading);
  if (given.node.is_sequence()) out.span = given.node.span;
}

void Decode(const Given& given, Band& out, Reading& reading) {
  if (given.node.is_mapping()) return DecodeFields(given, out, reading);
  const FieldInfo& info = std::get<0>(Table<Band>::kFields).info;
  Decode(Given{given.node, given.name_span, given.name, info}, out.from, reading);
}

}  // namespace bellwether::document
