// YAML in one spelling, a place behind each line. Not meant to be read back.
//
// Tested by the golden files in tests/golden/document.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/document/document.h"
#include "engine/document/encode.h"

namespace bellwether::document {
namespace {

// "  @12:5", in a later file "  @1/12:5".
std::string PlaceText(const Span& span) {
  if (!span.known()) return "";
  const std::string file = span.file == 0 ? "" : absl::StrCat(span.file, "/");
  return absl::StrCat("  @", file, span.line, ":", span.column);
}

std::string ScalarText(const Node& node) {
  if (!node.quoted) return node.text;
  std::string text = "\"";
  for (const char c : node.text) {
    if (c == '"' || c == '\\') text.push_back('\\');
    if (c == '\n') {
      text += "\\n";
    } else {
      text.push_back(c);
    }
  }
  return text + "\"";
}

// A list of scalars, or of such lists: written on one line.
bool IsFlat(const Node& node) {
  return node.is_sequence() &&
         std::all_of(node.items.begin(), node.items.end(),
                     [](const Node& item) { return item.is_scalar() || IsFlat(item); });
}

// A list item such as `{at_most: 15, points: 10}`.
bool IsFlatMapping(const Node& node) {
  return node.is_mapping() &&
         std::all_of(node.entries.begin(), node.entries.end(),
                     [](const Entry& entry) { return entry.value.is_scalar(); });
}

std::string FlatText(const Node& node) {
  if (node.is_scalar()) return ScalarText(node);
  const bool mapping = node.is_mapping();
  std::string text = mapping ? "{" : "[";
  for (const Entry& entry : node.entries) {
    absl::StrAppend(&text, text.size() > 1 ? ", " : "", entry.key, ": ", FlatText(entry.value));
  }
  for (const Node& item : node.items) {
    absl::StrAppend(&text, text.size() > 1 ? ", " : "", FlatText(item));
  }
  return text + (mapping ? "}" : "]");
}

class Dump {
 public:
  void Write(std::string_view lead, const Node& node, const Span& place, size_t depth) {
    const bool item = lead == "-";
    absl::StrAppend(&text_, std::string(2 * depth, ' '), std::string(lead), item ? "" : ":");
    if (node.is_scalar() || IsFlat(node) || (item && IsFlatMapping(node))) {
      const Span& own = node.span.known() ? node.span : place;
      absl::StrAppend(&text_, " ", FlatText(node), PlaceText(own), "\n");
      return;
    }
    absl::StrAppend(&text_, PlaceText(place), "\n");
    WriteBelow(node, depth + 1);
  }

  void WriteBelow(const Node& node, size_t depth) {
    for (const Entry& entry : node.entries) Write(entry.key, entry.value, entry.key_span, depth);
    for (const Node& item : node.items) Write("-", item, item.span, depth);
  }

  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string DumpDocument(const Document& document) {
  Dump dump;
  dump.WriteBelow(EncodeDocument(document, {}, Keys::kAll), 0);
  return dump.Take();
}

}  // namespace bellwether::document
