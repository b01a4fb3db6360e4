// The plan: a checked rule set laid out flat for evaluation. Plain data, immutable once built.
//
// Hot data are arrays of small structs that refer to each other by index; names, texts and places
// stand apart and are read only by explanations. A plan owns everything that it refers to, so it
// may be shared by any number of threads and outlives the sources that it was made from.
//
// Tests pin its dump (dump.h) in tests/golden/plan.
#ifndef BELLWETHER_ENGINE_PLAN_PLAN_H_
#define BELLWETHER_ENGINE_PLAN_PLAN_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/name_index.h"
#include "engine/expression/program.h"
#include "engine/expression/type.h"
#include "engine/expression/value.h"
#include "engine/plan/edges.h"
#include "engine/plan/outcomes.h"
#include "engine/plan/reach.h"
#include "engine/plan/stages.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether {

// One step of a steps curve; `else` has no bound.
struct PlanStep {
  ruleset::BoundTest test = ruleset::BoundTest::kElse;
  double bound = 0;
  double points = 0;
};

// A word of a map curve, or a bool, by its index in the slot's words (false 0, true 1).
struct PlanMapEntry {
  double points = 0;
  bool mapped = false;
};

struct PlanComponent {
  ruleset::CurveKind curve = ruleset::CurveKind::kGroup;
  bool invert = false;
  ruleset::Missing missing;     // effective policy: the component's, else the input's
  bool missing_stated = false;  // by the component itself (S12)
  uint32_t parent = kNoIndex;   // component; kNoIndex: directly below the model
  uint32_t root = 0;            // models, then dimensions of graduation
  uint32_t slot = kNoIndex;     // what the curve reads; kNoIndex for formula and benchmark
  uint32_t program = kNoIndex;  // formula
  uint32_t benchmark = kNoIndex;
  Range range;       // of points, steps or map entries
  double from = 0;   // linear: x of 0 points
  double to = 0;     // linear: x of 100 points
  double scale = 1;  // given: 100 for ratio and bool, else 1
  double grace = 1;  // baseline
};

struct PlanLimit {  // a cap or a floor
  bool cap = true;
  double value = 0;
  uint32_t program = kNoIndex;
  bool in_force = true;
};

struct PlanBand {
  double from = 0;
};

struct PlanModel {
  uint32_t applies_when = kNoIndex;  // program
  int32_t priority = 0;
  int32_t precision = 0;
  Rounding rounding = Rounding::kHalfAway;
  std::optional<double> intervene_below;
  double hysteresis = 0;
  double min_coverage = 0.5;
  Range bands;                     // best first
  Range components;                // children before parents, siblings in byte order (S15)
  Range limits;                    // floors and caps
  uint32_t score_slot = kNoIndex;  // outcome variables
  uint32_t band_slot = kNoIndex;
};

// Bounds of one row, best tier first; one fewer than tiers.
struct PlanRow {
  uint32_t key = kNoIndex;  // index of segment or cadence; kNoIndex: the default row
  Range bounds;
};

struct PlanBound {
  ruleset::BoundKind kind = ruleset::BoundKind::kInclusive;
  double value = 0;
};

// A benchmark in one of its sets, with that set's tiers.
struct PlanBenchmarkSet {
  uint32_t name = 0;  // index in set_names
  Range rows;
  Range tiers;  // best first
};

struct PlanTier {
  std::string name;
  std::optional<double> points;
  uint32_t word = 0;  // index in the words of the benchmark's outcome variable
};

struct PlanBenchmark {
  uint32_t value = kNoIndex;         // slot
  uint32_t value_so_far = kNoIndex;  // slot (S21)
  bool lower_is_better = true;
  bool by_cadence = false;
  uint32_t applies_when = kNoIndex;  // program
  uint32_t default_set = kNoIndex;   // index in `sets` of the one in force; kNoIndex: not decided
  Range sets;
  uint32_t tier_slot = kNoIndex;  // outcome variable
};

struct PlanDerived {
  uint32_t slot = 0;
  uint32_t program = 0;
  ruleset::NumberRange range;
};

// Of a signal that follows from records: what is taken of each, and which of them count. Empty
// where nothing is written.
struct PlanRecords {
  expression::Program value, where;
};

// What a plan is for, beside the base: a segment with numbers of its own, a time.
struct PlanSetting {
  std::optional<uint32_t> segment;  // index in Plan::segments; nothing: any other, or none
  std::optional<int32_t> from;      // the first day, since 1970-01-01; nothing: since ever
  std::optional<int32_t> until;     // the day after the last; nothing: for ever
  std::string description;          // "segment `enterprise`, from 2026-07-01"; may be ""
};

// A pack whose numbers depend on segment or date is a base plan, which owns a plan for every other
// setting. They have the same names, slots and outcomes, so what is named or counted by the one is
// by all; whoever reads a number, a program, a text or a place for an account reads the plan that
// is in force for it. Public functions take the pack's plan and look for themselves.
struct Plan {
  std::string name;
  std::string version;
  std::string digest;              // 64 hexadecimal digits (S28)
  std::vector<std::string> files;  // what Location::file indexes

  std::vector<std::string> segments, cadences, stages, severities;
  absl::TimeZone time_zone;
  std::string benchmark_set;
  std::vector<std::string> set_names;

  std::vector<ruleset::Slot> slots;      // every name that expressions may read
  std::vector<ruleset::Signal> signals;  // how each is bound
  std::vector<PlanRecords> of_records;   // by signal
  NameIndex slot_names;                  // positions in `slots`
  NameIndex signal_names;                // positions in `signals`
  // Positions in `signals` of those that a policy `error` or `{value: X}` speaks of.
  std::vector<uint32_t> required_signals;
  std::vector<uint32_t> substituted_signals;
  ruleset::Milestones milestones;
  ruleset::OnboardingStart start;

  std::vector<PlanDerived> derived;       // in order of evaluation
  std::vector<PlanBenchmark> benchmarks;  // in the pack's order
  std::vector<PlanBenchmarkSet> sets;
  std::vector<PlanTier> tiers;
  std::vector<PlanRow> rows;
  std::vector<PlanBound> bounds;
  std::vector<PlanModel> models;  // in the pack's order
  std::vector<PlanComponent> components;
  std::vector<PlanLimit> limits;
  std::vector<PlanBand> bands;
  std::vector<ruleset::CurvePoint> points;
  std::vector<PlanStep> steps;
  std::vector<PlanMapEntry> map_entries;
  std::vector<expression::Program> programs;  // each meaning once
  // weights[row * components.size() + component]; row 0 is the base, row s + 1 segment s.
  std::vector<double> weights;
  // Laid out like them: whether the component and every group above it have a weight (S20).
  std::vector<bool> counts;
  bool has_baseline = false;  // some curve holds a series against its median

  uint32_t primary_score_slot = kNoIndex;  // outcome variables of the primary model
  uint32_t primary_band_slot = kNoIndex;

  std::vector<PlanFlag> flags;
  PlanGraduation graduation;
  PlanExtension extension;
  PlanProgramme programme;
  std::vector<std::vector<PlanThreshold>> usage_thresholds;  // by cadence
  std::vector<ruleset::Playbook> playbooks;
  std::vector<ruleset::Alert> alerts;    // in the pack's order
  std::vector<PlanBenchmark> portfolio;  // targets over many accounts: no value, no slot
  std::vector<ruleset::Measuring> portfolio_measuring;  // parallel to it
  ruleset::Drivers drivers;
  std::vector<ruleset::Experiment> experiments;
  std::vector<ruleset::Dashboard> dashboards;
  std::vector<ruleset::Grouping> groupings;
  std::vector<ruleset::Constant> constants;
  ruleset::Titles titles;

  PlanSetting setting;
  // Of a base whose numbers depend on anything; else empty.
  std::vector<Plan> variants;
  std::vector<int32_t> change_days;  // on which numbers change, rising
  // [period * (segments + 1) + row of the segment]: 0 this plan, n the variant n - 1.
  std::vector<uint32_t> variant_table;

  // Parallel to the arrays above.
  PlanOutcomeNotes outcome_notes;
  std::vector<std::string> program_texts;  // each expression in its one spelling
  std::vector<PlanNote> portfolio_notes;
  std::vector<std::vector<std::pair<std::string, double>>> portfolio_figures;
  std::vector<PlanNote> benchmark_notes;
  std::vector<PlanNote> model_notes;
  std::vector<PlanNote> component_notes;
  std::vector<PlanNote> limit_notes;  // name: the reason
  std::vector<PlanNote> band_notes;
  std::vector<ruleset::Text> limit_reasons;
  std::vector<bool> segment_has_weights;  // [model * (segments + 1) + row]
  std::vector<uint32_t> model_order;      // by priority, highest first
  Edges edges;                            // where answers may turn; read by questions only
  Reach reach;                            // which outcomes a fact has a say in; likewise
  StageNeeds stage_needs;                 // what has to run for what; likewise
  std::vector<uint32_t> shown_facts;      // slots that an explanation lists (shown_facts.h)

  // The plan of a number that VariantFor returned; of a variant always itself.
  const Plan& InForce(uint32_t variant) const {
    return variants.empty() || variant == 0 ? *this : variants[variant - 1];
  }
  // Which plan is for accounts of a segment (its row: 0 none, s + 1 segment s) on a day of the
  // pack's time zone, since 1970-01-01.
  uint32_t VariantFor(size_t segment_row, int32_t day) const;
  // This plan and its variants.
  std::vector<const Plan*> All() const;
  // Null when there is none.
  const ruleset::Constant* FindConstant(std::string_view name) const;

  // Index of a slot by name, or kNoIndex.
  uint32_t FindSlot(std::string_view name) const;
  // Index in `signals`, or kNoIndex.
  uint32_t FindSignal(std::string_view name) const;
};

// Lays a checked rule set out. Total: what was checked compiles.
Plan Compile(const ruleset::RuleSet& rules);
// The same of a pack in all of its settings, the base first (ruleset::CheckVariants).
Plan Compile(const std::vector<ruleset::RuleSet>& variants);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_PLAN_H_
