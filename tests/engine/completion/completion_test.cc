// Names of a pack in the schemas of its files: each place is one of the schema, none is forgotten,
// and what was accepted without them is accepted still. What an editor makes of it is shown by
// tests/schema.
#include "engine/completion/completion.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/completion/places.h"
#include "engine/document/schema.h"
#include "engine/testing/test_schema.h"
#include "gtest/gtest.h"

namespace bellwether::completion {
namespace {

constexpr char kPack[] = R"(
pack: tiny
version: 1.2.3
segments: [small, {large: {description: More than a thousand seats}}]
severities: [red]
signals:
  usage: {type: ratio, description: Active users of all}
  mood: {type: enum, values: [good, bad]}
derived:
  double_usage: {type: number, expr: "usage * 2.0", description: Twice as much}
health:
  fit:
    bands: [{green: 50}, {red: 0}]
    components:
      adoption: {weight: 1, components: {logins: {weight: 1, of: usage}}}
flags:
  gone: {severity: red, when: "usage < 0.1", reason: Nobody there,
         playbook: call, notify: [csm]}
alerts:
  low: {when: "usage < 0.1", severity: red, reason: Nobody there, route: [csm], escalate_after: 2d,
        escalate_to: [boss]}
playbooks:
  call: {description: Pick up the phone, steps: [{do: Call, owner: csm, due_days: 1}]}
)";

document::Document Tiny() {
  const Sources sources(std::vector<SourceFile>{{"pack.yaml", kPack}});
  const auto parsed = document::ParseDocument(sources, Limits{});
  EXPECT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
  return parsed.value;
}

// Words that the definition of a value offers, each with what is said about it.
std::map<std::string, std::string> Offered(const SchemaDocument& schema, const Schema& value) {
  const Schema* const choice = schema.Find(value.definition);
  std::map<std::string, std::string> offered;
  if (choice == nullptr) return offered;
  for (const Schema& one : choice->any_of) {
    if (!one.words.empty()) offered[one.words.at(0)] = one.description;
  }
  return offered;
}

TEST(CompletionTest, NamesAreOfferedWithWhatTheyAre) {
  const SchemaDocument schema = PackSchemaWith(Tiny());
  const auto facts = Offered(schema, schema.Find("component")->Find("of")->value);
  EXPECT_EQ(facts.at("usage"), "ratio. Active users of all");
  EXPECT_EQ(facts.at("mood"), "enum");
  EXPECT_EQ(facts.at("double_usage"), "number. Twice as much");
  EXPECT_EQ(facts.at("days_since_kickoff"), "days. From kickoff to as_of");
  const auto playbooks = Offered(schema, schema.Find("flag")->Find("playbook")->value);
  EXPECT_EQ(playbooks, (std::map<std::string, std::string>{{"call", "Pick up the phone"}}));
  const auto people = Offered(schema, schema.Find("playbook_step")->Find("owner")->value);
  EXPECT_EQ(people, (std::map<std::string, std::string>{{"boss", ""}, {"csm", ""}}));
  const auto components = Offered(
      schema, schema.Find("guide_step")->Find("components")->value.item.front().any_of.front());
  EXPECT_TRUE(components.contains("adoption") && components.contains("logins"));
}

TEST(CompletionTest, AnyOtherNameIsAcceptedAsBefore) {
  const SchemaDocument plain = document::PackSchema();
  const SchemaDocument schema = PackSchemaWith(Tiny());
  const Schema& of = schema.Find("component")->Find("of")->value;
  EXPECT_EQ(of.definition, "names_fact");
  EXPECT_EQ(schema.Find("names_fact")->any_of.back().definition, "name");
  EXPECT_EQ(of.description, plain.Find("component")->Find("of")->value.description);
}

TEST(CompletionTest, KeysThatAreNames) {
  const SchemaDocument schema = PackSchemaWith(Tiny());
  const Schema::Key* row = schema.Find("benchmark_set")->Find("large");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->value.description, "More than a thousand seats");
  EXPECT_EQ(schema.Find("benchmark_set")->other_keys.size(), 1u);
}

TEST(CompletionTest, AKindWithoutNamesLeavesItsPlacesAsTheyAre) {
  const SchemaDocument schema = PackSchemaWith({});
  EXPECT_EQ(schema.Find("flag")->Find("playbook")->value.definition, "name");
  EXPECT_EQ(schema.Find("names_playbook"), nullptr);
}

TEST(CompletionTest, SignalsOfAnAccountWithTheirWords) {
  const SchemaDocument schema = AccountSchemaWith(Tiny());
  const Schema& signals = schema.Find("account")->Find("signals")->value;
  EXPECT_EQ(signals.Find("usage")->value.definition, "signal_value");
  EXPECT_EQ(signals.Find("mood")->value.any_of.front().words,
            (std::vector<std::string>{"good", "bad"}));
  EXPECT_EQ(signals.Find("mood")->value.any_of.back().definition, "signal_value");
}

TEST(CompletionTest, FixturesOfAllFilesOfTests) {
  const Sources tests(
      std::vector<SourceFile>{{"fixtures/a.yaml", "fixtures:\n  ready: {}\n"},
                              {"fixtures/b.yaml", "fixtures:\n  late: {extends: ready}\n"},
                              {"fixtures/broken.yaml", "fixtures:\n  never: [\n"},
                              {"tests/c_test.yaml", "cases: []\n"}});
  const SchemaDocument schema = TestSchemaWith(Tiny(), tests);
  const auto fixtures = Offered(schema, schema.Find("case")->Find("fixture")->value);
  EXPECT_EQ(fixtures, (std::map<std::string, std::string>{{"ready", "fixtures/a.yaml"},
                                                          {"late", "fixtures/b.yaml"}}));
  EXPECT_TRUE(schema.Find("expect_health")->Find("fit"));
}

// Whether `path` leads somewhere, and a name may stand there.
bool IsPlace(const SchemaDocument& document, const NamePlace& place) {
  PackNames names;
  names[place.kind] = {{"some_name", "", {}}};
  SchemaDocument changed = document;
  const NamePlace places[] = {place};
  Suggest(places, names, changed);
  const std::string offers = "names_" + std::string(WordOf(place.kind));
  if (place.where == NamePlace::Where::kValue) {
    return changed.Find(offers) != nullptr || changed.Find(offers + "_or_null") != nullptr;
  }
  const auto has_key = [](const Schema& schema, const auto& self) -> bool {
    return schema.Find("some_name") != nullptr ||
           std::any_of(schema.keys.begin(), schema.keys.end(),
                       [&](const Schema::Key& key) { return self(key.value, self); });
  };
  return has_key(*changed.Find(place.definition), has_key);
}

TEST(CompletionTest, EveryPlaceIsOneOfItsSchema) {
  const SchemaDocument pack = document::PackSchema();
  for (const NamePlace& place : kPackPlaces) {
    EXPECT_TRUE(IsPlace(pack, place)) << place.definition << " " << place.key;
  }
  const SchemaDocument test = TestSchema();
  for (const NamePlace& place : kTestPlaces) {
    EXPECT_TRUE(IsPlace(test, place)) << place.definition << " " << place.key;
  }
  for (const NamePlace& place : AccountPlaces("fixture")) {
    EXPECT_TRUE(IsPlace(test, place)) << place.definition << " " << place.key;
  }
}

bool TakesAName(const Schema& value) {
  const auto takes = [](const Schema& below) { return TakesAName(below); };
  return value.definition == "name" || std::any_of(value.item.begin(), value.item.end(), takes) ||
         std::any_of(value.any_of.begin(), value.any_of.end(), takes) ||
         std::any_of(value.other_keys.begin(), value.other_keys.end(), takes);
}

// Names that are declared where they stand, or that nothing declares.
const std::set<std::string> kNoPlaces = {
    "pack", "version", "time_zone", "segments", "cadences", "stages", "severities", "signal.values",
    "milestones.order", "benchmark.tiers", "benchmark_set.tiers", "portfolio_metric.tiers",
    "experiment.arms", "alert.dedupe", "quiet_hours.from", "quiet_hours.to",
    // Features of a product, and a word whose meaning depends on the measure.
    "portfolio_metric.order", "portfolio_metric.of"};

TEST(CompletionTest, NoKeyThatTakesANameIsForgotten) {
  const SchemaDocument schema = document::PackSchema();
  std::set<std::string> places;
  for (const NamePlace& place : kPackPlaces) {
    const std::string definition(place.definition);
    places.insert(definition + (definition.empty() ? "" : ".") + std::string(place.key));
  }
  const auto check = [&places](const std::string& prefix, const Schema& mapping) {
    for (const Schema::Key& key : mapping.keys) {
      const std::string name = prefix + key.name;
      if (!TakesAName(key.value)) continue;
      EXPECT_TRUE(places.contains(name) || kNoPlaces.contains(name)) << name;
    }
  };
  check("", schema.root);
  for (const auto& [name, definition] : schema.definitions) check(name + ".", definition);
}

}  // namespace
}  // namespace bellwether::completion
