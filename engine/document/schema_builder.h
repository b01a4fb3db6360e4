// Types of members to schemas: the counterpart of decode.h, one SchemaOf() for each Decode().
// Internal to engine/document.
#ifndef BELLWETHER_ENGINE_DOCUMENT_SCHEMA_BUILDER_H_
#define BELLWETHER_ENGINE_DOCUMENT_SCHEMA_BUILDER_H_

#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/document/document.h"
#include "engine/document/fields.h"
#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/schema/schema.h"

namespace bellwether::document {

// Stands for a member's type, without a value.
template <typename T>
struct Of {};

// Definitions that were asked for, each made once.
class SchemaBuilder {
 public:
  // How a number may be written beside its numeral: by the name of a constant and by date, or not.
  enum class Numbers { kNumerals, kAlsoConstants };
  explicit SchemaBuilder(Numbers numbers = Numbers::kNumerals);

  // What stands where a number may, by what its numeral is.
  Schema NumberOr(Schema numeral) const;

  // Refers to the definition of a struct. `whole` false: its required keys may stand elsewhere.
  template <Tabled Struct>
  Schema Refer(bool whole = true);

  SchemaDocument Take(Schema root) {
    document_.root = std::move(root);
    return std::move(document_);
  }

  // The mapping that a table describes.
  template <Tabled Struct>
  Schema MappingOf(bool whole);

 private:
  void Define(std::string name, Schema schema) {
    document_.definitions.emplace_back(std::move(name), std::move(schema));
  }

  const Numbers numbers_;
  SchemaDocument document_;
};

// Values that are no struct: names of definitions that the builder always makes, and those that
// depend on the range of their key. A number may also be the name of a constant, or be dated.
Schema NumberWithin(const SchemaBuilder& builder, Schema::Type type, const FieldInfo& info);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<double>>);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<int64_t>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<bool>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<std::string>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<Period>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<Day>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<MissingPolicy>>);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<NumberPair>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<ExpressionText>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Text>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<std::vector<Text>>);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<std::vector<Bound>>);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<std::vector<CurvePoint>>);
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<std::vector<Step>>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<BenchmarkRow>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Band>);
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<NamedList<Component>>);

// What Finish() checks after the fields of a struct.
void Constrain(Of<Curve>, Schema& mapping);
void Constrain(Of<Component>, Schema& mapping);
void Constrain(Of<Criterion>, Schema& mapping);
void Constrain(Of<UsageThreshold>, Schema& mapping);
void Constrain(Of<Alert>, Schema& mapping);
template <typename Struct>
void Constrain(Of<Struct>, Schema&) {}

// A mapping by name.
Schema NamedMapping(Schema value);
// A list of names, each of which may have a value: `[one, {two: ...}]`; `bare`: or none.
Schema NamedSequence(Schema value, bool bare);

template <typename Enum>
requires std::is_enum_v<Enum> Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<Enum>>) {
  std::vector<std::string> words;
  for (const auto& entry : Words<Enum>::kAll) words.emplace_back(entry.word);
  return OneOf(std::move(words));
}

template <Tabled Struct>
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<Struct>) {
  return builder.Refer<Struct>();
}

template <Tabled Struct>
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<std::vector<Struct>>) {
  Schema list = ListOf(builder.Refer<Struct>());
  list.types.push_back(Schema::Type::kNull);
  return list;
}

template <typename Element>
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<NamedList<Element>>) {
  Schema value = SchemaOf(builder, info, Of<Element>{});
  if constexpr (kIsListed<Element>) {
    return NamedSequence(std::move(value), !std::is_same_v<Element, Band>);
  } else {
    return NamedMapping(std::move(value));
  }
}

// What the table says about a key, beside what its type says.
void Describe(const FieldInfo& info, Schema& value);

template <typename Struct>
struct KeyCollector {
  SchemaBuilder& builder;
  bool whole;
  Schema& mapping;

  template <typename Member>
  void operator()(const Field<Struct, Member>& field) const {
    constexpr bool kSection = std::is_same_v<Struct, Document> && Tabled<Member>;
    Schema value;
    if constexpr (kSection) {
      value = builder.Refer<Member>(/*whole=*/false);
    } else {
      value = SchemaOf(builder, field.info, Of<Member>{});
    }
    Describe(field.info, value);
    mapping.keys.push_back(
        {std::string(field.info.key), std::move(value), field.info.required && whole});
  }
  template <typename Member, typename Fields>
  void operator()(const InlineFields<Struct, Member, Fields>& inlined) const {
    ForEach(inlined.fields, KeyCollector<Member>{builder, whole, mapping});
  }
  template <typename Element>
  void operator()(const OtherKeys<Struct, NamedList<Element>>& others) const {
    Schema value = SchemaOf(builder, others.info, Of<Element>{});
    Describe(others.info, value);
    mapping.other_keys.push_back(std::move(value));
  }
};

template <Tabled Struct>
Schema SchemaBuilder::MappingOf(bool whole) {
  Schema mapping = OfType(Schema::Type::kMapping);
  mapping.title = std::string(Table<Struct>::kTitle);
  mapping.description = DescriptionOf(Table<Struct>::kAbout, "", "");
  ForEach(Table<Struct>::kFields, KeyCollector<Struct>{*this, whole, mapping});
  Constrain(Of<Struct>{}, mapping);
  bool demands = !mapping.one_key_of.empty();
  for (const Schema::Key& key : mapping.keys) demands = demands || key.required;
  if (!demands) mapping.types.push_back(Schema::Type::kNull);  // an empty mapping
  return mapping;
}

template <Tabled Struct>
Schema SchemaBuilder::Refer(bool whole) {
  const std::string name = DefinitionName(Table<Struct>::kTitle);
  if (document_.Find(name) == nullptr) {
    const size_t place = document_.definitions.size();
    Define(name, {});  // before its keys, which may refer to it
    document_.definitions[place].second = MappingOf<Struct>(whole);
  }
  return Definition(name);
}

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_SCHEMA_BUILDER_H_
