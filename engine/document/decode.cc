// Scalars, and the sentences that all decoders share.
//
// Tested by tests/engine/document/document_test.cc.
#include "engine/document/decode.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/schema/free_keys.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

// Seconds of `14d`, `12h`, `30m`, `45s` or `2w`; nothing for anything else.
std::optional<int64_t> ParsePeriod(std::string_view text) {
  constexpr int64_t kMost = 100'000;  // of any unit; 274 years of days
  int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count <= 0 || count > kMost) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  if (unit == "w") return count * 7 * 86'400;
  if (unit == "d") return count * 86'400;
  if (unit == "h") return count * 3'600;
  if (unit == "m") return count * 60;
  if (unit == "s") return count;
  return std::nullopt;
}

// A word, a number or a truth value, as it is written.
std::optional<Literal> ReadLiteral(const Given& given, Reading& reading) {
  const Node& node = given.node;
  if (node.is_scalar() && !node.quoted && !node.text.empty()) {
    if (node.text == "true" || node.text == "false") return Literal(node.text == "true");
    if (const auto number = ParseNumber(node.text)) return Literal(*number);
    if (const auto constant = ConstantAt(node, reading)) return Literal(*constant);
    const char first = node.text[0];
    if (absl::ascii_isdigit(static_cast<unsigned char>(first)) || first == '.' || first == '-') {
      ReadNumber(node, given.what(), reading.sink);  // says what is wrong with it
      return std::nullopt;
    }
  }
  auto text = ReadText(node, given.what(), reading.sink);
  if (!text) return std::nullopt;
  return Literal(std::move(*text));
}

bool IsLanguageTag(std::string_view tag) {
  const size_t primary = std::min(tag.find('-'), tag.size());
  return primary >= 2 && primary <= 8 && tag.size() <= 35 && !tag.ends_with('-') &&
         std::all_of(tag.begin(), tag.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
         });
}

Text::Entry TextEntry(std::string language, std::string text, const Node& node, const Given& given,
                      Reading& reading) {
  Text::Entry entry{std::move(language), std::move(text), node.span, node.verbatim};
  if (!given.info.fills_constants) return entry;
  std::string filled = FillConstants(entry.text, reading);
  if (filled == entry.text) return entry;
  entry.written = std::exchange(entry.text, std::move(filled));
  return entry;
}

void DecodeLanguage(const Entry& entry, const Given& given, Text& out, Reading& reading) {
  if (!IsLanguageTag(entry.key)) {
    reading.sink.Error(
        "bad-language", entry.key_span, absl::StrCat(Quoted(entry.key), " is not a language tag"),
        absl::StrCat(given.what(), " is a text, or texts by tag: {en: ..., id: ...}"));
    return;
  }
  const std::string what = absl::StrCat("`", entry.key, "`");
  if (auto text = ReadText(entry.value, what, reading.sink)) {
    out.entries.push_back(TextEntry(entry.key, std::move(*text), entry.value, given, reading));
  }
}

}  // namespace

std::string Given::what() const { return absl::StrCat("`", ToAbsl(name), "`"); }

bool IsWithin(const Given& given, double value, Reading& reading) {
  const auto& [least, most] = std::tie(given.info.least, given.info.most);
  if (value >= least && value <= most) return true;
  const bool bounded = most <= std::numeric_limits<double>::max();
  const std::string range =
      bounded ? absl::StrCat("between ", FormatNumber(least), " and ", FormatNumber(most))
              : absl::StrCat("at least ", FormatNumber(least));
  reading.sink.Error("out-of-range", given.node.span,
                     absl::StrCat(given.what(), " must be ", range, ", not ", FormatNumber(value)));
  return false;
}

bool IsGoodName(std::string_view name, const Span& at, Reading& reading) {
  const uint32_t most = reading.limits.max_name_bytes;
  const bool printable = std::none_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(c));
  });
  const bool trimmed = absl::StripAsciiWhitespace(ToAbsl(name)).size() == name.size();
  if (!name.empty() && name.size() <= most && printable && trimmed) return true;
  reading.sink.Error("bad-name", at, absl::StrCat(Quoted(name), " is not a name"),
                     absl::StrCat("a name has 1 to ", most, " bytes and no blanks around it"));
  return false;
}

void ReportUnknownKey(const Entry& entry, std::span<const std::string> known, Reading& reading) {
  // With more errors than are shown, nobody reads this hint.
  const bool shown = reading.sink.error_count() < reading.limits.max_diagnostics;
  reading.sink.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                     IsFreeKey(entry.key) ? std::string(kFreeKeyHint)
                     : shown              ? DidYouMean(entry.key, known)
                                          : "");
}

void ReportMissingKey(const Given& given, const FieldInfo& info, Reading& reading) {
  const std::string of = given.name.empty() ? "the pack" : given.what();
  reading.sink.Error("missing-key", given.name_span,
                     absl::StrCat(of, " needs the key `", ToAbsl(info.key), "`"),
                     std::string(info.about));
}

void ReportUnknownWord(const Given& given, std::span<const std::string> known, Reading& reading) {
  const std::string wanted = absl::StrCat("one of ", absl::StrJoin(known, ", "));
  if (!given.node.is_scalar()) return WrongType(given.node, given.what(), wanted, reading.sink);
  const std::string closest = ClosestName(given.node.text, known);
  reading.sink.Error(
      "unknown-value", given.node.span,
      absl::StrCat(given.what(), " must be ", wanted, ", not ", Quoted(given.node.text)),
      closest.empty() ? "" : absl::StrCat("did you mean `", closest, "`?"));
}

bool IsList(const Given& given, std::string_view example, Reading& reading) {
  if (given.node.is_sequence() || given.node.is_null()) return true;
  WrongType(given.node, given.what(), "a list", reading.sink,
            absl::StrCat("write ", ToAbsl(example)));
  return false;
}

bool IsMapping(const Given& given, Reading& reading) {
  if (given.node.is_mapping() || given.node.is_null()) return true;
  const std::string what = given.name.empty() ? std::string("a pack file") : given.what();
  WrongType(given.node, what, "a mapping", reading.sink);
  return false;
}

void Decode(const Given& given, Located<double>& out, Reading& reading) {
  const auto value = NumberAt(given.node, given.what(), reading);
  if (value && IsWithin(given, *value, reading)) out = {*value, given.node.span};
}

void Decode(const Given& given, Located<int64_t>& out, Reading& reading) {
  const auto value = IntegerAt(given.node, given.what(), reading);
  if (!value || !IsWithin(given, static_cast<double>(*value), reading)) return;
  out = {*value, given.node.span};
}

void Decode(const Given& given, Located<bool>& out, Reading& reading) {
  if (const auto value = ReadBool(given.node, given.what(), reading.sink)) {
    out = {*value, given.node.span};
  }
}

void Decode(const Given& given, Located<std::string>& out, Reading& reading) {
  auto text = ReadText(given.node, given.what(), reading.sink);
  if (!text || !IsGoodName(*text, given.node.span, reading)) return;
  out = {std::move(*text), given.node.span};
}

void Decode(const Given& given, Located<Period>& out, Reading& reading) {
  const Node& node = given.node;
  if (const auto seconds = node.is_scalar() ? ParsePeriod(node.text) : std::nullopt) {
    out = {{*seconds}, node.span};
    return;
  }
  const bool bare = node.is_scalar() && ParseNumber(node.text).has_value();
  WrongType(node, given.what(), "a length of time", reading.sink,
            bare ? absl::StrCat("write the unit too: ", node.text, "d for days")
                 : "write a whole number and w, d, h, m or s: 14d, 12h");
}

void Decode(const Given& given, Located<MissingPolicy>& out, Reading& reading) {
  const Node& node = given.node;
  using Kind = MissingPolicy::Kind;
  if (node.is_mapping() && node.entries.size() == 1 && node.entries[0].key == "value") {
    const Entry& entry = node.entries[0];
    const FieldInfo info{"value", ""};
    if (auto literal = ReadLiteral({entry.value, entry.key_span, "value", info}, reading)) {
      out = {{Kind::kValue, std::move(*literal), entry.value.span}, node.span};
    }
    return;
  }
  const auto* word = node.is_scalar() ? FindWord<Kind>(node.text) : nullptr;
  if (word && word->value != Kind::kValue) {
    out = {{word->value, 0.0, {}}, node.span};
    return;
  }
  static const std::vector<std::string> kKnown = {"exclude", "neutral", "worst", "error",
                                                  "{value: X}"};
  ReportUnknownWord(given, kKnown, reading);
}

void Decode(const Given& given, ExpressionText& out, Reading& reading) {
  auto text = ReadText(given.node, given.what(), reading.sink);
  if (!text) return;
  if (absl::StripAsciiWhitespace(*text).empty()) {
    reading.sink.Error("empty-expression", given.node.span, absl::StrCat(given.what(), " is empty"),
                       "write a condition or formula");
    return;
  }
  out = {std::move(*text), given.node.span, given.node.verbatim};
}

void Decode(const Given& given, Text& out, Reading& reading) {
  if (given.node.is_mapping()) {
    out.span = given.node.span;
    if (given.node.entries.empty()) WrongType(given.node, given.what(), "a text", reading.sink);
    for (const Entry& entry : given.node.entries) DecodeLanguage(entry, given, out, reading);
  } else if (auto text = ReadText(given.node, given.what(), reading.sink)) {
    out = {{TextEntry("", std::move(*text), given.node, given, reading)}, given.node.span};
  }
}

void Decode(const Given& given, std::vector<Text>& out, Reading& reading) {
  if (!given.node.is_sequence()) return Decode(given, out.emplace_back(), reading);
  for (const Node& item : given.node.items) {
    Decode(Given{item, item.span, given.name, given.info}, out.emplace_back(), reading);
  }
}

std::string_view Word(SignalType type) { return WordOf(type); }
std::string_view Word(StalePolicy policy) { return WordOf(policy); }
std::string_view Word(Better better) { return WordOf(better); }
std::string_view Word(RowKey key) { return WordOf(key); }
std::string_view Word(MissingPolicy::Kind kind) { return WordOf(kind); }
std::string_view Word(Curve::Kind kind) { return WordOf(kind); }

}  // namespace bellwether::document
