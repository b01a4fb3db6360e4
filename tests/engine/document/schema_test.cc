// Tables and schema, key by key: the same names, the same requiredness, the same types, and of
// every key a description, and an example that the decoder takes.
#include "engine/document/schema.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <type_traits>

#include "engine/document/decode.h"
#include "engine/document/schema_builder.h"
#include "engine/document/tables.h"

namespace bellwether::document {
namespace {

// What a numeral is, of a number that may also be a constant or have dates.
const Schema& NumeralOf(const Schema& schema) {
  const bool number = schema.any_of.size() == 3 && schema.any_of[1].definition == "constant_name";
  return number ? schema.any_of.front() : schema;
}

// What a schema says of a value, in a word.
std::string KindOf(const Schema& written) {
  using Type = Schema::Type;
  const Schema& schema = NumeralOf(written);
  if (!schema.definition.empty()) return schema.definition;
  if (!schema.any_of.empty()) return "any of";
  if (!schema.words.empty()) return "words";
  if (!schema.pair.empty()) return "pair";
  switch (schema.types.empty() ? Type::kNull : schema.types.front()) {
    case Type::kNumber:
      return "number";
    case Type::kInteger:
      return "integer";
    case Type::kBoolean:
      return "boolean";
    case Type::kList:
      return "list";
    case Type::kMapping:
      return "mapping";
    default:
      return "?";
  }
}

// The same from the type of the member that holds it.
std::string KindOf(Of<Located<double>>) { return "number"; }
std::string KindOf(Of<Located<int64_t>>) { return "integer"; }
std::string KindOf(Of<Located<bool>>) { return "boolean"; }
std::string KindOf(Of<Located<std::string>>) { return "name"; }
std::string KindOf(Of<Located<Period>>) { return "period"; }
std::string KindOf(Of<Located<Day>>) { return "day"; }
std::string KindOf(Of<Located<MissingPolicy>>) { return "missing_policy"; }
std::string KindOf(Of<Located<NumberPair>>) { return "pair"; }
std::string KindOf(Of<ExpressionText>) { return "expression"; }
std::string KindOf(Of<Text>) { return "text"; }
std::string KindOf(Of<std::vector<Text>>) { return "texts"; }
std::string KindOf(Of<BenchmarkRow>) { return "any of"; }
template <typename Enum>
requires std::is_enum_v<Enum> std::string KindOf(Of<Located<Enum>>) { return "words"; }
template <typename Item>
std::string KindOf(Of<std::vector<Item>>) {
  return "list";
}
template <typename Element>
std::string KindOf(Of<NamedList<Element>>) {
  return kIsListed<Element> ? "list" : "mapping";
}
template <Tabled Struct>
std::string KindOf(Of<Struct>) {
  return DefinitionName(Table<Struct>::kTitle);
}

constexpr const char* kBasics[] = {"name",       "text",          "texts",
                                   "expression", "period",        "missing_policy",
                                   "day",        "constant_name", "dated_number"};

// Whatever has a table. A struct that is left out is found by its definition.
template <typename Visit>
void ForEachStruct(const Visit& visit) {
  const auto each = [&visit]<typename... Structs>(Of<std::tuple<Structs...>>) {
    (visit(Of<Structs>{}), ...);
  };
  each(Of<
       std::tuple<Label, Defaults, FromRecords, Generate, Signal, Derived, OnboardingStart,
                  Onboarding, Milestone, Cascade, Milestones, BenchmarkRow, BenchmarkSet, Benchmark,
                  Linear, Baseline, Curve, Component, Band, SegmentWeights, Cap, Floor, HealthModel,
                  Flag, PlaybookStep, Holdout, Playbook, Criterion, Dimension, Gate, Requirement,
                  UsageThreshold, Thresholds, Graduation, Reason, Response, Responses, Extension,
                  Phase, EarlyWin, EnablementLevel, Review, Handoff, Programme, GuideStep,
                  RecordShare, PortfolioMetric, Worklist, Dashboard, Grouping, DriverFact, Drivers,
                  Experiment, Constant, Effective, QuietHours, Alert, Titles, Document>>{});
}

// What the decoder says about a piece of YAML in the place of `member`.
template <typename Member>
std::string Mistakes(const FieldInfo& info, std::string_view yaml) {
  const Sources sources({SourceFile{"example", std::string(yaml)}});
  const Limits limits;
  DiagnosticSink sink;
  Reading reading{limits, sink};
  const Node node = ValueOf(yaml);
  if (node.is_null()) return "it cannot be read";
  Member member{};
  Decode(Given{node, node.span, info.key, info}, member, reading);
  return RenderAll(sink.Take(), sources);
}

// Compares each key of a table with the schema's; counts them.
struct KeyComparison {
  const Schema& mapping;
  const std::string& name;
  bool whole;
  size_t& count;

  template <typename Struct, typename Member>
  void operator()(const Field<Struct, Member>& field) const {
    const FieldInfo& info = field.info;
    const std::string what = name + "." + std::string(info.key);
    ++count;
    const Schema::Key* key = mapping.Find(info.key);
    ASSERT_NE(key, nullptr) << what << " is not in the schema";
    EXPECT_EQ(key->required, info.required && whole) << what;
    EXPECT_EQ(KindOf(key->value), KindOf(Of<Member>{})) << what;
    EXPECT_NE(info.about, "") << what << " has no description";
    EXPECT_TRUE(key->value.description.starts_with(
        DescriptionOf(info.about, "", "").substr(0, info.about.size())))
        << what;
    EXPECT_NE(info.example, "") << what << " has no example";
    EXPECT_EQ(Mistakes<Member>(info, info.example), "") << what << ": " << info.example;
    EXPECT_EQ(key->value.default_value.has_value(), !info.default_value.empty()) << what;
    if (!info.default_value.empty()) {
      EXPECT_EQ(Mistakes<Member>(info, info.default_value), "") << what;
      EXPECT_FALSE(info.required) << what << " is required, so it has no default";
    }
  }
  template <typename Struct, typename Member, typename Fields>
  void operator()(const InlineFields<Struct, Member, Fields>& inlined) const {
    ForEach(inlined.fields, *this);
  }
  template <typename Struct, typename Member>
  void operator()(const OtherKeys<Struct, Member>& others) const {
    ASSERT_EQ(mapping.other_keys.size(), 1u) << name;
    EXPECT_NE(others.info.about, "") << name;
    EXPECT_NE(mapping.other_keys.front().description, "") << name;
  }
};

bool IsSection(const SchemaDocument& schema, const std::string& name) {
  for (const Schema::Key& key : schema.root.keys) {
    if (key.value.definition == name) return true;
  }
  return false;
}

TEST(PackSchemaTest, EveryKeyOfEveryTableIsInTheSchema) {
  const SchemaDocument schema = PackSchema();
  size_t structs = 0;
  ForEachStruct([&]<typename Struct>(Of<Struct>) {
    constexpr bool kRoot = std::is_same_v<Struct, Document>;
    const std::string name = DefinitionName(Table<Struct>::kTitle);
    const Schema* const mapping = kRoot ? &schema.root : schema.Find(name);
    ASSERT_NE(mapping, nullptr) << name;
    ++structs;
    EXPECT_EQ(mapping->title, Table<Struct>::kTitle);
    EXPECT_NE(mapping->description, "") << name;
    size_t keys = 0;
    ForEach(Table<Struct>::kFields,
            KeyComparison{*mapping, name, !kRoot && !IsSection(schema, name), keys});
    EXPECT_EQ(keys, mapping->keys.size()) << name << " has keys that no table has";
  });
  EXPECT_EQ(structs, schema.definitions.size() - std::size(kBasics) + 1)
      << "a struct with a table is missing in this test, or two have one title";
}

TEST(PackSchemaTest, DefinitionsHaveOneNameEach) {
  const SchemaDocument schema = PackSchema();
  std::set<std::string> names;
  for (const auto& [name, definition] : schema.definitions) {
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_NE(definition.title, "") << name;
    EXPECT_NE(definition.description, "") << name;
  }
}

TEST(PackSchemaTest, RangesAreThoseOfTheTables) {
  const SchemaDocument schema = PackSchema();
  const Schema& coverage = NumeralOf(schema.Find("health_model")->Find("min_coverage")->value);
  EXPECT_EQ(coverage.least, 0);
  EXPECT_EQ(coverage.most, 1);
  const Schema& weight = NumeralOf(schema.Find("component")->Find("weight")->value);
  EXPECT_EQ(weight.least, 0);
  EXPECT_FALSE(weight.most.has_value());
  const Schema& points = schema.Find("component")->Find("points")->value;
  EXPECT_EQ(NumeralOf(points.item.front().pair.back()).most, 100);
}

TEST(PackSchemaTest, FilesOfAPackNeedNotHoldAllOfIt) {
  const SchemaDocument schema = PackSchema();
  EXPECT_FALSE(schema.root.Find("pack")->required);
  EXPECT_FALSE(schema.Find("graduation")->Find("thresholds")->required);
  EXPECT_TRUE(schema.Find("thresholds")->Find("ready")->required);
}

TEST(PackSchemaTest, AComponentIsAGroupOrHasOneCurve) {
  const SchemaDocument schema = PackSchema();
  const Schema& component = *schema.Find("component");
  EXPECT_EQ(component.one_key_of,
            (std::vector<std::string>{"of", "benchmark", "expr", "curve", "components"}));
  EXPECT_EQ(component.needed.size(), 5u);
  EXPECT_EQ(component.excluded.size(), 5u);
}

}  // namespace
}  // namespace bellwether::document
