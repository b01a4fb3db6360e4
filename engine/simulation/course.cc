// Tested by tests/engine/simulation/course_test.cc.
#include "engine/simulation/course.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "engine/simulation/lateness.h"
#include "engine/simulation/value_days.h"

namespace bellwether::simulation {
namespace {

constexpr int kLastGraduation = 330;  // before the shortest term ends
constexpr double kLeastHealth = 0.02;
constexpr double kAcvStep = 10;
constexpr int kFewestSeats = 3;

int Whole(double days) { return static_cast<int>(std::lround(days)); }

class CourseDrawing {
 public:
  CourseDrawing(const Parameters& parameters, const Period& period, Draws draws, Course& course)
      : p_(parameters), period_(period), draws_(draws), c_(course) {}

  void Run() {
    DrawStart();
    DrawSize();
    Enrol();
    DrawValue();
    DrawSteps();
    DrawLoss();
    DrawReturn();
    const double health = BucketOf(p_, c_).health.value + p_.unlike.value * draws_.Normal();
    c_.health = std::clamp(health, kLeastHealth, 1 - kLeastHealth);
  }

 private:
  const Segment& segment() const { return p_.segments[c_.segment].value; }

  void DrawStart() {
    Weights shares;
    for (const auto& each : p_.segments) shares.push_back({each.name, {}, each.value.share});
    c_.segment = Pick(draws_, shares);
    const MonthFactors factors = FactorsOf(p_.starts.months);
    Weights months;
    absl::CivilMonth month = period_.first;
    for (int i = 0; i < period_.months; ++i, ++month) {
      const double growth = std::pow(1 + p_.starts.growth.value, i);
      months.push_back({"", {}, {growth * factors[static_cast<size_t>(month.month()) - 1], {}}});
    }
    const absl::CivilMonth chosen = period_.first + static_cast<int>(Pick(draws_, months));
    const int32_t first = DayNumber(absl::CivilDay(chosen));
    const int32_t after = DayNumber(absl::CivilDay(chosen + 1));
    c_.start = Between(draws_, first, after - 1);
    c_.end = period_.end() - c_.start;
  }

  void DrawSize() {
    c_.acv = std::max(1.0, std::round(DrawSkewed(draws_, segment().acv) / kAcvStep)) * kAcvStep;
    c_.seats = std::max(kFewestSeats, Whole(c_.acv / segment().seat_price.value));
  }

  void Enrol() {
    for (size_t i = 0; i < p_.trials.size(); ++i) {
      const Trial& trial = p_.trials[i].value;
      if (!Covers(trial.segments, SegmentName(p_, c_))) continue;
      if (!Happens(draws_, trial.enrolled.value_or(1))) continue;
      Weights arms;
      for (const auto& arm : trial.arms) {
        arms.push_back({arm.name, {}, {arm.value.weight.value_or(1), {}}});
      }
      c_.enrolments.push_back({i, Pick(draws_, arms)});
    }
  }

  int FasterDays() const {
    int64_t days = 0;
    for (const Enrolment& one : c_.enrolments) {
      days += p_.trials[one.trial].value.arms[one.arm].value.faster_days.value;
    }
    return static_cast<int>(days);
  }

  void DrawValue() {
    c_.kickoff = WholeBetween(draws_, segment().kickoff);
    c_.bucket = p_.value.buckets.size();
    if (Happens(draws_, segment().never.value)) return;
    const int days =
        DrawValueDays(draws_, segment(), static_cast<int>(p_.value.latest.value), FasterDays());
    c_.value = days;
    c_.bucket = simulation::BucketOf(p_.value, days);
    c_.kickoff = std::min(c_.kickoff, days / 2);
  }

  void DrawSteps() {
    const std::vector<size_t> milestones = MilestonesOf(p_.plan, SegmentName(p_, c_));
    const std::vector<double> shares = OriginsOf(p_.plan, milestones);
    Weights origins;
    for (const double share : shares) origins.push_back({"", {}, {share, {}}});
    const size_t origin = Pick(draws_, origins);
    const Cascade& cascade = p_.plan.cascade;
    const double factor =
        cascade.low.value + (cascade.high.value - cascade.low.value) * draws_.Uniform();
    c_.cause = PickWord(draws_, p_.plan.causes);
    const int plan = static_cast<int>(segment().plan.value);
    c_.target = plan + static_cast<int>(segment().handover.value);
    const size_t value = milestones.size() - 2;
    for (size_t i = 0; i < milestones.size(); ++i) {
      Step step{milestones[i], Planned(milestones[i], plan), std::nullopt, false};
      const int before_value = static_cast<int>(value) - static_cast<int>(i);
      step.completed = Completed(step, before_value, i >= origin, factor);
      const int64_t grace = p_.plan.grace.value;
      step.late = !step.completed.has_value() || *step.completed - step.planned > grace;
      c_.steps.push_back(step);
    }
    c_.graduated = c_.steps.back().completed;
    c_.safe_until = c_.graduated.value_or(c_.target + static_cast<int>(p_.plan.grace.value) + 1);
  }

  double WayTo(size_t milestone) const {
    const Milestone& it = p_.plan.milestones[milestone].value;
    return it.is.value == Role::kValue ? 1 : it.way.value;
  }

  int Planned(size_t milestone, int plan) const {
    if (p_.plan.milestones[milestone].value.is.value == Role::kGraduation) return c_.target;
    return c_.kickoff + static_cast<int>(std::ceil(WayTo(milestone) * (plan - c_.kickoff)));
  }

  // `behind`: at the origin of what goes wrong, or after it.
  std::optional<int> Completed(const Step& step, int before_value, bool behind,
                               double factor) const {
    if (!c_.value.has_value()) return behind ? std::nullopt : std::optional<int>(step.planned);
    const int over = *c_.value - static_cast<int>(segment().plan.value);
    const bool last = before_value < 0;
    if (over > 0) {
      if (!behind) return step.planned;
      const int day = step.planned + DaysLate(over, before_value, factor);
      return last ? std::max(*c_.value + 1, std::min(day, kLastGraduation)) : day;
    }
    if (last) return *c_.value + static_cast<int>(segment().handover.value);
    return c_.kickoff + static_cast<int>(WayTo(step.milestone) * (*c_.value - c_.kickoff));
  }

  // Term after term, until one is the last, or the book ends long before it.
  void DrawLoss() {
    const double gone = 1 - BucketOf(p_, c_).retained.value;
    const int term = static_cast<int>(p_.lifetime.term_days.value);
    for (int first = 0; first <= c_.end && !c_.leaves.has_value(); first += term) {
      const double share = first == 0 ? gone : gone * p_.lifetime.later_years.value;
      const int from = std::max(first, c_.safe_until) + 1;
      const int until = first + term - 1;
      const bool lost = Happens(draws_, share);
      const bool at_renewal = Happens(draws_, p_.lifetime.at_renewal.value) || from > until;
      const int day = from > until ? until + 1 : Between(draws_, from, until);
      if (lost) c_.leaves = at_renewal ? first + term : day;
    }
    if (c_.leaves.has_value() && *c_.leaves < c_.end) c_.lost = c_.leaves;
    DrawAbandonment();
  }

  void DrawAbandonment() {
    if (c_.value.has_value()) return;
    const int day = c_.target + WholeBetween(draws_, p_.onboarding.abandoned_after);
    c_.abandoned = std::min(day, c_.lost.value_or(day));
  }

  void DrawReturn() {
    const bool returns = Happens(draws_, p_.lifetime.returns.value);
    const int after = std::max(1, WholeBetween(draws_, p_.lifetime.returns_after));
    if (returns && c_.lost.has_value() && *c_.lost + after < c_.end) c_.returned = *c_.lost + after;
  }

  const Parameters& p_;
  const Period& period_;
  Draws draws_;
  Course& c_;
};

}  // namespace

Course DrawCourse(const Parameters& parameters, uint64_t seed, const Period& period,
                  uint32_t account) {
  Course course;
  course.account = account;
  course.id = absl::StrFormat("a%07d", account + 1);
  CourseDrawing(parameters, period, DrawsOf(seed, account, Subject::kCourse), course).Run();
  return course;
}

const Bucket& BucketOf(const Parameters& parameters, const Course& course) {
  const auto& buckets = parameters.value.buckets;
  return course.bucket < buckets.size() ? buckets[course.bucket].value : parameters.value.never;
}

const Segment& SegmentOf(const Parameters& parameters, const Course& course) {
  return parameters.segments[course.segment].value;
}

const std::string& SegmentName(const Parameters& parameters, const Course& course) {
  return parameters.segments[course.segment].name;
}

}  // namespace bellwether::simulation
