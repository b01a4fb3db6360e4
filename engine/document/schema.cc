// The schema of each kind of value, as strict as its decoder: whatever ParseDocument takes must
// pass.
//
// Tested by tests/engine/document/schema_test.cc, and with a validator by tests/schema.
#include "engine/document/schema.h"

#include <span>

#include "engine/base/limits.h"
#include "engine/document/curve_keys.h"
#include "engine/document/schema_builder.h"
#include "engine/schema/free_keys.h"

namespace bellwether::document {
namespace {

using Type = Schema::Type;

constexpr char kName[] = "name";
constexpr char kText[] = "text";
constexpr char kTexts[] = "texts";
constexpr char kExpression[] = "expression";
constexpr char kPeriod[] = "period";
constexpr char kMissingPolicy[] = "missing_policy";

constexpr char kNoBlanksAround[] = R"(^\S(.*\S)?$)";
constexpr char kNotBlank[] = R"(\S)";
constexpr char kPeriodPattern[] = "^0*[1-9][0-9]{0,5}[wdhms]$";
constexpr char kLanguagePattern[] = "^[A-Za-z0-9]{2,8}(-[A-Za-z0-9-]*[A-Za-z0-9])?$";

std::vector<std::string> KeysIn(std::span<const CurveKey> keys) {
  std::vector<std::string> names;
  for (const CurveKey& key : keys) names.emplace_back(key.key);
  return names;
}

Schema Titled(Schema schema, std::string title, std::string description) {
  schema.title = std::move(title);
  schema.description = std::move(description);
  return schema;
}

Schema Name() {
  Schema name = AnyScalar();
  name.pattern = kNoBlanksAround;
  name.most_characters = Limits{}.max_name_bytes;
  return Titled(std::move(name), "Name", "A text without blanks at its ends.");
}

Schema LocalisedText() {
  Schema languages = OfType(Type::kMapping);
  languages.other_keys.push_back(AnyScalar());
  languages.other_key_pattern = kLanguagePattern;
  languages.least_keys = 1;
  return Titled(AnyOf({AnyScalar(), std::move(languages)}), "Text",
                "A text, or texts by language tag: {en: ..., id: ...}. The first is the fallback.");
}

Schema Texts() {
  Schema list = ListOf(Definition(kText));
  return Titled(AnyOf({Definition(kText), std::move(list)}), "Texts",
                "A text, or a list of texts.");
}

Schema Expression() {
  Schema expression = AnyScalar();
  expression.pattern = kNotBlank;
  return Titled(std::move(expression), "Expression",
                "A condition or formula in the dialect of CEL. Quote it.");
}

Schema PeriodText() {
  Schema period = OfType(Type::kString);
  period.pattern = kPeriodPattern;
  return Titled(std::move(period), "Length of time",
                "A whole number and w, d, h, m or s: 14d, 12h.");
}

Schema OneKeyMapping(std::string key, Schema value) {
  Schema mapping = OfType(Type::kMapping);
  mapping.keys.push_back({std::move(key), std::move(value), true});
  return mapping;
}

Schema Policy() {
  std::vector<std::string> words;
  for (const auto& entry : Words<MissingPolicy::Kind>::kAll) {
    if (entry.value != MissingPolicy::Kind::kValue) words.emplace_back(entry.word);
  }
  Schema value = AnyScalar();
  value.description = "The value that counts in its place.";
  return Titled(AnyOf({OneOf(std::move(words)), OneKeyMapping("value", std::move(value))}),
                "Missing", "What a value that is not there counts as.");
}

// `of` beside at most one shape, or what needs none.
void ConstrainCurve(Schema& mapping) {
  const std::vector<std::string> shapes = KeysIn(kShapes);
  for (const std::string& shape : shapes) {
    std::vector<std::string> others;
    for (const std::string& other : shapes) {
      if (other != shape) others.push_back(other);
    }
    mapping.excluded.push_back({shape, std::move(others)});
    mapping.needed.push_back({shape, {std::string(kSubjects[0].key)}});
  }
}

Schema BoundSchema() {
  std::vector<Schema> choices = {OfType(Type::kNumber)};
  for (const auto& entry : Words<Bound::Kind>::kAll) {
    if (entry.value == Bound::Kind::kInclusive) continue;
    choices.push_back(OneKeyMapping(std::string(entry.word), OfType(Type::kNumber)));
  }
  return AnyOf(std::move(choices));
}

Schema Nullable(Schema schema) {
  schema.types.push_back(Type::kNull);
  return schema;
}

}  // namespace

SchemaBuilder::SchemaBuilder() {
  Define(kName, Name());
  Define(kText, LocalisedText());
  Define(kTexts, Texts());
  Define(kExpression, Expression());
  Define(kPeriod, PeriodText());
  Define(kMissingPolicy, Policy());
}

Schema NumberWithin(Type type, const FieldInfo& info) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Schema number = OfType(type);
  if (info.least > -kInfinity) number.least = info.least;
  if (info.most < kInfinity) number.most = info.most;
  return number;
}

Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<double>>) {
  return NumberWithin(Type::kNumber, info);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<int64_t>>) {
  return NumberWithin(Type::kInteger, info);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<bool>>) {
  return OfType(Type::kBoolean);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<std::string>>) {
  return Definition(kName);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<Period>>) {
  return Definition(kPeriod);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<MissingPolicy>>) {
  return Definition(kMissingPolicy);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<Located<NumberPair>>) {
  Schema pair = OfType(Type::kList);
  pair.pair = {NumberWithin(Type::kNumber, info), NumberWithin(Type::kNumber, info)};
  return pair;
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<ExpressionText>) {
  return Definition(kExpression);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Text>) { return Definition(kText); }
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<std::vector<Text>>) {
  return Definition(kTexts);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<std::vector<Bound>>) {
  return Nullable(ListOf(BoundSchema()));
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<std::vector<CurvePoint>>) {
  Schema point = OfType(Type::kList);
  point.pair = {OfType(Type::kNumber), NumberWithin(Type::kNumber, info)};
  return Nullable(ListOf(std::move(point)));
}

Schema SchemaOf(SchemaBuilder&, const FieldInfo& info, Of<std::vector<Step>>) {
  const std::string points = "points";
  Schema step = OfType(Type::kMapping);
  for (const auto& entry : Words<Step::Test>::kAll) {
    const std::string word(entry.word);
    const bool last = entry.value == Step::Test::kElse;
    Schema value = last ? NumberWithin(Type::kNumber, info) : OfType(Type::kNumber);
    value.description =
        last ? "Points where no step before holds." : "What the value is held against.";
    step.keys.push_back({word, std::move(value)});
    step.one_key_of.push_back(word);
    (last ? step.excluded : step.needed).push_back({word, {points}});
  }
  Schema worth = NumberWithin(Type::kNumber, info);
  worth.description = "Points of the step.";
  step.keys.push_back({points, std::move(worth)});
  return Nullable(ListOf(std::move(step)));
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<BenchmarkRow>) {
  return AnyOf({ListOf(BoundSchema()), builder.Refer<BenchmarkRow>()});
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<Band>) {
  const FieldInfo& from = std::get<0>(Table<Band>::kFields).info;
  return AnyOf({NumberWithin(Type::kNumber, from), builder.Refer<Band>()});
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<NamedList<Component>>) {
  Schema parts = NamedMapping(builder.Refer<Component>());
  parts.types = {Type::kMapping};
  parts.least_keys = 1;
  return parts;
}

void Constrain(Of<Curve>, Schema& mapping) {
  mapping.one_key_of = KeysIn(kSubjects);
  ConstrainCurve(mapping);
}

void Constrain(Of<Component>, Schema& mapping) {
  Constrain(Of<Criterion>{}, mapping);
  mapping.one_key_of.push_back("components");
}

void Constrain(Of<Criterion>, Schema& mapping) {
  Constrain(Of<Curve>{}, mapping);
  mapping.one_key_of.push_back("curve");
}

void Constrain(Of<UsageThreshold>, Schema& mapping) {
  for (const Schema::Key& key : mapping.keys) {
    const bool test = key.value.types == std::vector<Type>{Type::kNumber} ||
                      key.value.types == std::vector<Type>{Type::kBoolean};
    if (test) mapping.one_key_of.push_back(key.name);
  }
}

Schema NamedMapping(Schema value) {
  Schema mapping = OfTypes({Type::kMapping, Type::kNull});
  mapping.other_keys.push_back(std::move(value));
  mapping.other_key_pattern = kNoBlanksAround;
  return mapping;
}

Schema NamedSequence(Schema value, bool bare) {
  Schema entry = OfType(Type::kMapping);
  entry.other_keys.push_back(std::move(value));
  entry.other_key_pattern = kNoBlanksAround;
  entry.least_keys = entry.most_keys = 1;
  return Nullable(bare ? ListOf(AnyOf({Definition(kName), std::move(entry)}))
                       : ListOf(std::move(entry)));
}

void Describe(const FieldInfo& info, Schema& value) {
  const std::string_view otherwise = info.otherwise.empty() ? info.default_value : info.otherwise;
  value.description = DescriptionOf(info.about, info.unit, otherwise);
  if (!info.default_value.empty()) value.default_value = ValueOf(info.default_value);
  if (!info.example.empty()) value.examples.push_back(ValueOf(info.example));
}

SchemaDocument PackSchema() {
  SchemaBuilder builder;
  Schema root = builder.MappingOf<Document>(/*whole=*/false);
  AllowFreeKeys(root);
  return builder.Take(std::move(root));
}

}  // namespace bellwether::document
