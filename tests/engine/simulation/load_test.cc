// A file of parameters is read like a pack: every mistake has a place, and all are said at once.
#include "engine/simulation/load.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

using testing::HasSubstr;

TEST(LoadTest, TheParametersThatShipAreGood) {
  EXPECT_EQ(MistakesOf(SaasText()), "");
  const Parameters& saas = SaasParameters();
  EXPECT_EQ(saas.segments.size(), 4U);
  EXPECT_EQ(saas.segments[3].name, "plg");
  EXPECT_TRUE(saas.segments[3].value.trial.value);
  EXPECT_EQ(saas.value.buckets[0].value.retained.value, 0.96);
}

struct Mistake {
  const char* piece;
  const char* by;
  const char* said;
};

class LoadMistakeTest : public testing::TestWithParam<Mistake> {};

TEST_P(LoadMistakeTest, IsSaid) {
  EXPECT_THAT(MistakesOf(SaasWith(GetParam().piece, GetParam().by)), HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    All, LoadMistakeTest,
    testing::Values(
        Mistake{"growth: 0.01", "grwoth: 0.01", "unknown key `grwoth`"},
        Mistake{"    never: 0.07\n", "", "`enterprise` needs the key `never`"},
        Mistake{"never: 0.07", "never: 7", "`never` must be between 0 and 1, not 7"},
        Mistake{"within_60: {up_to: 60", "within_60: {up_to: 20", "fastest first"},
        Mistake{"beyond_90: {retained", "beyond_90: {up_to: 500, retained", "no `up_to`"},
        Mistake{"segments: [enterprise]}\n    integration",
                "segments: [entreprise]}\n    integration", "there is no segment `entreprise`"},
        Mistake{"kickoff: {is: kickoff}", "kickoff: {}", "the first milestone is the kickoff"},
        Mistake{"begins: 10}\n    security", "way: 0.9, begins: 10}\n    security", "duplicate"},
        Mistake{"{way: 0.4, begins: 20}", "{way: 0.1, begins: 20}", "in the order of their `way`"},
        Mistake{"high: 2.0", "high: 1.1", "`high` is below `low`"},
        Mistake{"{least: 5, most: 21}", "{least: 25, most: 21}", "`most` is below `least`"},
        Mistake{"{how_to: 50, technical: 30, bug: 20}", "{how_to: 0}", "weight above 0"},
        Mistake{"march: 1.2", "marsh: 1.2", "`marsh` is no month"},
        Mistake{"instrument: ces", "instrument: cse", "there is no instrument `cse`"},
        Mistake{"  industry:", "  indsutry:", "there is no attribute `indsutry`"},
        Mistake{"stages: [customer]", "stages: [client]", "there is no stage `client`"},
        Mistake{"arms: {control: {}, variation: {}}", "arms: {}", "has no arms"},
        Mistake{"plan_days: 84", "plan_days: 384", "ends on day"},
        Mistake{"tells: monthly_use", "tells: montly_use", "not `montly_use`"}));

TEST(LoadTest, AllMistakesAreSaidAtOnce) {
  const std::string mistakes = MistakesOf("starts: {growth: fast}\nsegmnets: {}\n");
  EXPECT_THAT(mistakes, HasSubstr("saas.yaml:1:18: error: `growth`"));
  EXPECT_THAT(mistakes, HasSubstr("saas.yaml:2:1: error: unknown key `segmnets`"));
  EXPECT_THAT(mistakes, HasSubstr("needs the key `lifetime`"));
}

TEST(LoadTest, TheSchemaKnowsEveryKeyWithItsMeaning) {
  const SchemaDocument schema = SimulationSchema();
  for (const char* key : {"segments", "value", "plan", "signals", "activities", "trials"}) {
    const Schema::Key* const found = schema.root.Find(key);
    ASSERT_NE(found, nullptr) << key;
    EXPECT_FALSE(found->value.description.empty()) << key;
  }
}

}  // namespace
}  // namespace bellwether::simulation
