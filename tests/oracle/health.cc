// Health models: from the weighted mean to the band (S15, S17 to S20).
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/oracle/components.h"

namespace bellwether::oracle {
namespace {

using ruleset::Band;
using ruleset::HealthModel;
using ruleset::Limit;

// What a model says about an account.
struct Verdict {
  std::string state;
  Names missing;
  std::optional<double> displayed;
  std::string band;
  bool answers() const { return displayed.has_value(); }
};

class Model {
 public:
  Model(Question& question, const HealthModel& model) : question_(question), model_(model) {}

  Verdict Score() {
    const Condition applies = question_.Ask(model_.applies_when);
    verdict_.missing = applies.missing;
    if (applies.says == Says::kYes) {
      ScoreTree();
    } else {
      verdict_.state = applies.says == Says::kUnknown ? "NOT_EVALUATED" : "NOT_APPLICABLE";
    }
    answer().State("model", model_.name, "state", verdict_.state);
    answer().Without("model", model_.name, verdict_.missing);
    return verdict_;
  }

 private:
  Transcript& answer() { return question_.answer; }

  // Down: the nearest that can be shown, or the one below it where that is more. At nine decimals
  // everything is shown.
  double Displayed(double score) const {
    const double nearest = RoundForDisplay(score, model_.precision);
    if (model_.rounding == Rounding::kHalfAway || nearest <= RoundForDisplay(score, 9)) {
      return nearest;
    }
    return RoundForDisplay(nearest - std::pow(10, -model_.precision), model_.precision);
  }

  void ScoreTree() {
    const Folded tree = FoldTree(question_, model_.components);
    raw_ = tree.score;
    raw_low_ = low_ = tree.low;
    raw_high_ = high_ = tree.high;
    if (Sufficient(tree)) score_ = raw_;
    verdict_.state = score_ ? "SCORED" : "INSUFFICIENT_DATA";
    ApplyLimits();
    ApplyOverrides();
    answer().Number("model", model_.name, "coverage", tree.coverage);
    answer().Number("model", model_.name, "low", low_);
    answer().Number("model", model_.name, "high", high_);
    if (raw_) answer().Number("model", model_.name, "raw", *raw_);
    if (score_) Display();
    SayTree(question_, model_.name, model_.components, tree, raw_ && score_);
  }

  // S17; both sides to 9 decimals, as everything that is compared (S15).
  bool Sufficient(const Folded& tree) const {
    return tree.score && tree.coverage > 0 &&
           RoundForDisplay(tree.coverage, 9) >= RoundForDisplay(model_.min_coverage, 9);
  }

  // A limit acts on the score and on both bounds; a change of the score is its effect. Without a
  // sufficient score it still moves what the bounds are.
  void Clamp(bool cap, double limit) {
    const auto act = [&](double score) {
      return cap ? std::min(score, limit) : std::max(score, limit);
    };
    if (moved_) moved_ = act(*moved_);
    if (score_) score_ = act(*score_);
    low_ = act(low_);
    high_ = act(high_);
  }

  // S17: floors that hold, then caps that hold; an unknown one moves only the end that it would
  // move outward.
  void ApplyLimits() {
    moved_ = raw_;
    size_t number = 0;
    for (const Limit& limit : model_.limits) {
      const std::string name = absl::StrCat(model_.name, ".", number++);
      const Condition holds = limit.effective.now ? question_.Ask(limit.when) : NotInForce();
      const double before = moved_.value_or(0);
      if (holds.says == Says::kYes) Clamp(limit.cap, limit.value);
      if (holds.says == Says::kUnknown && limit.cap) low_ = std::min(low_, limit.value);
      if (holds.says == Says::kUnknown && !limit.cap) high_ = std::max(high_, limit.value);
      answer().State("limit", name, "answer", Word(holds.says));
      answer().State("limit", name, "kind", limit.cap ? "CAP" : "FLOOR");
      answer().Without("limit", name, holds.missing);
      answer().Number("limit", name, "effect", moved_.value_or(0) - before);
    }
  }

  // S20. Last, and never lost to a rule; ignored from its expiry on.
  void ApplyOverrides() {
    const auto& overrides = question_.account.overrides;
    for (size_t i = 0; i < overrides.size(); ++i) {
      const OverrideInput& input = overrides[i];
      if (input.model != model_.name) continue;
      const bool expired = input.expires_at && question_.At(*input.expires_at) <= question_.as_of;
      const double before = moved_.value_or(0);
      if (!expired) Override(input);
      const std::string name = absl::StrCat(i);
      answer().State("override", name, "state", expired ? "EXPIRED" : "HOLDS");
      answer().Number("override", name, "effect", raw_ ? *moved_ - before : 0);
    }
  }

  void Override(const OverrideInput& input) {
    constexpr const char* kKinds[] = {"SET", "CAP", "FLOOR"};
    answer().State("override", "live", "kind", kKinds[static_cast<size_t>(input.kind)]);
    if (input.kind != OverrideInput::Kind::kSet) {
      return Clamp(input.kind == OverrideInput::Kind::kCap, input.value);
    }
    verdict_.state = "OVERRIDDEN";
    moved_ = score_ = low_ = high_ = input.value;
  }

  void Display() {
    const double effective = *score_;
    verdict_.displayed = Displayed(effective);
    const bool changed = !raw_ || effective != *raw_;  // S18: then no hysteresis
    const size_t plain = PlainBand(effective);
    const size_t band = changed ? plain : HeldBand(effective);
    verdict_.band = model_.bands[band].name;
    answer().Number("model", model_.name, "effective", effective);
    answer().Number("model", model_.name, "displayed", *verdict_.displayed);
    answer().State("model", model_.name, "rounding",
                   model_.rounding == Rounding::kDown ? "DOWN" : "HALF_AWAY");
    answer().YesNo("model", model_.name, "rounded to nearest",
                   *verdict_.displayed == RoundForDisplay(effective, model_.precision));
    answer().Say("model", model_.name, "band", verdict_.band);
    answer().YesNo("model", model_.name, "held by hysteresis", band != plain);
    answer().YesNo("model", model_.name, "certain", Certain(band));
    if (model_.intervene_below) answer().State("model", model_.name, "intervene", Intervene());
  }

  // The first band whose edge the displayed score reaches: an edge belongs to the better band.
  size_t PlainBand(double score) const {
    size_t band = 0;
    while (Displayed(score) < model_.bands[band].from) ++band;
    return band;
  }

  std::optional<size_t> PreviousBand() const {
    for (const auto& previous : question_.account.previous_bands) {
      if (previous.model != model_.name) continue;
      for (size_t band = 0; band < model_.bands.size(); ++band) {
        if (model_.bands[band].name == previous.band) return band;
      }
    }
    return std::nullopt;
  }

  // S18: the previous band holds from `hysteresis` below its own edge to `hysteresis` above the
  // edge of the band over it, which is never more than 100.
  size_t HeldBand(double score) const {
    const auto previous = PreviousBand();
    if (!previous) return PlainBand(score);
    const double h = model_.hysteresis;
    const double displayed = Displayed(score);
    const bool above_its_floor = displayed >= model_.bands[*previous].from - h;
    const bool below_its_ceiling =
        *previous == 0 || displayed < std::min(model_.bands[*previous - 1].from + h, 100.0);
    const size_t plain = PlainBand(score);
    const bool holds =
        (plain > *previous && above_its_floor) || (plain < *previous && below_its_ceiling);
    return holds ? *previous : plain;
  }

  // Rules language, section 5: whether the band would be the same anywhere between low and high,
  // hysteresis included. At an end that a limit made, hysteresis does not count (S18); scores
  // between the ends have it.
  bool Certain(size_t band) const {
    if (verdict_.state == "OVERRIDDEN") return true;
    std::set<size_t> possible;
    const auto look = [&](double known, double end) {
      const bool made_by_limit = known != end;
      const bool more_than_one_score = low_ != high_;
      if (made_by_limit) possible.insert(PlainBand(end));
      if (!made_by_limit || more_than_one_score) possible.insert(HeldBand(end));
    };
    look(raw_low_, low_);
    look(raw_high_, high_);
    return possible == std::set<size_t>{band};
  }

  std::string Intervene() const {
    const bool at_low = Displayed(low_) < *model_.intervene_below;
    const bool at_high = Displayed(high_) < *model_.intervene_below;
    if (at_low != at_high) return "UNKNOWN";
    return at_low ? "TRUE" : "FALSE";
  }

  Question& question_;
  const HealthModel& model_;
  Verdict verdict_;
  std::optional<double> raw_;    // the weighted mean
  std::optional<double> moved_;  // the same after what has been applied so far
  std::optional<double> score_;  // likewise, where data suffice or an override sets it
  double raw_low_ = 0;
  double raw_high_ = 100;
  double low_ = 0;
  double high_ = 100;
};

// S14: what later stages read.
void Publish(Question& question, const std::string& score, const std::string& band,
             const Verdict& verdict) {
  const bool moot = verdict.state == "NOT_APPLICABLE";
  const Fact none = Unknown(moot ? kNotApplicable : kInputMissing);
  question.facts[score] = verdict.answers() ? Known(*verdict.displayed) : none;
  question.facts[band] = verdict.answers() ? Known(verdict.band) : none;
}

}  // namespace

// S19: the highest priority among those that apply is primary. While a higher one is unknown, no
// lower one is.
void ScoreModels(Question& question) {
  std::map<int, std::pair<const HealthModel*, Verdict>, std::greater<>> by_priority;
  for (const HealthModel& model : question.rules.health) {
    const Verdict verdict = Model(question, model).Score();
    Publish(question, question.NameOf(model.score_slot), question.NameOf(model.band_slot), verdict);
    by_priority[model.priority] = {&model, verdict};
  }
  Verdict primary;
  primary.state = "NOT_APPLICABLE";
  std::string name = "none";
  for (const auto& [priority, entry] : by_priority) {
    if (entry.second.state == "NOT_APPLICABLE") continue;
    primary = entry.second;
    if (primary.state != "NOT_EVALUATED") name = entry.first->name;
    break;
  }
  question.answer.Say("answer", "", "primary", name);
  Publish(question, "health.primary.score", "health.primary.band", primary);
}

}  // namespace bellwether::oracle
