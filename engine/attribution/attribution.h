// Where the change of a score comes from, between two evaluations of an account (S26).
//
//   const ComparedAccount before{*old_plan, old_account, old_options, old_facts, old_evaluation};
//   const ComparedAccount after{*plan, account, options, facts, evaluation};
//   const Attribution attribution = Attribute(before, after, limits);
//   attribution.models[i].lines     // signed points that sum to after − before
//
// Between the two lie account, moment and pack, and any of them may have changed. The way from one
// to the other is gone in steps, each from one real evaluation to the next, and a step is split
// among the components by ScoreParts:
//
//   staleness       the old account, seen at the new moment: nothing new is known, time has passed
//   data            new values of what both accounts give
//   coverage        what is given now and was not, or the other way round
//   configuration   the new pack
//
// in this order, and in the order configuration, staleness, coverage, data; each counts for half.
// Half of each because what a value is worth depends on the pack and on what else is known: with
// either order alone, whatever comes first is judged by the old weights and whatever comes last by
// the new ones. With both, a value whose component does nothing else moves the score by v̄·Δs, the
// formula of S26, and to compare the other way round turns every sign and nothing else. Ageing is
// before the data in both: a value cannot be seen before it was observed. Of two moments the
// earlier one is the start of the way, whichever side it is; the signs are turned then.
//
// Behind the raw score every floor, cap and override has a line, the change of its effect, and
// rounding has one, so that the lines of a model sum to the change of the displayed score (within
// 1e-9): the steps sum to the change of the raw score, since each begins where the last one ended;
// effective is raw and the effects, displayed is effective and what rounding added.
//
// Pure; owns its texts; independent of what it was made from. One call at a time for each result.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_ATTRIBUTION_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_ATTRIBUTION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluation.h"
#include "engine/explain/lines.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// One side of a comparison: an account that was bound to a plan, and evaluated by it with
// Arithmetic::kContributions. All of it must outlive the call.
struct ComparedAccount {
  ComparedAccount(const Plan& pack_in, const Account& account_in, const BindOptions& options_in,
                  const Facts& facts_in, const Evaluation& evaluation_in)
      : pack(pack_in),
        plan(PlanInForce(pack_in, facts_in)),
        account(account_in),
        options(options_in),
        facts(facts_in),
        evaluation(evaluation_in) {}

  const Plan& pack;
  const Plan& plan;  // of the pack's, the one that is in force
  const Account& account;
  const BindOptions& options;
  const Facts& facts;
  const Evaluation& evaluation;
};

enum class ChangeKind : uint8_t {
  kData,
  kStaleness,
  kCoverage,
  kConfiguration,
  kTogether,  // several of these at once: there is no score between them to tell them apart
  kCaps,      // and floors
  kOverride,
  kRounding,
};
inline constexpr size_t kChangeKindCount = 8;
// "data", "staleness", ... "rounding": as answers spell them.
const char* ChangeKindName(ChangeKind kind);

struct ChangeLine {
  ChangeKind kind = ChangeKind::kData;
  // Dotted name of a component; of a cap or floor its reason; "" of override and rounding.
  std::string name;
  double points = 0;  // of the displayed score, with their sign
  // "active_ratio 0.72 → 0.55", "weight 30 → 35": what changed about it. None:
  // nothing did, it counts for more or for less since others changed.
  std::vector<std::string> changes;
  Place before;  // in the pack of either side; line 0 where that has no such thing
  Place after;
};

// A model's answer on one side.
struct ScoreEnd {
  ModelState state = ModelState::kNotApplicable;
  bool defined = false;         // the pack of this side has the model; else nothing else counts
  bool primary = false;         // it answers for the account
  std::optional<double> score;  // as displayed
  int precision = 0;            // its decimals
  std::string band;             // "" without a score
  double coverage = 0;          // 0..1
  Place place;
};

struct ModelAttribution {
  std::string model;
  ScoreEnd before;
  ScoreEnd after;
  // They sum to after.score − before.score: the largest first, rounding last. None where no
  // arithmetic can be done; then `no_arithmetic` says why, as a sentence.
  std::vector<ChangeLine> lines;
  std::string no_arithmetic;
  // Without arithmetic, where both sides looked at the components: what changed about each of them,
  // by name. Their points and kinds mean nothing.
  std::vector<ChangeLine> without_points;

  // Of the lines of one kind.
  double PointsOf(ChangeKind kind) const;
};

// Something else that an answer says and that is not what it was.
struct OutcomeChange {
  std::string path;    // "flag.late", "graduation.decision": docs/paths.md
  std::string before;  // "raised", "NOT_YET"; "" where there was no value
  std::string after;
  std::string reason;  // of a flag or gate, what people read of it
  Place place;         // in the pack after, else before
};

struct Attribution {
  // Every model that either pack has: in the order of the pack after, then those that it has no
  // more. Models that apply on neither side are left out.
  std::vector<ModelAttribution> models;
  // The models that answer for the account; "" for none. Where they differ, two scores of different
  // models stand beside each other, and there is no arithmetic between them.
  std::string primary_before;
  std::string primary_after;
  // Flags, then graduation, extension and benchmarks.
  std::vector<OutcomeChange> outcomes;
};

// `language`: of the pack's texts; "" or one that a text does not have: its first.
Attribution Attribute(const ComparedAccount& before, const ComparedAccount& after,
                      const Limits& limits, std::string_view language = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_ATTRIBUTION_H_
