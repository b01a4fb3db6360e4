// Numbers by numeral, by the name of a constant, and by date; and the constants themselves.
//
// A place that takes a number takes all three, because every decoder asks here. What a name or a
// date comes to is handed on as the node that a numeral would have been, so messages about the
// number are the same.
//
// Tested by tests/engine/document/constants_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/dated.h"
#include "engine/document/decode.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

// What could be a name where a number is wanted. Words that YAML has a meaning for are left to the
// reader of numbers, who says what to write.
bool LooksLikeName(const Node& node) {
  if (!node.is_scalar() || node.quoted || node.text.empty()) return false;
  if (node.text == "true" || node.text == "false" || node.text == "null") return false;
  const auto is_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  };
  return !absl::ascii_isdigit(static_cast<unsigned char>(node.text[0])) &&
         std::all_of(node.text.begin(), node.text.end(), is_word);
}

std::vector<std::string> NamesOf(const std::vector<KnownConstant>& constants) {
  std::vector<std::string> names;
  for (const KnownConstant& constant : constants) names.push_back(constant.name);
  return names;
}

const KnownConstant* FindConstant(std::string_view name, const Reading& reading) {
  const auto found = std::find_if(reading.constants.begin(), reading.constants.end(),
                                  [name](const KnownConstant& one) { return one.name == name; });
  return found == reading.constants.end() ? nullptr : &*found;
}

Node Numeral(double value, const Span& at) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = FormatNumber(value);
  node.span = at;
  return node;
}

// The numeral that stands for `node` in this setting; nothing after an error.
std::optional<Node> Resolve(const Node& node, const std::string& what, Reading& reading) {
  if (reading.setting != nullptr && IsDated(node)) {
    const Node* const value = ValueInForce(node, what, reading);
    return value == nullptr ? std::nullopt : Resolve(*value, what, reading);
  }
  if (!LooksLikeName(node)) return node;
  if (const auto value = ConstantAt(node, reading)) return Numeral(*value, node.span);
  if (reading.constants.empty()) return node;  // which is no number, as its reader says
  const std::string hint = DidYouMean(node.text, NamesOf(reading.constants));
  reading.sink.Error(
      "unknown-constant", node.span,
      absl::StrCat(what, " must be a number or a constant, and there is no constant ",
                   Quoted(node.text)),
      hint.empty() ? absl::StrCat("write a number, or add `", node.text, "` to `constants`")
                   : hint);
  return std::nullopt;
}

// The numbers of the deployment in place of the pack's own.
void ApplyOverrides(const Overrides& overrides, NamedList<Constant>& constants) {
  for (const Override& set : overrides) {
    const auto constant =
        std::find_if(constants.begin(), constants.end(),
                     [&set](const Named<Constant>& one) { return one.name == set.name; });
    if (constant == constants.end()) continue;  // reported for the pack as a whole
    Constant& value = constant->value;
    if (set.segment.empty()) {
      value.value.value = set.value;
      continue;
    }
    const auto segment =
        std::find_if(value.segments.begin(), value.segments.end(),
                     [&set](const Named<Located<double>>& one) { return one.name == set.segment; });
    if (segment != value.segments.end()) {
      segment->value.value = set.value;
    } else {
      value.segments.push_back({set.segment, constant->span, {set.value, constant->span}});
    }
  }
}

double ValueIn(const Constant& constant, const std::string& segment) {
  const auto* const own = Find(constant.segments, segment);
  return own != nullptr && own->value.present() ? own->value.value : constant.value.value;
}

}  // namespace

std::optional<double> ConstantAt(const Node& node, Reading& reading) {
  if (!LooksLikeName(node)) return std::nullopt;
  const KnownConstant* const found = FindConstant(node.text, reading);
  if (found == nullptr) return std::nullopt;
  reading.uses.push_back({node.span, static_cast<uint32_t>(found - reading.constants.data())});
  return found->value;
}

std::optional<double> NumberAt(const Node& node, const std::string& what, Reading& reading) {
  const std::optional<Node> numeral = Resolve(node, what, reading);
  return numeral ? ReadNumber(*numeral, what, reading.sink) : std::nullopt;
}

std::optional<int64_t> IntegerAt(const Node& node, const std::string& what, Reading& reading) {
  const std::optional<Node> numeral = Resolve(node, what, reading);
  return numeral ? ReadInteger(*numeral, what, reading.sink) : std::nullopt;
}

void Decode(const Given& given, NamedList<Constant>& out, Reading& reading) {
  DecodeNamed(given, out, reading);
  if (reading.overrides != nullptr) ApplyOverrides(*reading.overrides, out);
  const std::string segment = reading.setting == nullptr ? "" : reading.setting->segment;
  for (const Named<Constant>& constant : out) {
    reading.constants.push_back({constant.name, ValueIn(constant.value, segment)});
  }
}

std::string FillConstants(std::string_view text, Reading& reading) {
  std::string filled;
  while (!text.empty()) {
    const size_t open = std::min(text.find('{'), text.size());
    const size_t close = text.find('}', open);
    filled += text.substr(0, open);
    text.remove_prefix(open);
    if (close == std::string_view::npos) return filled += text;
    const std::string_view inner = text.substr(1, close - open - 1);
    const size_t colon = std::min(inner.find(':'), inner.size());
    const std::string_view format = inner.substr(colon);
    const KnownConstant* const constant = FindConstant(inner.substr(0, colon), reading);
    if (constant != nullptr && (format.empty() || format == ":percent")) {
      filled += NumberForPeople(constant->value, !format.empty());
      reading.filled.push_back(static_cast<uint32_t>(constant - reading.constants.data()));
      text.remove_prefix(close - open + 1);
    } else {
      filled += text.front();
      text.remove_prefix(1);
    }
  }
  return filled;
}

}  // namespace bellwether::document
