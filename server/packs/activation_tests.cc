// Tested by tests/server/reconciler_test.cc.
#include "server/packs/activation_tests.h"

#include "engine/testing/testing.h"
#include "server/packs/pack_problems.h"

namespace bellwether {

ActivationTests ActivationTestsNamed(std::string_view name) {
  if (name == "warn") return ActivationTests::kWarn;
  return name == "off" ? ActivationTests::kOff : ActivationTests::kRequire;
}

TestVerdict RunActivationTests(const Plan& plan, const Sources& tests, const Limits& limits,
                               const Stop& stop) {
  TestVerdict verdict;
  const Staged<TestSuite> suite = LoadTests(plan, tests, limits);
  verdict.problems = ProblemsOf(suite.diagnostics, tests);
  verdict.unreadable = !suite.ok();
  if (verdict.unreadable) return verdict;
  TestOptions options;
  options.explain = false;
  options.stop = stop;
  const TestReport report = RunTests(plan, suite.value, limits, options);
  verdict.stopped = report.stopped;
  verdict.held = report.passed();
  verdict.failed = report.failed;
  verdict.problems = ProblemsOf(report, tests);
  return verdict;
}

}  // namespace bellwether
