// tests/golden/evaluate/NAME.pack.yaml and NAME.account.yaml: beside them stands every number of
// their evaluation as of 2026-03-01. tests/golden/explain holds the same in words.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountsOfFile;
using testing_support::ListFiles;
using testing_support::ReadFileOrFail;
using testing_support::ScoredAccount;
using testing_support::SourcePath;

constexpr char kFolder[] = "tests/golden/evaluate/";

std::string Bounds(double low, double high) {
  return absl::StrCat(" bounds ", FormatNumber(low), " ", FormatNumber(high));
}

std::string ModelText(const ScoredAccount& scored, uint32_t index) {
  const ModelResult& result = scored.evaluation.models[index];
  const std::string& name = scored.plan->model_notes[index].name;
  return absl::StrCat(
      name, " state ", static_cast<int>(result.state), " raw ", FormatNumber(result.raw),
      " effective ", FormatNumber(result.effective), " displayed ", FormatNumber(result.displayed),
      " band ", scored.band(name), " coverage ", FormatNumber(result.coverage),
      Bounds(result.low, result.high), " intervene ", static_cast<int>(result.intervene),
      result.certain ? " certain" : "", result.held_by_hysteresis ? " held" : "", "\n");
}

std::string ComponentText(const ScoredAccount& scored, uint32_t index) {
  const ComponentResult& result = scored.evaluation.components[index];
  return absl::StrCat("  ", scored.plan->component_notes[index].name, " state ",
                      static_cast<int>(result.state), " reason ", MissingReasonName(result.reason),
                      " score ", result.has_score ? FormatNumber(result.score) : "-", " coverage ",
                      FormatNumber(result.coverage), Bounds(result.low, result.high), " decay ",
                      FormatNumber(result.decay), " share ", FormatNumber(result.share),
                      " contribution ", FormatNumber(result.contribution), " choice ",
                      result.choice, "\n");
}

std::string LimitText(const char* what, const LimitResult& result) {
  return absl::StrCat("  ", what, " state ", static_cast<int>(result.state), " effect ",
                      FormatNumber(result.effect), "\n");
}

std::string EvaluationText(const ScoredAccount& scored) {
  const Plan& plan = *scored.plan;
  std::string text = absl::StrCat("primary ", scored.primary(), "\n");
  for (uint32_t m = 0; m < plan.models.size(); ++m) {
    text += ModelText(scored, m);
    const PlanModel& model = plan.models[m];
    for (uint32_t c = model.components.first; c < model.components.end(); ++c) {
      text += ComponentText(scored, c);
    }
    for (uint32_t l = model.limits.first; l < model.limits.end(); ++l) {
      text += LimitText(plan.limits[l].cap ? "cap" : "floor", scored.evaluation.limits[l]);
    }
    for (size_t o = 0; o < scored.facts.overrides.size(); ++o) {
      if (scored.facts.overrides[o].model != m) continue;
      text += LimitText("override", scored.evaluation.overrides[o]);
    }
  }
  for (uint32_t b = 0; b < plan.benchmarks.size(); ++b) {
    const BenchmarkResult& rated = scored.evaluation.benchmarks[b];
    const std::string& name = plan.benchmark_notes[b].name;
    absl::StrAppend(&text, "benchmark ", name, " state ", static_cast<int>(rated.state), " reason ",
                    MissingReasonName(rated.reason), " value ", FormatNumber(rated.value), " tier ",
                    scored.tier(name), rated.so_far ? " so far" : "", "\n");
  }
  return text;
}

class EvaluationGoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(EvaluationGoldenTest, IsAsRecorded) {
  const std::string path = kFolder + GetParam();
  const auto accounts = AccountsOfFile(path + ".account.yaml");
  ASSERT_EQ(accounts.size(), 1u);
  const auto plan = testing_support::PlanOf(ReadFileOrFail(SourcePath(path + ".pack.yaml")));
  ASSERT_FALSE(HasFailure());  // the pack is good
  const ScoredAccount scored = testing_support::Score(plan, accounts[0]);
  ASSERT_TRUE(scored.status.ok());
  testing_support::ExpectGolden(path + ".evaluation.txt", EvaluationText(scored));
  testing_support::ExpectGolden("tests/golden/explain/" + GetParam() + ".explanation.txt",
                                scored.text());
}

std::vector<std::string> Names() {
  std::vector<std::string> names = ListFiles(kFolder, ".pack.yaml");
  for (std::string& name : names) name.resize(name.size() - std::string(".pack.yaml").size());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, EvaluationGoldenTest, testing::ValuesIn(Names()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace bellwether
