// The façade: bytes in, plan out; account in, evaluation out.
#include "engine/bellwether.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bellwether {
namespace {

constexpr char kPack[] = R"(pack: small
version: 1
signals: {usage: {type: ratio}}
health:
  m:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage, linear: {from: 0, to: 0.8}}}
)";

Staged<std::shared_ptr<const Plan>> LoadText(const std::string& yaml) {
  return Load(Sources({SourceFile{"pack.yaml", yaml}}));
}

std::vector<std::string> Codes(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

TEST(BellwetherTest, TheWholeWayFromTextToScore) {
  const auto loaded = LoadText(kPack);
  ASSERT_TRUE(loaded.ok());
  Account account;
  account.id = "acme";
  account.signals.push_back({"usage", 0.6, std::nullopt});
  BindOptions options;
  options.as_of = ParseMoment("2026-03-01").value();

  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  ASSERT_TRUE(Bind(*loaded.value, account, options, Limits{}, facts).empty());
  ASSERT_TRUE(Evaluate(*loaded.value, facts, scratch, evaluation).ok());
  ASSERT_EQ(evaluation.models.size(), 1u);
  EXPECT_EQ(evaluation.models[0].displayed, 75);
  EXPECT_EQ(loaded.value->band_notes.at(evaluation.models[0].band).name, "yellow");
}

TEST(BellwetherTest, MistakesOfAllStagesAreReportedTogether) {
  const auto loaded = LoadText(
      "pack: small\nversion: 1\nsignalz: {}\n"
      "signals: {usage: {type: ratio, max: 70}}\n"
      "derived: {a: {type: number, expr: usages + 1}}\n");
  EXPECT_EQ(loaded.value, nullptr);
  EXPECT_EQ(Codes(loaded.diagnostics),
            (std::vector<std::string>{"unknown-key", "out-of-range", "unknown-name"}));
}

TEST(BellwetherTest, WarningsComeWithThePlan) {
  const auto loaded = LoadText("pack: p\nversion: 1\nsignals: {days_since_call: {type: days}}\n");
  EXPECT_TRUE(loaded.ok());
  EXPECT_NE(loaded.value, nullptr);
  EXPECT_EQ(Codes(loaded.diagnostics), std::vector<std::string>{"ageing-signal"});
}

// With a part unread, every name that it declares would be reported as unknown.
TEST(BellwetherTest, NamesAreNotResolvedInAPackThatIsPartlyUnread) {
  const auto loaded =
      LoadText("pack: p\nversion: 1\nderived: {a: {type: number, expr: b}}\nx: [\n");
  EXPECT_EQ(loaded.value, nullptr);
  EXPECT_EQ(Codes(loaded.diagnostics), std::vector<std::string>{"syntax"});
}

TEST(BellwetherTest, NothingIsNoPack) {
  EXPECT_FALSE(Load(Sources()).ok());
  EXPECT_EQ(Load(Sources()).value, nullptr);
  EXPECT_FALSE(LoadText("").ok());
}

TEST(BellwetherTest, ThePlanOutlivesItsSources) {
  std::shared_ptr<const Plan> plan;
  {
    const auto sources =
        std::make_unique<Sources>(std::vector<SourceFile>{{"some/folder/pack.yaml", kPack}});
    plan = Load(*sources).value;
  }
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->files, std::vector<std::string>{"some/folder/pack.yaml"});
  EXPECT_EQ(plan->model_notes.at(0).name, "m");
}

}  // namespace
}  // namespace bellwether
