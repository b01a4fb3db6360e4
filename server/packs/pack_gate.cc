// Tested by tests/server/reconciler_test.cc and tests/server/activations_test.cc.
#include "server/packs/pack_gate.h"

#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/packs/pack_problems.h"

namespace bellwether {
namespace {

// What its author tests: a deployment's numbers are another's business, and are checked as they are
// read.
std::shared_ptr<const Plan> PlanAsWritten(const std::shared_ptr<const Plan>& plan,
                                          const PackContents& contents,
                                          const GateSettings& settings) {
  if (settings.numbers.empty()) return plan;
  std::shared_ptr<const Plan> written = bellwether::Load(contents.rules, settings.limits).value;
  return written != nullptr ? written : plan;
}

void RunTests(const PackContents& contents, const GateSettings& settings, const Stop& stop,
              GatedPack& gated) {
  const auto plan = PlanAsWritten(gated.pack.snapshot->plan, contents, settings);
  const TestVerdict verdict = RunActivationTests(*plan, contents.tests, settings.limits, stop);
  gated.tests_held = verdict.held;
  if (verdict.passed()) return;
  std::vector<PackProblem> problems = verdict.problems;
  if (settings.tests == ActivationTests::kRequire) {
    gated.refused = verdict.unreadable ? ReloadOutcome::kInvalid : ReloadOutcome::kTestsFailed;
  } else {
    for (PackProblem& problem : problems) problem.is_error = false;
  }
  absl::StrAppend(&gated.pack.report, TextOf(problems));
  std::move(problems.begin(), problems.end(), std::back_inserter(gated.pack.problems));
}

}  // namespace

GatedPack TryPack(const PackContents& contents, const std::string& source,
                  const GateSettings& settings, absl::Time now, const Stop& stop) {
  GatedPack gated;
  gated.pack = BuildPack(contents, source, settings.limits, now, settings.numbers);
  if (gated.pack.snapshot == nullptr) {
    gated.refused = ReloadOutcome::kInvalid;
  } else if (settings.tests != ActivationTests::kOff) {
    RunTests(contents, settings, stop, gated);
  }
  return gated;
}

}  // namespace bellwether
