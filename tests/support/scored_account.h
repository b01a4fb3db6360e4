// A pack and an account given as text, and what the engine makes of them: for tests of everything
// behind the facts stage.
//
//   const auto plan = PlanOf("pack: p\nversion: 1.0.0\nsignals: {x: {type: ratio}}\n...");
//   const ScoredAccount scored = Score(plan, "signals: {x: 0.7}");
//   EXPECT_EQ(scored.model("m").displayed, 70);
//
// Mistakes of a test's own text fail the test and say what they are. Account texts are YAML, and
// `id: a` is added when there is none. as_of is 2026-03-01 unless another is given.
#ifndef BELLWETHER_TESTS_SUPPORT_SCORED_ACCOUNT_H_
#define BELLWETHER_TESTS_SUPPORT_SCORED_ACCOUNT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "engine/bellwether.h"

namespace bellwether::testing_support {

using PlanPointer = std::shared_ptr<const Plan>;

// The rules of a pack; `pack:` and `version:` are added when they are not there. Fails the test and
// returns an empty plan when the pack has mistakes.
PlanPointer PlanOf(std::string_view rules);

Account AccountOf(std::string_view yaml);
// Every account of a file of the repository; fails the test for each that cannot be read.
std::vector<Account> AccountsOfFile(const std::string& relative_path);

BindOptions AsOf(std::string_view moment);

struct ScoredAccount {
  PlanPointer plan;
  Facts facts;
  Evaluation evaluation;
  absl::Status status;

  const ModelResult& model(std::string_view name) const;
  const ComponentResult& component(std::string_view path) const;  // "model.group.leaf"
  const BenchmarkResult& benchmark(std::string_view name) const;
  std::string band(std::string_view model) const;      // "" without a score
  std::string tier(std::string_view benchmark) const;  // "" unless tiered
  std::string primary() const;                         // "" when no model answers
  std::vector<std::string> required() const;
  std::string text() const;  // Render()
};

ScoredAccount Score(const PlanPointer& plan, const Account& account,
                    const BindOptions& options = AsOf("2026-03-01"));
ScoredAccount Score(const PlanPointer& plan, std::string_view account,
                    const BindOptions& options = AsOf("2026-03-01"));

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_SUPPORT_SCORED_ACCOUNT_H_
