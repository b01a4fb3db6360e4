// There is one Encode() for each kind of member; a null node stands for a field that was not given.
// Where a pack may spell one thing in two ways, the shorter one is written.
//
// Tested by tests/engine/document/canonical_test.cc and the golden files in tests/golden/document.
#include "engine/document/encode.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/document/dated.h"
#include "engine/document/decode.h"
#include "engine/document/tables.h"
#include "engine/document/words.h"

namespace bellwether::document {
namespace {

struct Writing {
  const ExpressionNormaliser& normalise;
  Keys keys;
};

Node Scalar(std::string_view text, const Span& span, bool quoted) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = std::string(text);
  node.span = span;
  node.quoted = quoted;
  return node;
}

Node Plain(std::string_view text, const Span& span) { return Scalar(text, span, false); }
Node Quoted(std::string_view text, const Span& span) { return Scalar(text, span, true); }

Node OfKind(Node::Kind kind, const Span& span = {}) {
  Node node;
  node.kind = kind;
  node.span = span;
  return node;
}

void Put(Node& mapping, std::string_view key, const Span& key_span, Node value) {
  mapping.entries.push_back({std::string(key), key_span, std::move(value)});
}

Node Mapping(std::string_view key, Node value, const Span& span) {
  Node mapping = OfKind(Node::Kind::kMapping, span);
  Put(mapping, key, span, std::move(value));
  return mapping;
}

std::string PeriodText(int64_t seconds) {
  constexpr std::array<std::pair<int64_t, const char*>, 4> kUnits = {
      {{86'400, "d"}, {3'600, "h"}, {60, "m"}, {1, "s"}}};
  for (const auto& [size, unit] : kUnits) {
    if (seconds % size == 0) return absl::StrCat(seconds / size, unit);
  }
  return "";
}

Node EncodeValue(double value, const Span& span) { return Plain(FormatNumber(value), span); }
Node EncodeValue(int64_t value, const Span& span) { return Plain(absl::StrCat(value), span); }
Node EncodeValue(bool value, const Span& span) { return Plain(value ? "true" : "false", span); }
Node EncodeValue(const std::string& value, const Span& span) { return Quoted(value, span); }
Node EncodeValue(Period value, const Span& span) { return Plain(PeriodText(value.seconds), span); }

Node EncodeValue(Day value, const Span& span) { return Quoted(DayText(value.number), span); }

Node EncodeValue(NumberPair value, const Span& span) {
  Node pair = OfKind(Node::Kind::kSequence, span);
  pair.items = {EncodeValue(value.first, span), EncodeValue(value.second, span)};
  return pair;
}

Node EncodeValue(const MissingPolicy& policy, const Span& span) {
  if (policy.kind != MissingPolicy::Kind::kValue) return Plain(Word(policy.kind), span);
  Node value =
      std::visit([&policy](const auto& literal) { return EncodeValue(literal, policy.value_span); },
                 policy.value);
  return Mapping("value", std::move(value), span);
}

template <typename Enum>
requires std::is_enum_v<Enum> Node EncodeValue(Enum value, const Span& span) {
  return Plain(WordOf(value), span);
}

template <typename T>
Node Encode(const Located<T>& field, const Writing&) {
  return field.present() ? EncodeValue(field.value, field.span) : Node();
}

Node Encode(const ExpressionText& field, const Writing& writing) {
  if (!field.present()) return {};
  return Quoted(writing.normalise ? writing.normalise(field.text) : field.text, field.span);
}

// By language it is a list: its first entry is the fallback.
Node Encode(const Text& text, const Writing&) {
  if (text.entries.size() == 1 && text.entries[0].language.empty()) {
    return Quoted(text.entries[0].text, text.span);
  }
  Node list = OfKind(text.present() ? Node::Kind::kSequence : Node::Kind::kNull, text.span);
  for (const Text::Entry& entry : text.entries) {
    list.items.push_back(Mapping(entry.language, Quoted(entry.text, entry.span), entry.span));
  }
  return list;
}

Node EncodeItem(const Text& text, const Writing& writing) { return Encode(text, writing); }

Node EncodeItem(const Bound& bound, const Writing&) {
  Node value = EncodeValue(bound.value, bound.span);
  if (bound.kind == Bound::Kind::kInclusive) return value;
  return Mapping(WordOf(bound.kind), std::move(value), bound.span);
}

Node EncodeItem(const CurvePoint& point, const Writing&) {
  Node pair = OfKind(Node::Kind::kSequence, point.span);
  pair.items = {EncodeValue(point.x, point.span), EncodeValue(point.y, point.span)};
  return pair;
}

Node EncodeItem(const Step& step, const Writing&) {
  const bool last = step.test == Step::Test::kElse;
  Node mapping = Mapping(WordOf(step.test), EncodeValue(last ? step.points : step.bound, step.span),
                         step.span);
  if (!last) Put(mapping, "points", step.span, EncodeValue(step.points, step.span));
  return mapping;
}

template <Tabled Struct>
Node EncodeItem(const Struct& item, const Writing& writing);
template <Tabled Struct>
Node Encode(const Struct& out, const Writing& writing);
template <typename Element>
Node Encode(const NamedList<Element>& list, const Writing& writing);

template <typename Item>
Node Encode(const std::vector<Item>& items, const Writing& writing) {
  if (items.empty()) return {};
  Node list = OfKind(Node::Kind::kSequence);
  for (const Item& item : items) list.items.push_back(EncodeItem(item, writing));
  return list;
}

// A struct that consists of one thing and its notes is written as the thing when it has none.
Node Shorten(const Band& band, Node mapping) {
  const bool bare = mapping.entries.size() == 1 && band.from.present();
  return bare ? std::move(mapping.entries[0].value) : std::move(mapping);
}
Node Shorten(const BenchmarkRow& row, Node mapping) {
  const bool bare = mapping.entries.size() == 1 && !row.bounds.empty();
  return bare ? std::move(mapping.entries[0].value) : std::move(mapping);
}
template <typename Struct>
Node Shorten(const Struct&, Node mapping) {
  return mapping;
}

template <typename Struct>
struct FieldEncoder {
  const Struct& out;
  const Writing& writing;
  Node& mapping;

  void Add(std::string_view key, Node value) const {
    if (value.is_null() || (value.is_mapping() && value.entries.empty())) return;
    const Span span = value.span;
    Put(mapping, key, span, std::move(value));
  }
  template <typename Member>
  void operator()(const Field<Struct, Member>& field) const {
    if (writing.keys == Keys::kOfAnswers && !field.info.changes_answers) return;
    Add(field.info.key, Encode(out.*field.member, writing));
  }
  template <typename Member, typename Fields>
  void operator()(const InlineFields<Struct, Member, Fields>& inlined) const {
    if (inlined.other_spelling) return;
    ForEach(inlined.fields, FieldEncoder<Member>{out.*inlined.member, writing, mapping});
  }
  template <typename Element>
  void operator()(const OtherKeys<Struct, NamedList<Element>>& others) const {
    for (Entry& entry : Encode(out.*others.member, writing).entries) {
      mapping.entries.push_back(std::move(entry));
    }
  }
};

template <Tabled Struct>
Node Encode(const Struct& out, const Writing& writing) {
  Node mapping = OfKind(Node::Kind::kMapping);
  if constexpr (requires { out.span; }) mapping.span = out.span;
  ForEach(Table<Struct>::kFields, FieldEncoder<Struct>{out, writing, mapping});
  return Shorten(out, std::move(mapping));
}

template <Tabled Struct>
Node EncodeItem(const Struct& item, const Writing& writing) {
  return Encode(item, writing);
}

template <typename Element>
Node EncodeListed(const NamedList<Element>& list, const Writing& writing) {
  Node node = OfKind(list.empty() ? Node::Kind::kNull : Node::Kind::kSequence);
  for (const Named<Element>& named : list) {
    Node value = Encode(named.value, writing);
    const bool bare = value.is_mapping() && value.entries.empty();
    node.items.push_back(bare ? Quoted(named.name, named.span)
                              : Mapping(named.name, std::move(value), named.span));
  }
  return node;
}

template <typename Element>
Node Encode(const NamedList<Element>& list, const Writing& writing) {
  if constexpr (kIsOrdered<Element>) {
    return EncodeListed(list, writing);
  } else {
    Node node = OfKind(Node::Kind::kMapping);
    for (const Named<Element>& named : list) {
      Put(node, named.name, named.span, Encode(named.value, writing));
    }
    return node;
  }
}

}  // namespace

Node EncodeDocument(const Document& document, const ExpressionNormaliser& normalise, Keys keys) {
  return Encode(document, Writing{normalise, keys});
}

}  // namespace bellwether::document
