// `expect` in both spellings, dotted and nested: a definition for every beginning of a path, whose
// keys are all ways to go on from there. After `health` these are `<model>`, which leads to another
// definition, `<model>.score` and the like, which lead to values.
//
// Tested by tests/engine/testing/test_schema_test.cc, and with a validator by tests/schema.
#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/forms.h"
#include "engine/testing/keys.h"
#include "engine/testing/test_schema.h"

namespace bellwether {
namespace {

using Type = Schema::Type;
using Parts = std::vector<std::string>;

constexpr char kNumberValue[] = "expected_number";
constexpr char kTierValue[] = "expected_tier";
constexpr char kAnyComponent[] = "<component>";  // one or more parts

bool IsName(const std::string& part) { return part[0] == '<'; }

// A definition's name: "expect", "expect_health", "expect_health_model".
std::string NameOf(const Parts& beginning) {
  std::string name = "expect";
  for (const std::string& part : beginning) {
    absl::StrAppend(&name, "_", IsName(part) ? part.substr(1, part.size() - 2) : part);
  }
  return name;
}

// In either case: READY and ready.
std::vector<std::string> WordsOf(const PathForm& form) {
  std::vector<std::string> words;
  for (absl::string_view word : absl::StrSplit(ToAbsl(form.words.text), ' ', absl::SkipEmpty())) {
    words.push_back(absl::AsciiStrToLower(word));
    words.push_back(absl::AsciiStrToUpper(word));
  }
  return words;
}

Schema Null() { return OfType(Type::kNull); }

Schema Scalar() {
  Schema scalar = AnyScalar();
  scalar.types.push_back(Type::kNull);
  return scalar;
}

Schema ExpectedOf(const PathForm& form) {
  switch (form.type) {
    case PathType::kNumber:
      return Definition(kNumberValue);
    case PathType::kWord:
      return AnyOf({OneOf(WordsOf(form)), Null()});
    case PathType::kTruth: {
      std::vector<Schema> choices = {OfTypes({Type::kBoolean, Type::kNull})};
      if (!form.words.text.empty()) choices.push_back(OneOf(WordsOf(form)));
      return AnyOf(std::move(choices));
    }
    case PathType::kNames: {
      std::vector<Schema> choices = {Scalar(), ListOf(AnyScalar())};
      return AnyOf(std::move(choices));
    }
    case PathType::kFact:
      return AnyOf({Scalar(), Definition(kNumberValue)});
    case PathType::kName:
    case PathType::kDate:
    case PathType::kTime:
    case PathType::kText:
      break;
  }
  return Scalar();
}

Schema Described(Schema schema, std::string_view about) {
  schema.description = DescriptionOf(about, "", "");
  return schema;
}

Schema MappingOf(std::span<const TestKey> keys) {
  Schema mapping = OfType(Type::kMapping);
  for (const TestKey& key : keys) {
    Schema value = key.form == TestForm::kNumber     ? OfType(Type::kNumber)
                   : key.form == TestForm::kTierName ? Scalar()
                                                     : AnyScalar();
    value.examples.push_back(ValueOf(key.example));
    mapping.keys.push_back(
        {std::string(key.name), Described(std::move(value), key.about), key.required});
  }
  return mapping;
}

// Everything that may follow one beginning of paths.
struct Continuations {
  // Key as a pattern of parts -> what stands there: a form's value, another beginning, or both.
  std::map<Parts, std::vector<Schema>> keys;
};

class ExpectBuilder {
 public:
  explicit ExpectBuilder(SchemaDocument& document) : document_(document) {}

  std::string Run() {
    for (const PathForm& form : PathForms()) AddForm(form);
    DefineValues();
    for (const auto& [beginning, next] : beginnings_) {
      document_.definitions.emplace_back(NameOf(beginning), SchemaOf(beginning, next));
    }
    AddTierAndError();
    return NameOf({});
  }

 private:
  void AddForm(const PathForm& form) {
    const Parts parts = absl::StrSplit(ToAbsl(form.pattern), '.');
    for (size_t from = 0; from < parts.size(); ++from) {
      const Parts beginning(parts.begin(), At(parts, from));
      auto& keys = beginnings_[beginning].keys;
      for (size_t to = from + 1; to < parts.size(); ++to) {
        AddBeginning(Parts(parts.begin(), At(parts, to)),
                     keys[Parts(At(parts, from), At(parts, to))]);
      }
      keys[Parts(At(parts, from), parts.end())].push_back(
          Described(ExpectedOf(form), form.meaning));
    }
  }

  static Parts::const_iterator At(const Parts& parts, size_t index) {
    return parts.begin() + static_cast<std::ptrdiff_t>(index);
  }

  static void AddBeginning(const Parts& beginning, std::vector<Schema>& choices) {
    const std::string name = NameOf(beginning);
    const bool there = std::any_of(choices.begin(), choices.end(), [&name](const Schema& choice) {
      return choice.definition == name;
    });
    if (!there) choices.push_back(Definition(name));
  }

  void DefineValues() {
    Schema number = AnyOf({OfTypes({Type::kNumber, Type::kNull}), MappingOf(kComparisonKeys)});
    number.title = "Expected number";
    number.description = "A number, {near: 8.3, within: 0.01} or {at_least: 8, at_most: 9}.";
    document_.definitions.emplace_back(kNumberValue, std::move(number));
    Schema tier = AnyOf({MappingOf(kTierKeys), ListOf(MappingOf(kTierKeys))});
    tier.title = "Expected tier";
    tier.description = "{value: 60, segment: enterprise, is: good}, or a list of such questions.";
    document_.definitions.emplace_back(kTierValue, std::move(tier));
  }

  // Of a value that may also go on, the value's.
  static std::string DescriptionAmong(const std::vector<Schema>& choices) {
    for (const Schema& choice : choices) {
      if (!choice.description.empty()) return choice.description;
    }
    return "";
  }

  Schema SchemaOf(const Parts& beginning, const Continuations& next) const {
    Schema mapping = OfType(Type::kMapping);
    mapping.title = beginning.empty() ? "Expectations" : absl::StrJoin(beginning, ".");
    mapping.description = beginning.empty()
                              ? "What must come out, by dotted paths; nested is the same as dotted."
                              : absl::StrCat("What must come out below ", mapping.title, ".");
    for (const auto& [key, choices] : next.keys) {
      Schema value = choices.size() == 1 ? choices.front() : AnyOf(choices);
      if (choices.size() > 1) value.description = DescriptionAmong(choices);
      if (std::none_of(key.begin(), key.end(), IsName)) {
        mapping.keys.push_back({absl::StrJoin(key, "."), std::move(value), false});
      } else {
        mapping.key_patterns.push_back({PatternOf(key, next), std::move(value)});
      }
    }
    AddDeeperComponents(beginning, mapping);
    return mapping;
  }

  // No two patterns fit one key: a key would otherwise have to be both.
  std::string PatternOf(const Parts& key, const Continuations& next) const {
    std::vector<std::string> parts;
    for (const std::string& part : key) {
      parts.push_back(part == kAnyComponent ? ".+" : IsName(part) ? "[^.]+" : part);
    }
    std::string excluded;
    if (key.back() == kAnyComponent) {
      excluded = absl::StrCat("(?!.*\\.(", absl::StrJoin(ComponentWords(), "|"), ")$)");
    }
    for (const auto& [literal, choices] : next.keys) {
      if (Fits(key, literal)) {
        absl::StrAppend(&excluded, "(?!", absl::StrJoin(literal, "\\."), "$)");
      }
    }
    return absl::StrCat("^", excluded, absl::StrJoin(parts, "\\."), "$");
  }

  // Whether a key without names is also what `pattern` stands for.
  static bool Fits(const Parts& pattern, const Parts& key) {
    return std::none_of(key.begin(), key.end(), IsName) &&
           std::equal(pattern.begin(), pattern.end(), key.begin(), key.end(),
                      [](const std::string& part, const std::string& text) {
                        return IsName(part) || part == text;
                      });
  }

  // What may be asked of a component: score, state ...
  static Parts ComponentWords() {
    Parts words;
    for (const PathForm& form : PathForms()) {
      const Parts parts = absl::StrSplit(ToAbsl(form.pattern), '.');
      if (parts.size() > 1 && parts[parts.size() - 2] == kAnyComponent)
        words.push_back(parts.back());
    }
    return words;
  }

  // A component may have components: below its name stand further names.
  void AddDeeperComponents(const Parts& beginning, Schema& mapping) const {
    if (beginning.empty() || beginning.back() != kAnyComponent) return;
    const std::string words = absl::StrJoin(ComponentWords(), "|");
    mapping.key_patterns.push_back(
        {absl::StrCat("^(?!(.*\\.)?(", words, ")$).+$"), Definition(NameOf(beginning))});
    const size_t keys = mapping.keys.size();
    for (size_t i = 0; i < keys; ++i) {
      mapping.key_patterns.push_back(
          {absl::StrCat("^.+\\.", mapping.keys[i].name, "$"), mapping.keys[i].value});
    }
  }

  void AddTierAndError() {
    constexpr std::string_view kTierAbout = "which tier a benchmark or target gives a value";
    for (auto& [name, schema] : document_.definitions) {
      if (name != NameOf({})) continue;
      Schema tiers = OfType(Type::kMapping);
      tiers.other_keys.push_back(Definition(kTierValue));
      schema.keys.push_back({"tier", Described(std::move(tiers), kTierAbout), false});
      schema.key_patterns.push_back({"^tier\\..+$", Described(Definition(kTierValue), kTierAbout)});
      schema.keys.push_back(
          {"error", Described(MappingOf(kErrorKeys), "the account is refused, and why"), false});
    }
  }

  SchemaDocument& document_;
  std::map<Parts, Continuations> beginnings_;
};

}  // namespace

std::string DefineExpect(SchemaDocument& document) { return ExpectBuilder(document).Run(); }

}  // namespace bellwether
