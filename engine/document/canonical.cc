// JSON without blanks, the keys of each object in byte order: any two packs that mean the same have
// the same bytes, and no two that differ do, because every text is quoted and escaped.
//
// Tested by tests/engine/document/canonical_test.cc.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/number.h"
#include "engine/document/document.h"
#include "engine/document/encode.h"

namespace bellwether::document {
namespace {

void AppendText(std::string_view text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned char>(c));
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
}

bool IsBare(const Node& scalar) {
  return !scalar.quoted &&
         (scalar.text == "true" || scalar.text == "false" || ParseNumber(scalar.text).has_value());
}

void Append(const Node& node, std::string& out);

void AppendMapping(const Node& node, std::string& out) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : node.entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return a->key < b->key; });
  out.push_back('{');
  for (const Entry* entry : entries) {
    if (out.back() != '{') out.push_back(',');
    AppendText(entry->key, out);
    out.push_back(':');
    Append(entry->value, out);
  }
  out.push_back('}');
}

void AppendSequence(const Node& node, std::string& out) {
  out.push_back('[');
  for (const Node& item : node.items) {
    if (out.back() != '[') out.push_back(',');
    Append(item, out);
  }
  out.push_back(']');
}

void Append(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::kNull:
      out += "null";
      break;
    case Node::Kind::kSequence:
      AppendSequence(node, out);
      break;
    case Node::Kind::kMapping:
      AppendMapping(node, out);
      break;
    case Node::Kind::kScalar:
      if (IsBare(node)) {
        out += node.text;
      } else {
        AppendText(node.text, out);
      }
      break;
  }
}

}  // namespace

std::string CanonicalForm(const Document& document, const ExpressionNormaliser& normalise) {
  std::string text;
  Append(EncodeDocument(document, normalise, Keys::kOfAnswers), text);
  return text;
}

}  // namespace bellwether::document
