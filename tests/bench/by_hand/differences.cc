// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/differences.h"

#include <cstring>
#include <map>
#include <type_traits>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace bellwether::saas {
namespace {

using expression::Kind;

using TruthByName = std::map<std::string, Truth>;

// States of flags, gates, requirements and criteria come in this order.
template <typename State>
Truth TruthOfState(State state) {
  constexpr Truth kTruths[] = {Truth::kTrue, Truth::kFalse, Truth::kUnknown, Truth::kNotApplicable};
  return kTruths[static_cast<size_t>(state)];
}

Truth TruthOfAnswer(Answer answer) {
  constexpr Truth kTruths[] = {Truth::kFalse, Truth::kTrue, Truth::kUnknown, Truth::kNotApplicable};
  return kTruths[static_cast<size_t>(answer)];
}

bool Answered(OutcomeState state) {
  return state == OutcomeState::kAnswered || state == OutcomeState::kInsufficientData;
}

void AddReasons(const char* list, const std::vector<PlanNote>& notes,
                const std::vector<Condition>& answers, TruthByName& named) {
  for (size_t i = 0; i < notes.size(); ++i) {
    named[absl::StrCat(list, ".", notes[i].name)] = TruthOfAnswer(answers[i].answer);
  }
}

void AddCriteria(const Plan& plan, const GraduationResult& graduation, TruthByName& named) {
  for (const PlanDimension& dimension : plan.graduation.dimensions) {
    for (uint32_t c = dimension.criteria.first; c < dimension.criteria.end(); ++c) {
      named["criterion." + plan.component_notes[c].name] =
          TruthOfState(graduation.criteria[c - plan.graduation.first_criterion]);
    }
  }
}

void AddGraduation(const Plan& plan, const GraduationResult& graduation, TruthByName& named) {
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  AddCriteria(plan, graduation, named);
  for (size_t i = 0; i < notes.gates.size(); ++i) {
    named["gate." + notes.gates[i].name] = TruthOfState(graduation.gates[i].state);
  }
  for (size_t i = 0; i < notes.requirements.size(); ++i) {
    named["requirement." + notes.requirements[i].name] =
        TruthOfState(graduation.requirements[i].state);
  }
}

TruthByName EngineTruths(const Plan& plan, const Evaluation& engine) {
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  TruthByName named;
  for (size_t i = 0; i < notes.flags.size(); ++i) {
    named["flag." + notes.flags[i].name] = TruthOfState(engine.flags[i].state);
  }
  AddGraduation(plan, engine.graduation, named);
  AddReasons("escalate", notes.escalate, engine.extension.escalate, named);
  AddReasons("extend", notes.extend, engine.extension.extend, named);
  AddReasons("root_causes", notes.root_cause, engine.extension.root_causes, named);
  AddReasons("early_win", notes.early_wins, engine.programme.early_wins, named);
  for (size_t i = 0; i < engine.programme.enablement.size(); ++i) {
    named[absl::StrCat("enablement.", plan.programme.levels[i])] =
        TruthOfAnswer(engine.programme.enablement[i].answer);
  }
  return named;
}

int64_t DayOf(absl::CivilDay day) { return DayNumber(day); }

class Comparison {
 public:
  Comparison(const Plan& plan, const Evaluation& engine, const Output& by_hand)
      : plan_(plan), engine_(engine), by_hand_(by_hand) {}

  std::vector<std::string> Run() {
    CompareTruths();
    CompareFacts();
    CompareRatings();
    CompareHealth();
    CompareOverrides();
    CompareGraduation();
    CompareExtension();
    CompareForecast();
    CompareProgramme();
    return std::move(differences_);
  }

 private:
  template <typename Value>
  void Same(const std::string& what, Value engine, Value by_hand) {
    if constexpr (std::is_enum_v<Value>) {
      Same(what, static_cast<int>(engine), static_cast<int>(by_hand));
    } else if constexpr (std::is_same_v<Value, double>) {
      if (std::memcmp(&engine, &by_hand, sizeof(double)) == 0) return;
      differences_.push_back(
          absl::StrFormat("%s: engine %.17g, by hand %.17g", what, engine, by_hand));
    } else if (engine != by_hand) {
      differences_.push_back(absl::StrCat(what, ": engine ", engine, ", by hand ", by_hand));
    }
  }

  // Whether the account has such an answer at all.
  bool Means(const std::string& name) const {
    const bool of_graduation = absl::StartsWith(name, "criterion.") ||
                               absl::StartsWith(name, "gate.") ||
                               absl::StartsWith(name, "requirement.");
    const bool of_extension = absl::StartsWith(name, "escalate.") ||
                              absl::StartsWith(name, "extend.") ||
                              absl::StartsWith(name, "root_causes.");
    return (!of_graduation || Answered(engine_.graduation.state)) &&
           (!of_extension || Answered(engine_.extension.state));
  }

  void CompareTruths() {
    TruthByName engine = EngineTruths(plan_, engine_);
    for (const auto& [name, truth] : NamedTruths(by_hand_)) {
      const auto found = engine.find(name);
      if (found == engine.end()) {
        differences_.push_back("the pack has no " + name);
        continue;
      }
      if (Means(name)) Same(name, found->second, truth);
      engine.erase(found);
    }
    for (const auto& [name, truth] : engine) differences_.push_back("not by hand: " + name);
  }

  // Not given when the plan lacks the name.
  Presence PresenceIn(uint32_t slot) const {
    if (slot == kNoIndex) return Presence::kMissing;
    const MissingReason reason = engine_.reasons[slot];
    return reason == MissingReason::kNone            ? Presence::kGiven
           : reason == MissingReason::kNotApplicable ? Presence::kNotApplicable
                                                     : Presence::kMissing;
  }

  void CompareFact(const char* name, const Number& by_hand) {
    const uint32_t slot = plan_.FindSlot(name);
    Same(absl::StrCat(name, ".presence"), PresenceIn(slot), by_hand.presence);
    if (PresenceIn(slot) != Presence::kGiven) return;
    Same<double>(name, engine_.values[slot].number, by_hand.value);
  }

  void CompareFact(const char* name, Truth by_hand) {
    const uint32_t slot = plan_.FindSlot(name);
    const bool holds = slot != kNoIndex && engine_.values[slot].kind == Kind::kBool &&
                       engine_.values[slot].boolean;
    Same(name, When(PresenceIn(slot), holds), by_hand);
  }

  void CompareFacts() {
    const DerivedFacts& facts = by_hand_.facts;
    CompareFact("active_user_ratio", facts.active_user_ratio);
    CompareFact("days_from_sale_to_kickoff", facts.days_from_sale_to_kickoff);
    CompareFact("csm_hours_per_planned_hour", facts.csm_hours_per_planned_hour);
    CompareFact("onboarding_cost", facts.onboarding_cost);
    CompareFact("onboarding_cost_per_acv", facts.onboarding_cost_per_acv);
    CompareFact("usage_thresholds_met_ratio", facts.usage_thresholds_met_ratio);
    CompareFact("usage_below_minimum", facts.usage_below_minimum);
    CompareFact("early_wins_count", facts.early_wins_count);
    CompareFact("in_onboarding", facts.in_onboarding);
    CompareFact("seats_tell_usage", facts.seats_tell_usage);
    CompareFact("value_confirmed", facts.value_confirmed);
    CompareFact("usage_declining", facts.usage_declining);
    CompareFact("champion_unresponsive", facts.champion_unresponsive);
    CompareFact("too_few_users_active", facts.too_few_users_active);
    CompareFact("data_quality_issue", facts.data_quality_issue);
    Same<size_t>("derived facts of the pack", plan_.derived.size(), 12);
  }

  void CompareRatings() {
    const auto ratings = NamedRatings(by_hand_);
    Same<size_t>("benchmarks of the pack", plan_.benchmarks.size(), ratings.size());
    for (size_t i = 0; i < plan_.benchmarks.size() && i < ratings.size(); ++i) {
      const auto& [name, by_hand] = ratings[i];
      const BenchmarkResult& engine = engine_.benchmarks[i];
      Same(absl::StrCat("name of benchmark ", i), plan_.benchmark_notes[i].name, name);
      Same(name + ".state", engine.state, by_hand.state);
      Same(name + ".so_far", engine.so_far, by_hand.so_far);
      Same<int>(name + ".tier", static_cast<int>(engine.tier), by_hand.tier);
      Same(name + ".value", engine.value, by_hand.value);
    }
  }

  void CompareHealth() {
    Same<size_t>("models of the pack", plan_.models.size(), 3);
    Same<size_t>("caps and floors of the pack", plan_.limits.size(), 0);
    const Health* const models[] = {&by_hand_.customer, &by_hand_.early_stage,
                                    &by_hand_.onboarding};
    for (size_t i = 0; i < std::size(models) && i < plan_.models.size(); ++i) {
      CompareModel("health." + plan_.model_notes[i].name, engine_.models[i], *models[i]);
    }
    const auto primary =
        by_hand_.primary == HealthModel::kNone ? kNoIndex : static_cast<uint32_t>(by_hand_.primary);
    Same("health.primary", engine_.primary, primary);
  }

  void CompareModel(const std::string& name, const ModelResult& engine, const Health& by_hand) {
    Same(name + ".state", engine.state, by_hand.state);
    Same(name + ".has_raw", engine.has_raw, by_hand.has_raw);
    Same(name + ".raw", engine.raw, by_hand.raw);
    Same(name + ".effective", engine.effective, by_hand.effective);
    Same(name + ".displayed", engine.displayed, by_hand.displayed);
    Same(name + ".coverage", engine.coverage, by_hand.coverage);
    Same(name + ".low", engine.low, by_hand.low);
    Same(name + ".high", engine.high, by_hand.high);
    Same<int>(name + ".band", static_cast<int>(engine.band), by_hand.band);
    Same(name + ".certain", engine.certain, by_hand.certain);
    Same(name + ".held_by_hysteresis", engine.held_by_hysteresis, false);
    Same(name + ".intervene", engine.intervene, by_hand.intervene);
  }

  void CompareOverrides() {
    for (size_t i = 0; i < engine_.overrides.size(); ++i) {
      const std::string name = absl::StrCat("overrides[", i, "]");
      Same(name + ".state", engine_.overrides[i].state, by_hand_.overrides[i].state);
      Same(name + ".effect", engine_.overrides[i].effect, by_hand_.overrides[i].points);
    }
  }

  void CompareGraduation() {
    const GraduationResult& engine = engine_.graduation;
    const Graduation& by_hand = by_hand_.graduation;
    Same("graduation.state", engine.state, by_hand.state);
    Same("graduation.raw", engine.raw, by_hand.raw);
    Same("graduation.total", engine.total, by_hand.total);
    Same("graduation.readiness", engine.readiness, by_hand.readiness);
    Same("graduation.graduate", engine.graduate, by_hand.graduate);
    const Dimension* const dimensions[] = {&by_hand.technical, &by_hand.knowledge, &by_hand.usage,
                                           &by_hand.value, &by_hand.stakeholder};
    Same<size_t>("dimensions of the pack", engine.dimensions.size(), std::size(dimensions));
    for (size_t i = 0; i < std::size(dimensions) && i < engine.dimensions.size(); ++i) {
      CompareDimension("dimension." + plan_.outcome_notes.dimensions[i].name, engine.dimensions[i],
                       *dimensions[i]);
    }
  }

  void CompareDimension(const std::string& name, const DimensionResult& engine,
                        const Dimension& by_hand) {
    Same(name + ".state", engine.state, by_hand.state);
    Same(name + ".score", engine.score, by_hand.score);
    Same(name + ".has_computed", engine.has_computed, by_hand.has_computed);
    Same(name + ".computed", engine.computed, by_hand.computed);
    Same(name + ".coverage", engine.coverage, by_hand.coverage);
    Same(name + ".given", engine.given, by_hand.given);
    Same(name + ".green", engine.green, by_hand.green);
    Same(name + ".share", engine.share, by_hand.share);
    Same(name + ".weighted", engine.weighted, by_hand.weighted);
  }

  void CompareExtension() {
    const ExtensionResult& engine = engine_.extension;
    const Extension& by_hand = by_hand_.extension;
    Same("extension.state", engine.state, by_hand.state);
    Same("extension.decision", engine.decision, by_hand.decision);
    Same("extension.basis", engine.basis, by_hand.basis);
    Same("extension.certain", engine.certain, by_hand.certain);
    Same("extension.recovery", engine.recovery, by_hand.recovery);
    const auto root_cause =
        by_hand.has_root_cause ? static_cast<uint32_t>(by_hand.root_cause) : kNoIndex;
    Same("extension.root_cause", engine.root_cause, root_cause);
    Same("extension.days_granted", engine.days_granted, by_hand.days_granted);
    Same("extension.days_left", engine.days_left, by_hand.days_left);
    Same("extension.days_late", engine.days_late, by_hand.days_late);
    Same("extension.has_target", engine.has_target, by_hand.has_target);
    if (!Answered(engine.state)) return;
    Same("extension.lists_extend_reasons", engine.lists_extend_reasons,
         by_hand.lists_extend_reasons);
    if (!engine.has_target) return;
    Same("extension.original_target", DayOf(engine.original_target), by_hand.original_target);
    Same("extension.current_target", DayOf(engine.current_target), by_hand.current_target);
    Same("extension.new_target", DayOf(engine.new_target), by_hand.new_target);
  }

  void CompareForecast() {
    const Forecast& engine = engine_.forecast;
    const GraduationForecast& by_hand = by_hand_.forecast;
    Same("forecast.available", engine.available, by_hand.available);
    if (!engine.available) return;
    Same("forecast.planned", DayOf(engine.planned), by_hand.planned);
    Same("forecast.earliest", DayOf(engine.earliest), by_hand.earliest);
    Same("forecast.latest", DayOf(engine.latest), by_hand.latest);
    Same("forecast.earliest_beyond_a_year", engine.earliest_beyond_a_year,
         by_hand.earliest_beyond_a_year);
    Same("forecast.latest_beyond_a_year", engine.latest_beyond_a_year,
         by_hand.latest_beyond_a_year);
  }

  void CompareProgramme() {
    const ProgrammeResult& engine = engine_.programme;
    const Programme& by_hand = by_hand_.programme;
    Same("programme.week", engine.week, by_hand.week);
    Same("programme.level", engine.level, by_hand.level);
    Same("programme.review", engine.review, by_hand.review);
    const std::pair<const char*, PhaseProgress> phases[] = {
        {"kickoff_and_planning", by_hand.kickoff_and_planning},
        {"implementation_and_setup", by_hand.implementation_and_setup},
        {"training_and_education", by_hand.training_and_education},
        {"early_adoption", by_hand.early_adoption},
        {"success_verification", by_hand.success_verification},
        {"handoff", by_hand.handoff}};
    Same<size_t>("phases of the pack", engine.phases.size(), std::size(phases));
    for (size_t i = 0; i < std::size(phases) && i < engine.phases.size(); ++i) {
      const std::string name = plan_.outcome_notes.phases[i].name;
      Same<std::string>(absl::StrCat("name of phase ", i), name, phases[i].first);
      Same(name + ".state", engine.phases[i].state, phases[i].second.state);
      Same(name + ".in_window", engine.phases[i].in_window, phases[i].second.in_window);
    }
  }

  const Plan& plan_;
  const Evaluation& engine_;
  const Output& by_hand_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> Differences(const Plan& plan, const Evaluation& engine,
                                     const Output& by_hand) {
  return Comparison(plan, engine, by_hand).Run();
}

}  // namespace bellwether::saas
