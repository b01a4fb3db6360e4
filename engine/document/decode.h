// Nodes to structs, by the tables of tables.h. Internal to engine/document.
//
// There is one Decode() for each kind of member. Each reports its own mistakes and leaves the
// member as not given when it cannot be read.
#ifndef BELLWETHER_ENGINE_DOCUMENT_DECODE_H_
#define BELLWETHER_ENGINE_DOCUMENT_DECODE_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/limits.h"
#include "engine/document/document.h"
#include "engine/document/fields.h"
#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether::document {

// A constant as it is in the setting at hand.
struct KnownConstant {
  std::string name;
  double value = 0;
};

// One run over the tree of a pack, in one setting.
struct Reading {
  const Limits& limits;
  DiagnosticSink& sink;
  // Of packs: other documents have neither dates nor constants.
  const Setting* setting = nullptr;
  const Overrides* overrides = nullptr;
  std::vector<KnownConstant> constants = {};  // empty until they are read
  std::vector<ConstantUse> uses = {};
  std::vector<uint32_t> filled = {};  // as Document::filled_constants
  uint32_t component_depth = 0;
  uint32_t component_count = 0;
};

// A value together with what it is called.
struct Given {
  const Node& node;
  Span name_span;  // of the key or list entry that names it
  std::string_view name;
  const FieldInfo& info;
  bool whole = true;  // false: keys may be lost, so none is reported as missing
  // For messages: "`weight`".
  std::string what() const;
};

// The one place where numbers are read (numbers.cc): `what` is a numeral, the name of a constant,
// or a list of values with dates, of which the setting has one. Nothing after an error.
std::optional<double> NumberAt(const Node& node, const std::string& what, Reading& reading);
std::optional<int64_t> IntegerAt(const Node& node, const std::string& what, Reading& reading);
// The constant that a plain scalar names; nothing, without a word, where it names none.
std::optional<double> ConstantAt(const Node& node, Reading& reading);
// The text with `{constants}` filled in; others than constants are left as they are.
std::string FillConstants(std::string_view text, Reading& reading);

void Decode(const Given& given, Located<double>& out, Reading& reading);
void Decode(const Given& given, Located<Day>& out, Reading& reading);
void Decode(const Given& given, NamedList<Constant>& out, Reading& reading);
void Decode(const Given& given, Located<int64_t>& out, Reading& reading);
void Decode(const Given& given, Located<bool>& out, Reading& reading);
void Decode(const Given& given, Located<std::string>& out, Reading& reading);
void Decode(const Given& given, Located<Period>& out, Reading& reading);
void Decode(const Given& given, Located<MissingPolicy>& out, Reading& reading);
void Decode(const Given& given, ExpressionText& out, Reading& reading);
void Decode(const Given& given, Text& out, Reading& reading);
void Decode(const Given& given, std::vector<Text>& out, Reading& reading);
void Decode(const Given& given, std::vector<Bound>& out, Reading& reading);
void Decode(const Given& given, BenchmarkRow& out, Reading& reading);
void Decode(const Given& given, std::vector<CurvePoint>& out, Reading& reading);
void Decode(const Given& given, std::vector<Step>& out, Reading& reading);
void Decode(const Given& given, Band& out, Reading& reading);
void Decode(const Given& given, NamedList<Component>& out, Reading& reading);
void Decode(const Given& given, Located<NumberPair>& out, Reading& reading);

// After the fields of a struct: what its table cannot say.
void Finish(const Given& given, Curve& curve, Reading& reading);
void Finish(const Given& given, Component& component, Reading& reading);
void Finish(const Given& given, HealthModel& model, Reading& reading);
void Finish(const Given& given, Criterion& criterion, Reading& reading);
void Finish(const Given& given, UsageThreshold& threshold, Reading& reading);
void Finish(const Given& given, Effective& effective, Reading& reading);
void Finish(const Given& given, Alert& alert, Reading& reading);
template <typename Struct>
void Finish(const Given&, Struct&, Reading&) {}

// Shared by the decoders.
bool IsWithin(const Given& given, double value, Reading& reading);
bool IsGoodName(std::string_view name, const Span& at, Reading& reading);
void ReportUnknownKey(const Entry& entry, std::span<const std::string> known, Reading& reading);
void ReportMissingKey(const Given& given, const FieldInfo& info, Reading& reading);
void ReportUnknownWord(const Given& given, std::span<const std::string> known, Reading& reading);
// False, with an error, unless `node` is a list (or a mapping, below); null counts as an empty one.
bool IsList(const Given& given, std::string_view example, Reading& reading);
bool IsMapping(const Given& given, Reading& reading);

// Names seen in one list, each with its place.
class SeenNames {
 public:
  // False, with an error at `at`, when the name is there already.
  bool Add(const Given& given, const std::string& name, const Span& at, Reading& reading);

 private:
  std::unordered_map<std::string, Span> places_;
};

// One entry of a list of names: `smb`, or `{smb: ...}` with the value of its only key.
struct ListEntry {
  std::string name;
  Span span;
  Node value;
};
std::optional<ListEntry> ReadListEntry(const Given& given, const Node& item,
                                       std::string_view example, Reading& reading);

template <typename Enum>
requires std::is_enum_v<Enum>
void Decode(const Given& given, Located<Enum>& out, Reading& reading) {
  const EnumWord<Enum>* const found =
      given.node.is_scalar() ? FindWord<Enum>(given.node.text) : nullptr;
  if (found) {
    out = {found->value, given.node.span};
    return;
  }
  std::vector<std::string> known;
  for (const auto& entry : Words<Enum>::kAll) known.emplace_back(entry.word);
  ReportUnknownWord(given, known, reading);
}

// Settles the curve of a struct that takes it under `curve:` or inline. False, with an error, when
// both or neither are there.
bool SettleCurve(const Given& given, Curve& curve, Reading& reading);

// Tries the entries of a table in turn; true when one of them takes the key.
template <typename Struct>
struct EntryDecoder {
  const Entry& entry;
  Struct& out;
  Reading& reading;

  template <typename Member>
  bool operator()(const Field<Struct, Member>& field) const {
    if (entry.key != field.info.key) return false;
    Decode(Given{entry.value, entry.key_span, entry.key, field.info}, out.*field.member, reading);
    return true;
  }
  template <typename Member, typename Fields>
  bool operator()(const InlineFields<Struct, Member, Fields>& inlined) const {
    return EntryDecoder<Member>{entry, out.*inlined.member, reading}.Try(inlined.fields);
  }
  template <typename Element>
  bool operator()(const OtherKeys<Struct, NamedList<Element>>& others) const {
    if (!IsGoodName(entry.key, entry.key_span, reading)) return true;
    Named<Element> named{entry.key, entry.key_span, {}};
    Decode(Given{entry.value, entry.key_span, entry.key, others.info}, named.value, reading);
    (out.*others.member).push_back(std::move(named));
    return true;
  }
  template <typename Fields>
  bool Try(const Fields& fields) const {
    return std::apply([this](const auto&... one) { return ((*this)(one) || ...); }, fields);
  }
};

template <Tabled Struct>
void DecodeFields(const Given& given, Struct& out, Reading& reading) {
  if (!IsMapping(given, reading)) return;
  if constexpr (requires { out.span; }) out.span = given.node.span;
  for (const Entry& entry : given.node.entries) {
    if (EntryDecoder<Struct>{entry, out, reading}.Try(Table<Struct>::kFields)) continue;
    ReportUnknownKey(entry, KeysOf(Table<Struct>::kFields), reading);
  }
  const auto check_required = [&](const FieldInfo& info) {
    if (info.required && given.whole && !given.node.Find(info.key)) {
      ReportMissingKey(given, info, reading);
    }
  };
  ForEach(Table<Struct>::kFields, VisitInfo<decltype(check_required)>{check_required});
  Finish(given, out, reading);
}

template <Tabled Struct>
void Decode(const Given& given, Struct& out, Reading& reading) {
  DecodeFields(given, out, reading);
}

// `caps: [{...}, {...}]`
template <Tabled Struct>
void Decode(const Given& given, std::vector<Struct>& out, Reading& reading) {
  if (!IsList(given, "[{...}, {...}]", reading)) return;
  for (const Node& item : given.node.items) {
    Decode(Given{item, item.span, given.name, given.info}, out.emplace_back(), reading);
  }
}

// Whether the order of a mapping means something, so that the canonical form keeps it: of reasons
// that hold, the first is the primary one.
template <typename Element>
inline constexpr bool kIsOrdered = kIsListed<Element>;
template <>
inline constexpr bool kIsOrdered<Reason> = true;
template <>
inline constexpr bool kIsOrdered<Dashboard> = true;

template <typename Element>
inline constexpr std::string_view kListExample = "[one, {two: {description: ...}}]";
template <>
inline constexpr std::string_view kListExample<Band> = "[{green: 80}, {red: 0}]";

template <typename Element>
void DecodeListed(const Given& given, NamedList<Element>& out, Reading& reading) {
  if (!IsList(given, kListExample<Element>, reading)) return;
  SeenNames seen;
  for (const Node& item : given.node.items) {
    const std::optional<ListEntry> entry =
        ReadListEntry(given, item, kListExample<Element>, reading);
    if (!entry || !seen.Add(given, entry->name, entry->span, reading)) continue;
    Named<Element> named{entry->name, entry->span, {}};
    Decode(Given{entry->value, entry->span, entry->name, given.info}, named.value, reading);
    out.push_back(std::move(named));
  }
}

template <typename Element>
void DecodeNamed(const Given& given, NamedList<Element>& out, Reading& reading) {
  if (!IsMapping(given, reading)) return;
  for (const Entry& entry : given.node.entries) {
    if (!IsGoodName(entry.key, entry.key_span, reading)) continue;
    Named<Element> named{entry.key, entry.key_span, {}};
    Decode(Given{entry.value, entry.key_span, entry.key, given.info}, named.value, reading);
    out.push_back(std::move(named));
  }
}

template <typename Element>
void Decode(const Given& given, NamedList<Element>& out, Reading& reading) {
  if constexpr (kIsListed<Element>) {
    DecodeListed(given, out, reading);
  } else {
    DecodeNamed(given, out, reading);
  }
}

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DECODE_H_
