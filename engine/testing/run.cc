// Bind, evaluate, compare: each case on its own, with memory that all cases share.
//
// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/testing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/evaluate/tiers.h"
#include "engine/explain/explanation.h"
#include "engine/paths/observe.h"
#include "engine/testing/case_evaluator.h"
#include "engine/testing/expected.h"
#include "engine/testing/expected_yaml.h"
#include "engine/testing/partial_account.h"
#include "engine/testing/refusal_words.h"
#include "engine/testing/relevant.h"
#include "engine/testing/run_properties.h"
#include "engine/testing/run_timelines.h"
#include "engine/yaml/flow_text.h"

namespace bellwether {
namespace {

std::string Describe(const ErrorExpectation& error) {
  std::string text = "the account is refused";
  if (!error.path.empty()) absl::StrAppend(&text, " at ", error.path);
  if (!error.reason.empty()) absl::StrAppend(&text, " with ", error.reason);
  return text;
}

class CaseRunner {
 public:
  CaseRunner(const Plan& plan, const Limits& limits, const TestOptions& options)
      : plan_(plan), options_(options), evaluator_(plan, limits) {}

  CaseResult Run(const TestCase& test) {
    CaseResult result;
    result.name = test.name;
    result.span = test.span;
    for (const TierExpectation& tier : test.tiers) AskTier(tier, test.as_of, result);
    if (test.needs_account()) Judge(test, result);
    return result;
  }

 private:
  static const PlanBenchmark& BenchmarkOf(const TierExpectation& tier, const Plan& plan) {
    return tier.portfolio ? plan.portfolio[tier.index] : plan.benchmarks[tier.index];
  }

  void AskTier(const TierExpectation& tier, const Moment& as_of, CaseResult& result) const {
    const int32_t segment = BenchmarkOf(tier, plan_).by_cadence ? -1 : tier.key;
    const Plan& plan = PlanInForce(plan_, segment, as_of);
    const PlanBenchmark& benchmark = BenchmarkOf(tier, plan);
    const uint32_t set = SetInForce(plan, benchmark, tier.set);
    const uint32_t row = set == kNoIndex ? kNoIndex : RowFor(plan, set, tier.key);
    std::string got = "no row";
    if (row != kNoIndex) {
      const uint32_t found = FirstTier(plan, benchmark, row, tier.value);
      got = plan.tiers[plan.sets[set].tiers.first + found].name;
      if (options_.observer != nullptr) options_.observer->OnTier(row, found);
    }
    const std::string expected = tier.tier.value_or("no row");
    if (got == expected && tier.tier.has_value() == (row != kNoIndex)) return;
    result.failures.push_back({absl::StrCat("tier.", tier.name, " of ", FormatNumber(tier.value)),
                               expected, got, tier.span, tier.written,
                               row == kNoIndex ? "~" : YamlText(got)});
  }

  void Judge(const TestCase& test, CaseResult& result) {
    const std::vector<Violation> violations = evaluator_.Evaluate(test);
    if (options_.observer != nullptr) Tell(violations);
    if (test.error) return JudgeRefusal(*test.error, violations, result);
    if (!violations.empty()) {
      const Span span = PlaceOf(test.fields, violations.front().path);
      result.failures.push_back(
          {"account", "an account that the pack accepts", RefusalWords(violations), span});
      return;
    }
    std::vector<const Path*> failed;
    for (const Expectation& expectation : test.expectations) {
      const Observed observed = evaluator_.At(test, expectation.path);
      if (Meets(observed, expectation.expected)) continue;
      failed.push_back(&expectation.path);
      const auto* number = std::get_if<ExpectedNumber>(&expectation.expected.value);
      std::string yaml =
          ExpectedYaml(plan_, expectation.path, observed, number == nullptr ? 0 : number->within);
      result.failures.push_back({expectation.path.text, expectation.expected.text, Show(observed),
                                 expectation.span, expectation.written, std::move(yaml)});
      if (!options_.explain) return;  // one is enough to fail
    }
    if (failed.empty()) return;
    result.explanation =
        RelevantLines(plan_, Render(plan_, evaluator_.facts(), evaluator_.evaluation()), failed);
  }

  void Tell(const std::vector<Violation>& violations) {
    const Facts& facts = evaluator_.facts();
    const Evaluation& evaluation = evaluator_.evaluation();
    if (violations.empty()) return options_.observer->OnAccount(facts, evaluation);
    if (!evaluation.required.empty()) options_.observer->OnRefusal(facts, evaluation);
  }

  static void JudgeRefusal(const ErrorExpectation& error, const std::vector<Violation>& violations,
                           CaseResult& result) {
    const bool found =
        std::any_of(violations.begin(), violations.end(), [&error](const Violation& violation) {
          return (error.path.empty() || error.path == violation.path) &&
                 (error.reason.empty() || error.reason == violation.reason);
        });
    if (found) return;
    result.failures.push_back(
        {"error", Describe(error),
         violations.empty() ? "the account is accepted" : RefusalWords(violations), error.span});
  }

  const Plan& plan_;
  const TestOptions& options_;
  CaseEvaluator evaluator_;
};

}  // namespace

TestReport RunTests(const Plan& plan, const TestSuite& suite, const Limits& limits,
                    const TestOptions& options) {
  TestReport report;
  const auto run = [&](const auto& tests, auto& runner) {
    for (const auto& test : tests) {
      if (test.name.find(options.filter) == std::string::npos) continue;
      if (options.stop_at_first && report.failed > 0) return;
      report.stopped = options.stop.requested();
      if (report.stopped) return;
      report.cases.push_back(runner.Run(test));
      report.failed += report.cases.back().passed() ? 0 : 1;
    }
  };
  CaseRunner cases(plan, limits, options);
  run(suite.cases, cases);
  if (!suite.timelines.empty()) {
    TimelineRunner timelines(plan, limits, options);
    run(suite.timelines, timelines);
  }
  PropertyRunner properties(plan, limits, options.explain);
  run(suite.properties, properties);
  return report;
}

}  // namespace bellwether
