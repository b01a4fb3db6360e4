// Tested by tests/engine/yaml/flow_text_test.cc.
#include "engine/yaml/flow_text.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

// 2026-03-01, which readers of tests and accounts take for a date where one may stand.
bool IsDate(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == '-' ? c == '-' : absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

bool IsPlain(std::string_view text) {
  const bool letter =
      !text.empty() && absl::ascii_isalpha(static_cast<unsigned char>(text.front()));
  return letter && text.back() != ' ' && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == ' ' || c == '_' ||
                  c == '-' || c == '.' || c == '/';
         });
}

bool IsSpecial(std::string_view text) {
  static constexpr std::string_view kSpecial[] = {"true", "false", "yes", "no", "null",
                                                  "on",   "off",   "y",   "n",  "~"};
  return std::any_of(std::begin(kSpecial), std::end(kSpecial), [text](std::string_view word) {
    return absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(word));
  });
}

}  // namespace

std::string YamlText(std::string_view text) {
  if (IsDate(text) || (IsPlain(text) && !IsSpecial(text))) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      quoted += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
      continue;
    }
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string FlowText(const Node& node) {
  std::vector<std::string> parts;
  switch (node.kind) {
    case Node::Kind::kNull:
      return "~";
    case Node::Kind::kScalar:
      return node.quoted ? YamlText(node.text) : node.text;
    case Node::Kind::kSequence:
      for (const Node& item : node.items) parts.push_back(FlowText(item));
      return absl::StrCat("[", absl::StrJoin(parts, ", "), "]");
    case Node::Kind::kMapping:
      break;
  }
  for (const Entry& entry : node.entries) {
    parts.push_back(absl::StrCat(YamlText(entry.key), ": ", FlowText(entry.value)));
  }
  return absl::StrCat("{", absl::StrJoin(parts, ", "), "}");
}

}  // namespace bellwether
