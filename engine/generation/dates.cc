// Delays are drawn against the hidden health: an account that is well is early.
//
// Tested by tests/engine/generation/dates_test.cc.
#include "engine/generation/dates.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/generation/own_edges.h"

namespace bellwether::generation {
namespace {

constexpr double kDelayCorrelation = -0.6;
constexpr double kDateMissing = 0.03;
constexpr double kPlanMissing = 0.07;
constexpr double kMilestoneNotApplicable = 0.03;
constexpr int kFirstHour = 7, kLastHour = 20;  // of a login
constexpr size_t kMostMilestones = 200;        // that an account may have
// What is typical where a pack names no day at which anything turns.
constexpr Bell kAge = {60, 60}, kAfterwards = {150, 200}, kToKickoff = {6, 6}, kToLogin = {2, 3},
               kToValue = {45, 40}, kOnboarding = {70, 40}, kPastTarget = {-10, 25},
               kToRenewal = {150, 120}, kLate = {0, 5};
constexpr double kEarliestRenewal = -20, kMostDaysEarly = 7;

std::vector<double> EdgesOf(const Plan& plan, std::initializer_list<size_t> slots) {
  std::set<double> edges;
  for (const size_t slot : slots) {
    const std::vector<double> own = OwnEdges(plan, static_cast<uint32_t>(slot));
    edges.insert(own.begin(), own.end());
  }
  return {edges.begin(), edges.end()};
}

NumberSpread Days(std::optional<double> least, const std::vector<double>& edges,
                  const Bell& typical) {
  ruleset::NumberRange range;
  range.min = least;
  range.whole = true;
  return NumberSpread::BetweenEdges(range, edges, typical);
}

std::array<bool, kEventFieldCount> ReadDates(const Plan& plan) {
  std::array<bool, kEventFieldCount> read = {};
  for (size_t i = 0; i < kEventFieldCount; ++i) {
    read[i] = !plan.reach.stages[SlotOf(kEventFields[i].field)].none();
  }
  for (const auto& milestone : plan.milestones.order) {
    if (milestone.same_as != kNoIndex) read[milestone.same_as - kAccountFieldCount] = true;
  }
  for (int32_t segment = -1; segment < static_cast<int32_t>(plan.segments.size()); ++segment) {
    if (const auto start = plan.start.SlotIn(segment)) read[*start - kAccountFieldCount] = true;
  }
  return read;
}

class DatesWriter {
 public:
  DatesWriter(const Plan& plan, const DatesModel& model, const Situation& situation, Draws& draws,
              Account& account)
      : plan_(plan), model_(model), situation_(situation), draws_(draws), account_(account) {}

  int32_t Write() {
    DrawStart();
    DrawSteps();
    DrawEnd();
    TellDates();
    const bool has_plan = !Missing(kPlanMissing);
    if (has_plan) WriteMilestones();
    return start_;
  }

 private:
  using Day = std::optional<int32_t>;
  Day& day(EventField field) { return days_[static_cast<size_t>(field)]; }

  bool Missing(double share) {
    return IsMissing(situation_.hidden, share * situation_.missing, draws_);
  }

  // Days that are the fewer the better the account is, or have nothing to do with it.
  int32_t Delay(const NumberSpread& spread) {
    return DaysAt(Around(situation_.hidden.health, kDelayCorrelation, draws_) - kMostAreWell,
                  spread);
  }
  int32_t Drawn(const NumberSpread& spread) { return DaysAt(draws_.Normal(), spread); }
  int32_t DaysAt(double z, const NumberSpread& spread) {
    const double days = spread.Draw(z, draws_);
    return static_cast<int32_t>(std::clamp<double>(days, kFirstDay - kLastDay, kLastDay));
  }

  static int32_t Within(int64_t day) {
    return static_cast<int32_t>(std::clamp<int64_t>(day, kFirstDay, kLastDay));
  }
  // What has not happened by today has not happened.
  void Happen(EventField field, int64_t day_number) {
    if (day_number <= model_.today) day(field) = Within(day_number);
  }

  // The date that the pack counts from comes first, and kickoff after it; where that is kickoff or
  // a later date, the contract before.
  void DrawStart() {
    int64_t age = Drawn(model_.age);
    if (!situation_.under_way) age = Delay(model_.onboarding_days) + Drawn(model_.days_afterwards);
    start_ = Within(model_.today - std::max<int64_t>(age, 0));
    const int32_t lag = Delay(model_.days_to_kickoff);
    const auto first = plan_.start.SlotIn(situation_.segment);
    if (first == SlotOf(EventField::kContractSignedAt)) {
      day(EventField::kContractSignedAt) = start_;
      Happen(EventField::kKickoffAt, start_ + lag);
    } else if (first == SlotOf(EventField::kTrialStartedAt)) {
      day(EventField::kTrialStartedAt) = start_;
      Happen(EventField::kKickoffAt, start_ + lag);
      Happen(EventField::kContractSignedAt, start_ + Between(draws_, 0, lag));
    } else {
      day(EventField::kKickoffAt) = start_;
      day(EventField::kContractSignedAt) = Within(start_ - lag);
    }
    never_[static_cast<size_t>(EventField::kTrialStartedAt)] = true;
  }

  void DrawSteps() {
    const int32_t to_login = Delay(model_.days_to_login);
    const int64_t value = start_ + int64_t{Delay(model_.days_to_value)};
    const Day kickoff = day(EventField::kKickoffAt);
    if (!kickoff) return;
    Happen(EventField::kFirstLoginAt, *kickoff + to_login);
    Happen(EventField::kFirstValueAt, std::max<int64_t>(value, *kickoff));
  }

  void DrawEnd() {
    const int32_t planned = std::max(1, Drawn(model_.onboarding_days));
    const int32_t taken = Delay(model_.onboarding_days);
    const int32_t past_target = Delay(model_.days_past_target);
    day(EventField::kRenewalAt) = Within(model_.today + Drawn(model_.days_to_renewal));
    const Day kickoff = day(EventField::kKickoffAt);
    const int32_t begun = kickoff.value_or(model_.today);
    const int64_t target =
        situation_.under_way && kickoff ? model_.today - past_target : begun + int64_t{planned};
    day(EventField::kTargetGraduationAt) = Within(std::max<int64_t>(target, begun));
    if (!situation_.under_way && kickoff) Graduate(*kickoff + taken);
  }

  // After everything that has to come before (S10).
  void Graduate(int32_t graduated) {
    if (const Day value = day(EventField::kFirstValueAt)) graduated = std::max(graduated, *value);
    graduated = std::clamp(graduated, *day(EventField::kKickoffAt), model_.today);
    const auto first = plan_.start.SlotIn(situation_.segment);
    if (first && *first != SlotOf(EventField::kGraduatedAt)) {
      graduated = std::max(graduated, days_[*first - kAccountFieldCount].value_or(graduated));
    }
    Happen(EventField::kGraduatedAt, graduated);
  }

  void TellDates() {
    for (size_t i = 0; i < kEventFieldCount; ++i) {
      // Drawn for all, so that a pack that reads one more date leaves the others alone.
      const bool missing = Missing(kDateMissing);
      const int hour = Between(draws_, kFirstHour, kLastHour);
      if (missing || !model_.read[i]) continue;
      told_[i] = true;
      if (days_[i]) {
        account_.dates[i] = Told(kEventFields[i].field, *days_[i], hour);
      } else if (!kEventFields[i].planned && !never_[i]) {
        account_.dates[i] = NotYet{};
      }
    }
  }

  // People log in at an hour of the day. Of today nobody knows whether that hour has come.
  Moment Told(EventField field, int32_t day_number, int hour) const {
    const absl::CivilDay day = DayOfNumber(day_number);
    const bool timed = field == EventField::kFirstLoginAt && day_number < model_.today;
    if (!timed) return Moment::Date(day);
    return Moment::Local(absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(hour));
  }

  // The day of the event that is the same fact, where that has happened.
  Day SameFact(const ruleset::Milestones::Entry& entry) const {
    return entry.same_as == kNoIndex ? Day() : days_[entry.same_as - kAccountFieldCount];
  }

  // What comes before an event that has happened had its share of the days until then.
  int32_t LatestDay(size_t index) const {
    const auto& order = plan_.milestones.order;
    for (size_t next = index + 1; next < order.size(); ++next) {
      const Day happened = SameFact(order[next]);
      const auto steps = static_cast<int32_t>(next - index + 1);
      if (happened) return completed_ + (*happened - completed_) / steps;
    }
    return kLastDay;
  }

  // Planned evenly from kickoff to the target.
  void WriteMilestones() {
    const auto& order = plan_.milestones.order;
    const int32_t first = day(EventField::kKickoffAt).value_or(start_);
    const int32_t last = std::max(first, *day(EventField::kTargetGraduationAt));
    const auto gaps = static_cast<double>(std::max<size_t>(order.size(), 2) - 1);
    completed_ = first;
    for (size_t i = 0; i < std::min(order.size(), kMostMilestones); ++i) {
      const double part = static_cast<double>(i) / gaps;
      WriteMilestone(order[i], first + static_cast<int32_t>(std::lround(part * (last - first))),
                     LatestDay(i));
    }
  }

  void WriteMilestone(const ruleset::Milestones::Entry& entry, int32_t planned, int32_t latest) {
    const int64_t done = int64_t{planned} + Delay(model_.milestone_days_late);
    const bool not_applicable = Happens(draws_, kMilestoneNotApplicable * situation_.missing);
    MilestoneInput milestone;
    milestone.key = entry.name;
    milestone.planned_at = Moment::Date(DayOfNumber(planned));
    if (entry.same_as != kNoIndex) {
      // Said by the date, or by nobody.
      if (!told_[entry.same_as - kAccountFieldCount]) return;
      completed_ = std::max(completed_, SameFact(entry).value_or(completed_));
    } else if (not_applicable) {
      milestone.completed_at = NotApplicable{};
    } else {
      Complete(std::max<int64_t>(std::min<int64_t>(done, latest), completed_), milestone);
    }
    account_.milestones.push_back(std::move(milestone));
  }

  void Complete(int64_t done, MilestoneInput& milestone) {
    if (done > model_.today) return;
    completed_ = static_cast<int32_t>(done);
    milestone.completed_at = Moment::Date(DayOfNumber(completed_));
  }

  const Plan& plan_;
  const DatesModel& model_;
  const Situation& situation_;
  Draws& draws_;
  Account& account_;
  int32_t start_ = 0;
  int32_t completed_ = 0;  // the last milestone that was
  std::array<Day, kEventFieldCount> days_;
  std::array<bool, kEventFieldCount> never_ = {};  // does not happen to everybody
  std::array<bool, kEventFieldCount> told_ = {};
};

}  // namespace

DatesModel MakeDatesModel(const Plan& plan, int32_t today) {
  const auto fact = [](BuiltinFact builtin) { return SlotOf(builtin); };
  DatesModel model;
  model.today = today;
  model.read = ReadDates(plan);
  model.age =
      Days(0,
           EdgesOf(plan,
                   {fact(BuiltinFact::kDaysSinceStart), fact(BuiltinFact::kDaysWithoutValue),
                    fact(BuiltinFact::kDaysSinceKickoff), fact(BuiltinFact::kOnboardingDaysSoFar)}),
           kAge);
  model.days_afterwards = Days(0, {}, kAfterwards);
  model.days_to_kickoff = Days(0, {}, kToKickoff);
  model.days_to_login = Days(0, EdgesOf(plan, {fact(BuiltinFact::kDaysToFirstLogin)}), kToLogin);
  model.days_to_value = Days(0, EdgesOf(plan, {fact(BuiltinFact::kTimeToValueDays)}), kToValue);
  model.onboarding_days = Days(0, EdgesOf(plan, {fact(BuiltinFact::kOnboardingDays)}), kOnboarding);
  model.days_past_target =
      Days({}, EdgesOf(plan, {SlotOf(EventField::kTargetGraduationAt)}), kPastTarget);
  model.days_to_renewal =
      Days(kEarliestRenewal, EdgesOf(plan, {SlotOf(EventField::kRenewalAt)}), kToRenewal);
  std::set<double> late = {0, plan.milestones.grace_days};
  late.insert(plan.edges.milestones.begin(), plan.edges.milestones.end());
  model.milestone_days_late =
      Days(-kMostDaysEarly - plan.milestones.grace_days, {late.begin(), late.end()}, kLate);
  return model;
}

int32_t WriteDates(const Plan& plan, const DatesModel& model, const Situation& situation,
                   Draws draws, Account& account) {
  return DatesWriter(plan, model, situation, draws, account).Write();
}

}  // namespace bellwether::generation
