// Tested by tests/engine/schedule/next_change_test.cc and tests/property/next_change_test.cc.
#include "engine/schedule/next_change.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "engine/base/civil_day.h"
#include "engine/schedule/clock_reading.h"
#include "engine/schedule/soonest.h"

namespace bellwether::schedule {
namespace {

using expression::Kind;
using expression::Value;
using ruleset::Signal;

constexpr int32_t kDaysPerWeek = 7;

// Those that count days until the moment of the answer (S6).
constexpr BuiltinFact kDayFacts[] = {
    BuiltinFact::kDaysWithoutValue, BuiltinFact::kDaysSinceStart,
    BuiltinFact::kDaysSinceKickoff, BuiltinFact::kOnboardingDaysSoFar,
    BuiltinFact::kDaysPastTarget,   BuiltinFact::kDaysPastOriginalTarget,
    BuiltinFact::kDaysToRenewal,
};

bool IsWhole(double number) { return number == std::floor(number); }

class ChangeFinder {
 public:
  ChangeFinder(const Plan& pack, const Account& account, const Facts& facts)
      : pack_(pack),
        plan_(PlanInForce(pack, facts)),
        account_(account),
        facts_(facts),
        soonest_(facts.as_of) {}

  std::optional<absl::Time> Find() {
    LookAtSettings();
    LookAtDates();
    LookAtOverrides();
    LookAtSignals();
    LookAtSeries();
    LookAtDayFacts();
    LookAtMilestones();
    LookAtTarget();
    LookAtProgramme();
    LookAtPrograms();
    return soonest_.moment();
  }

 private:
  void OnDay(int64_t day) { soonest_.OnDay(static_cast<int32_t>(day), facts_.zone); }
  void NextDay() { OnDay(facts_.today + 1); }
  void At(const Moment& moment) { soonest_.At(moment.At(facts_.zone)); }

  std::optional<int32_t> DayOf(size_t slot) const {
    const Value& value = facts_.values[slot];
    if (value.kind != Kind::kTimestamp) return std::nullopt;
    return value.day;
  }
  bool HasGraduated() const { return DayOf(SlotOf(EventField::kGraduatedAt)).has_value(); }

  // Days are those of the pack's zone.
  void LookAtSettings() {
    if (pack_.variants.empty()) return;
    for (const int32_t day : pack_.change_days) soonest_.OnDay(day, pack_.time_zone);
  }

  // S3: what lies ahead counts once it is there.
  void LookAtDates() {
    for (const EventDate& date : account_.dates) {
      if (const auto* moment = std::get_if<Moment>(&date)) At(*moment);
    }
    for (const MilestoneInput& milestone : account_.milestones) {
      const auto* const done = std::get_if<Moment>(&milestone.completed_at);
      if (done != nullptr) At(*done);
    }
  }

  // S20: ignored from that moment on.
  void LookAtOverrides() {
    for (const OverrideInput& input : account_.overrides) {
      if (input.expires_at) At(*input.expires_at);
    }
  }

  void LookAtSignals() {
    for (const SignalInput& input : account_.signals) {
      const uint32_t declared = plan_.FindSignal(input.name);
      if (declared == kNoIndex) continue;
      const Signal& signal = plan_.signals[declared];
      if (signal.type == ruleset::SignalType::kTimestamp) LookAtTold(input);
      if (!input.observed_at) continue;
      At(*input.observed_at);
      if (HasValue(input)) LookAtAge(signal, input.observed_at->At(facts_.zone));
    }
  }

  static bool HasValue(const SignalInput& input) {
    return !std::holds_alternative<std::monostate>(input.value) &&
           !std::holds_alternative<NotApplicable>(input.value) &&
           !std::holds_alternative<NotYet>(input.value);
  }

  void LookAtTold(const SignalInput& input) {
    const auto* const told = std::get_if<Moment>(&input.value);
    const auto* text = std::get_if<std::string>(&input.value);
    if (const auto* untyped = std::get_if<Untyped>(&input.value)) text = &untyped->text;
    const std::optional<Moment> moment = told != nullptr   ? std::optional(*told)
                                         : text != nullptr ? ParseMoment(*text)
                                                           : std::nullopt;
    if (moment) At(*moment);
  }

  // S12. An age is in civil days where its limit is, and else in elapsed time (S4).
  void LookAtAge(const Signal& signal, absl::Time observed) {
    if (!signal.max_age_days || observed > facts_.as_of) return;
    const double limit = *signal.max_age_days;
    const bool decays = signal.stale == ruleset::StalePolicy::kDecay;
    if (IsWhole(limit)) {
      const int64_t stale = DayNumber(observed, facts_.zone) + static_cast<int64_t>(limit) + 1;
      if (facts_.today < stale) return OnDay(stale);
      if (decays) NextDay();
      return;
    }
    Reach(observed + absl::Hours(24) * limit);
    if (decays && absl::ToDoubleHours(facts_.as_of - observed) / 24 > limit) soonest_.AtOnce();
  }

  // A moment that floating-point numbers may find a little sooner or later.
  void Reach(absl::Time moment) {
    soonest_.At(moment - kShortest);
    soonest_.At(moment);
    soonest_.At(moment + kShortest);
  }

  void LookAtSeries() {
    for (const SeriesInput& input : account_.series) {
      const uint32_t declared = plan_.FindSignal(input.name);
      if (declared == kNoIndex) continue;
      const Signal& signal = plan_.signals[declared];
      absl::Time last = absl::InfinitePast();
      for (const SeriesInput::Point& point : input.points) {
        At(point.at);
        const absl::Time at = point.at.At(facts_.zone);
        if (at > facts_.as_of) continue;
        last = std::max(last, at);
        if (signal.every_days) LookAtBin(at, *signal.every_days);
      }
      if (last != absl::InfinitePast()) LookAtAge(signal, last);
    }
  }

  // S8: bins are counted back from the moment of the answer.
  void LookAtBin(absl::Time at, double every) {
    if (IsWhole(every)) {
      const int32_t day = DayNumber(at, facts_.zone);
      const auto width = static_cast<int32_t>(every);
      return OnDay(day + ((facts_.today - day) / width + 1) * int64_t{width});
    }
    const double bins = std::floor(absl::ToDoubleHours(facts_.as_of - at) / 24 / every);
    Reach(at + absl::Hours(24) * (bins * every));
    Reach(at + absl::Hours(24) * ((bins + 1) * every));
  }

  bool IsShown(BuiltinFact fact) const {
    const auto& shown = plan_.shown_facts;
    return std::binary_search(shown.begin(), shown.end(), static_cast<uint32_t>(SlotOf(fact)));
  }

  void LookAtDayFacts() {
    for (const BuiltinFact fact : kDayFacts) {
      if (facts_.values[SlotOf(fact)].usable() && IsShown(fact)) NextDay();
    }
  }

  // S7: a milestone that is open may be late from the day after its plan on, and then from day to
  // day.
  void LookAtMilestones() {
    std::optional<int32_t> end;
    for (const BoundMilestone& milestone : facts_.milestones) {
      if (!milestone.planned || !milestone.applicable) continue;
      end = std::max(end.value_or(*milestone.planned), *milestone.planned);
      if (!milestone.completed) OnDay(std::max(*milestone.planned, facts_.today) + 1);
    }
    // S24: what is forecast is never past.
    if (!end) end = DayOf(SlotOf(EventField::kTargetGraduationAt));
    if (end && !HasGraduated()) OnDay(std::max(*end, facts_.today) + 1);
  }

  // S23: how late it is, from day to day.
  void LookAtTarget() {
    const auto target = DayOf(SlotOf(EventField::kTargetGraduationAt));
    if (target && plan_.extension.defined && !HasGraduated()) NextDay();
  }

  // S25.
  void LookAtProgramme() {
    const PlanProgramme& programme = plan_.programme;
    if (!programme.defined) return;
    const auto start = ProgrammeStart();
    if (start) {
      const int32_t weeks = facts_.today < *start ? 0 : (facts_.today - *start) / kDaysPerWeek + 1;
      OnDay(*start + int64_t{weeks} * kDaysPerWeek);
    }
    const auto target = DayOf(SlotOf(EventField::kTargetGraduationAt));
    if (!target || !programme.has_review || HasGraduated()) return;
    const double end = *target + facts_.granted_days.value_or(0);
    for (const double before : {programme.review_from, programme.review_to}) {
      const auto day = static_cast<int64_t>(std::floor(end - before));
      OnDay(day);
      OnDay(day + 1);
    }
  }

  std::optional<int32_t> ProgrammeStart() const {
    if (!plan_.programme.from_start) return DayOf(plan_.programme.from_slot);
    const auto slot = plan_.start.SlotIn(facts_.segment);
    return slot ? DayOf(*slot) : std::nullopt;
  }

  void LookAtPrograms() {
    ClockView view;
    view.as_of_slot = static_cast<uint32_t>(SlotOf(AccountField::kAsOf));
    view.today = facts_.today;
    view.zone = facts_.zone;
    view.value_of = [this](uint32_t slot) { return ValueOf(slot); };
    for (const expression::Program& program : plan_.programs) ReadClock(program, view, soonest_);
  }

  // Null: Evaluate reckons it.
  const Value* ValueOf(uint32_t slot) const {
    const ruleset::SlotOrigin origin = plan_.slots[slot].origin;
    const bool reckoned = origin == ruleset::SlotOrigin::kDerived ||
                          origin == ruleset::SlotOrigin::kOutcome ||
                          origin == ruleset::SlotOrigin::kBuiltinFact;
    return reckoned ? nullptr : &facts_.values[slot];
  }

  const Plan& pack_;
  const Plan& plan_;  // in force for the account
  const Account& account_;
  const Facts& facts_;
  Soonest soonest_;
};

}  // namespace

std::optional<absl::Time> NextChange(const Plan& pack, const Account& account, const Facts& facts) {
  return ChangeFinder(pack, account, facts).Find();
}

}  // namespace bellwether::schedule
