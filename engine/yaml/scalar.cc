// The conversions are strict and the hints are generous: each spelling that other YAML readers
// accept is recognised in order to say what to write instead.
//
// Tested by tests/engine/yaml/scalar_test.cc.
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr double kLargestExactInteger = 9007199254740992.0;  // 2^53

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// The text without its sign.
std::string_view Magnitude(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

std::string WithoutCharacter(std::string_view text, char unwanted) {
  std::string result(text);
  result.erase(std::remove(result.begin(), result.end(), unwanted), result.end());
  return result;
}

// What to write instead of `text` where a number is wanted; "" when it is no kind of number.
std::string NumberHint(std::string_view text) {
  const std::string_view magnitude = Magnitude(text);
  const std::string lower = absl::AsciiStrToLower(ToAbsl(magnitude));
  if (lower == ".inf" || lower == ".nan" || lower == "inf" || lower == "nan" ||
      lower == "infinity") {
    return "infinity and NaN are no values; leave the key out where there is no limit";
  }
  if (lower.starts_with("0x") || lower.starts_with("0o") || lower.starts_with("0b")) {
    return "write the number in decimal digits";
  }
  if (IsDigits(magnitude) && magnitude.starts_with('0')) {
    const size_t first = std::min(magnitude.find_first_not_of('0'), magnitude.size() - 1);
    return absl::StrCat("write it without leading zeros: ", std::string(magnitude.substr(first)));
  }
  for (const char separator : {'_', ',', '\''}) {
    if (IsDigits(WithoutCharacter(magnitude, separator)) &&
        magnitude.find(separator) != std::string_view::npos) {
      return separator == ',' ? "write a decimal point as `.`, and digits without grouping"
                              : "write the digits without grouping";
    }
  }
  if (text.ends_with('%')) {
    const std::string_view share = text.substr(0, text.find_last_not_of(" %") + 1);
    const auto percent = ParseNumber(share);
    if (percent) return absl::StrCat("write a share as a fraction: ", FormatNumber(*percent / 100));
  }
  return "";
}

bool IsOtherBool(std::string_view lower) {
  constexpr std::string_view kWords[] = {"yes", "no", "on", "off", "y", "n", "true", "false"};
  return std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
}

std::string BoolHint(std::string_view text) {
  const std::string lower = absl::AsciiStrToLower(ToAbsl(text));
  if (!IsOtherBool(lower)) return "write true or false";
  const bool means_true = lower == "yes" || lower == "on" || lower == "y" || lower == "true";
  return absl::StrCat("write ", means_true ? "true" : "false");
}

bool IsForbiddenControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
}

}  // namespace

std::string DescribeNode(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kNull:
      return "nothing";
    case Node::Kind::kSequence:
      return "a list";
    case Node::Kind::kMapping:
      return "a mapping";
    case Node::Kind::kScalar:
      break;
  }
  if (node.quoted) return absl::StrCat("the text ", Quoted(node.text));
  if (ParseNumber(node.text)) return absl::StrCat("the number ", Quoted(node.text));
  return Quoted(node.text);
}

void WrongType(const Node& node, std::string_view what, std::string_view wanted,
               DiagnosticSink& sink, std::string hint) {
  sink.Error("type-mismatch", node.span,
             absl::StrCat(ToAbsl(what), " must be ", ToAbsl(wanted), ", not ", DescribeNode(node)),
             std::move(hint));
}

std::optional<double> ReadNumber(const Node& node, std::string_view what, DiagnosticSink& sink) {
  const std::optional<double> value =
      node.is_scalar() ? ParseNumber(node.text) : std::optional<double>();
  if (value && !node.quoted) return value;
  WrongType(node, what, "a number", sink, value ? "remove the quotes" : NumberHint(node.text));
  return std::nullopt;
}

std::optional<int64_t> ReadInteger(const Node& node, std::string_view what, DiagnosticSink& sink) {
  const std::optional<double> value = ReadNumber(node, what, sink);
  if (!value) return std::nullopt;
  if (std::trunc(*value) == *value && std::fabs(*value) <= kLargestExactInteger) {
    return static_cast<int64_t>(*value);
  }
  WrongType(node, what, "a whole number", sink);
  return std::nullopt;
}

std::optional<bool> ReadBool(const Node& node, std::string_view what, DiagnosticSink& sink) {
  const bool word = node.is_scalar() && (node.text == "true" || node.text == "false");
  if (word && !node.quoted) return node.text == "true";
  WrongType(node, what, "true or false", sink,
            word               ? "remove the quotes"
            : node.is_scalar() ? BoolHint(node.text)
                               : "");
  return std::nullopt;
}

std::optional<std::string> ReadText(const Node& node, std::string_view what, DiagnosticSink& sink) {
  if (!node.is_scalar()) {
    WrongType(node, what, "a text", sink);
    return std::nullopt;
  }
  if (std::any_of(node.text.begin(), node.text.end(), IsForbiddenControl)) {
    sink.Error("control-character", node.span,
               absl::StrCat(ToAbsl(what), " holds a control character"), "delete it");
    return std::nullopt;
  }
  return node.text;
}

}  // namespace bellwether
