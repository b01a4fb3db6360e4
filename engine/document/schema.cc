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
constexpr char kDay[] = "day";
constexpr char kConstantName[] = "constant_name";
constexpr char kDatedNumber[] = "dated_number";

constexpr char kNoBlanksAround[] = R"(^\S(.*\S)?$)";
constexpr char kNotBlank[] = R"(\S)";
constexpr char kDayPattern[] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr char kConstantPattern[] = "^[A-Za-z_][A-Za-z0-9_]*$";
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

Schema DayText() {
  Schema day = OfType(Type::kString);
  day.pattern = kDayPattern;
  return Titled(std::move(day), "Day", "A day in the pack's time zone: 2026-07-01.");
}

Schema ConstantName() {
  Schema name = OfType(Type::kString);
  name.pattern = kConstantPattern;
  return Titled(std::move(name), "Constant name", "The name of a constant: its number counts.");
}

Schema OneKeyMapping(std::string key, Schema value) {
  Schema mapping = OfType(Type::kMapping);
  mapping.keys.push_back({std::move(key), std::move(value), true});
  return mapping;
}

// [{value: 2, effective: {until: 2026-07-01}}, {value: 3, effective: {from: 2026-07-01}}]
Schema DatedNumber() {
  Schema value = AnyOf({OfType(Type::kNumber), Definition(kConstantName)});
  value.description = "The number, or the name of a constant.";
  Schema effective = OfType(Type::kMapping);
  effective.keys.push_back({"from", Definition(kDay)});
  effective.keys.push_back({"until", Definition(kDay)});
  Schema dated = OfType(Type::kMapping);
  dated.keys.push_back({"value", std::move(value), true});
  effective.description = "When it is in force; without from since ever, without until for ever.";
  dated.keys.push_back({"effective", std::move(effective), true});
  Schema list = ListOf(std::move(dated));
  list.least_items = 1;
  return Titled(std::move(list), "Dated number",
                "Numbers with the days on which each is in force; together they cover all time.");
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

Schema BoundSchema(const SchemaBuilder& builder) {
  const Schema number = builder.NumberOr(OfType(Type::kNumber));
  std::vector<Schema> choices = number.any_of.empty() ? std::vector{number} : number.any_of;
  for (const auto& entry : Words<Bound::Kind>::kAll) {
    if (entry.value == Bound::Kind::kInclusive) continue;
    choices.push_back(OneKeyMapping(std::string(entry.word), number));
  }
  return AnyOf(std::move(choices));
}

Schema Nullable(Schema schema) {
  schema.types.push_back(Type::kNull);
  return schema;
}

}  // namespace

SchemaBuilder::SchemaBuilder(Numbers numbers) : numbers_(numbers) {
  Define(kName, Name());
  Define(kText, LocalisedText());
  Define(kTexts, Texts());
  Define(kExpression, Expression());
  Define(kPeriod, PeriodText());
  Define(kMissingPolicy, Policy());
  if (numbers == Numbers::kNumerals) return;
  Define(kDay, DayText());
  Define(kConstantName, ConstantName());
  Define(kDatedNumber, DatedNumber());
}

Schema SchemaBuilder::NumberOr(Schema numeral) const {
  if (numbers_ == Numbers::kNumerals) return numeral;
  return AnyOf({std::move(numeral), Definition(kConstantName), Definition(kDatedNumber)});
}

Schema NumberWithin(const SchemaBuilder& builder, Type type, const FieldInfo& info) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Schema number = OfType(type);
  if (info.least > -kInfinity) number.least = info.least;
  if (info.most < kInfinity) number.most = info.most;
  return builder.NumberOr(std::move(number));
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<double>>) {
  return NumberWithin(builder, Type::kNumber, info);
}
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<int64_t>>) {
  return NumberWithin(builder, Type::kInteger, info);
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
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<Day>>) { return Definition(kDay); }
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Located<MissingPolicy>>) {
  return Definition(kMissingPolicy);
}
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<Located<NumberPair>>) {
  Schema pair = OfType(Type::kList);
  pair.pair = {NumberWithin(builder, Type::kNumber, info),
               NumberWithin(builder, Type::kNumber, info)};
  return pair;
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<ExpressionText>) {
  return Definition(kExpression);
}
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<Text>) { return Definition(kText); }
Schema SchemaOf(SchemaBuilder&, const FieldInfo&, Of<std::vector<Text>>) {
  return Definition(kTexts);
}
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<std::vector<Bound>>) {
  return Nullable(ListOf(BoundSchema(builder)));
}
Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<std::vector<CurvePoint>>) {
  Schema point = OfType(Type::kList);
  point.pair = {builder.NumberOr(OfType(Type::kNumber)),
                NumberWithin(builder, Type::kNumber, info)};
  return Nullable(ListOf(std::move(point)));
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo& info, Of<std::vector<Step>>) {
  const std::string points = "points";
  Schema step = OfType(Type::kMapping);
  for (const auto& entry : Words<Step::Test>::kAll) {
    const std::string word(entry.word);
    const bool last = entry.value == Step::Test::kElse;
    Schema value =
        last ? NumberWithin(builder, Type::kNumber, info) : builder.NumberOr(OfType(Type::kNumber));
    value.description =
        last ? "Points where no step before holds." : "What the value is held against.";
    step.keys.push_back({word, std::move(value)});
    step.one_key_of.push_back(word);
    (last ? step.excluded : step.needed).push_back({word, {points}});
  }
  Schema worth = NumberWithin(builder, Type::kNumber, info);
  worth.description = "Points of the step.";
  step.keys.push_back({points, std::move(worth)});
  return Nullable(ListOf(std::move(step)));
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<BenchmarkRow>) {
  return AnyOf({ListOf(BoundSchema(builder)), builder.Refer<BenchmarkRow>()});
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<Band>) {
  const FieldInfo& from = std::get<0>(Table<Band>::kFields).info;
  return AnyOf({NumberWithin(builder, Type::kNumber, from), builder.Refer<Band>()});
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
    // Numbers may be written in several ways.
    const Schema& plain = key.value.any_of.empty() ? key.value : key.value.any_of.front();
    const bool test = plain.types == std::vector<Type>{Type::kNumber} ||
                      plain.types == std::vector<Type>{Type::kBoolean};
    if (test) mapping.one_key_of.push_back(key.name);
  }
}

void Constrain(Of<Alert>, Schema& mapping) {
  mapping.one_key_of = {"when", "overdue", "no_data_for"};
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
  SchemaBuilder builder(SchemaBuilder::Numbers::kAlsoConstants);
  Schema root = builder.MappingOf<Document>(/*whole=*/false);
  AllowFreeKeys(root);
  return builder.Take(std::move(root));
}

}  // namespace bellwether::document
