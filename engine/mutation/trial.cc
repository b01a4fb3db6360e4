// Tested by tests/engine/mutation/trial_test.cc.
#include "engine/mutation/trial.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "engine/paths/observe.h"
#include "engine/testing/case_evaluator.h"
#include "engine/testing/case_yaml.h"
#include "engine/testing/expected_yaml.h"
#include "engine/testing/outcomes.h"
#include "engine/testing/shrink.h"
#include "engine/testing/testing.h"

namespace bellwether::mutation {
namespace {

constexpr uint64_t kInvented = 1000;  // accounts that are made up for a survivor
constexpr uint64_t kSeed = 1;

Moment MomentOf(const TestSuite& suite) {
  if (!suite.cases.empty()) return suite.cases.front().as_of;
  return suite.properties.empty() ? Moment::Date(absl::CivilDay(2026, 1, 1))
                                  : suite.properties.front().as_of;
}

// Accounts under a pack and under a change of it.
class BothPacks {
 public:
  BothPacks(const Plan& plan, const Plan& changed, const std::vector<Path>& paths)
      : plan_(plan), paths_(paths), now_(plan), then_(changed) {}

  // The first outcome that differs; null where none does, or a pack refuses the account.
  const Path* FirstDifference(const TestCase& test) {
    if (!now_.Evaluate(test).empty() || !then_.Evaluate(test).empty()) return nullptr;
    for (const Path& path : paths_) {
      if (Show(now_.At(test, path)) != Show(then_.At(test, path))) return &path;
    }
    return nullptr;
  }

  // Of the last account, which has the difference.
  Difference Describe(const TestCase& test, const Path& path) const {
    return {test.name, path.text, Show(now_.At(test, path)), Show(then_.At(test, path)), ""};
  }
  std::string Expectation(const TestCase& test, const Path& path) const {
    return absl::StrCat("  expect: {", path.text, ": ",
                        ExpectedYaml(plan_, path, now_.At(test, path)), "}\n");
  }

 private:
  const Plan& plan_;
  const std::vector<Path>& paths_;
  CaseEvaluator now_, then_;
};

}  // namespace

MutationTrial::MutationTrial(const Sources& sources, const Plan& plan, const TestSuite& suite,
                             const document::Overrides& overrides)
    : sources_(sources),
      plan_(plan),
      overrides_(overrides),
      suite_(suite),
      paths_(OutcomesOf(plan)),
      as_of_(MomentOf(suite)),
      invented_(plan, kSeed, as_of_),
      equivalence_(sources, Limits(), overrides_) {}

Verdict MutationTrial::Try(const Mutation& mutation) const {
  const Sources changed = Apply(mutation, sources_);
  const auto loaded = Load(changed, Limits(), overrides_);
  if (!loaded.ok()) return {Fate::kRefused, "", std::nullopt, ""};
  TestOptions options;
  options.stop_at_first = true;
  options.explain = false;
  const TestReport report = RunTests(*loaded.value, suite_, Limits(), options);
  if (report.failed > 0) return {Fate::kKilled, report.cases.back().name, std::nullopt, ""};
  std::optional<Difference> difference = DifferenceInTests(*loaded.value);
  if (!difference) {
    if (auto proof = equivalence_.Prove(changed)) {
      return {Fate::kEquivalent, "", std::nullopt, *std::move(proof)};
    }
    difference = DifferenceInvented(mutation, *loaded.value);
  }
  return {Fate::kSurvived, "", std::move(difference), ""};
}

std::optional<Difference> MutationTrial::DifferenceInTests(const Plan& changed) const {
  BothPacks packs(plan_, changed, paths_);
  for (const TestCase& test : suite_.cases) {
    if (!test.needs_account()) continue;
    if (const Path* path = packs.FirstDifference(test)) return packs.Describe(test, *path);
  }
  return std::nullopt;
}

std::optional<Difference> MutationTrial::DifferenceInvented(const Mutation& mutation,
                                                            const Plan& changed) const {
  BothPacks packs(plan_, changed, paths_);
  TestCase test;
  test.as_of = as_of_;
  const auto differs = [&](const PropertyTrial& trial) {
    test.account = trial.account;
    return packs.FirstDifference(test) != nullptr;
  };
  for (uint64_t i = 0; i < kInvented; ++i) {
    PropertyTrial trial{invented_.At(i), {}};
    if (!differs(trial)) continue;
    test.account = Shrunk(std::move(trial), differs).account;
    const Path& path = *packs.FirstDifference(test);
    Difference difference = packs.Describe(test, path);
    difference.proposed_case =
        CaseYaml(absl::StrCat("notices ", mutation.key), as_of_, test.account) +
        packs.Expectation(test, path);
    return difference;
  }
  return std::nullopt;
}

}  // namespace bellwether::mutation
