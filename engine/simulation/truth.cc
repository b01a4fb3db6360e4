// Tested by tests/engine/simulation/truth_test.cc.
#include "engine/simulation/truth.h"

#include <algorithm>

#include "engine/simulation/chance.h"
#include "engine/simulation/lateness.h"
#include "engine/simulation/value_days.h"

namespace bellwether::simulation {
namespace {

constexpr int kDays[] = {30, 60, 90, 180};
constexpr const char* kNever = "never";

Shares SharesOf(const Weights& weights) {
  const double sum = SumOf(weights);
  Shares shares;
  for (const auto& weight : weights) shares.emplace_back(weight.name, weight.value.value / sum);
  return shares;
}

class SegmentReckoning {
 public:
  SegmentReckoning(const Parameters& parameters, size_t segment)
      : p_(parameters),
        segment_(parameters.segments[segment].value),
        days_(parameters, segment),
        never_(segment_.never.value) {
    truth_.name = parameters.segments[segment].name;
  }

  SegmentTruth Run() {
    truth_.median_of_arrived = days_.DayOf(0.5).value_or(days_.latest());
    if (never_ < 1) truth_.median_of_all = days_.DayOf(0.5 / (1 - never_));
    for (const int day : kDays) truth_.there_by.emplace_back(day, (1 - never_) * days_.By(day));
    ReckonBuckets();
    ReckonCompletion();
    ReckonMilestones();
    return truth_;
  }

 private:
  void ReckonBuckets() {
    const std::vector<double> shares = days_.Buckets(p_.value);
    double expanded = 0;
    const auto add = [&](const std::string& name, double share, const Bucket& bucket) {
      truth_.buckets.emplace_back(name, share);
      truth_.retained += share * bucket.retained.value;
      expanded += share * bucket.retained.value * bucket.expanded.value;
    };
    for (size_t i = 0; i < shares.size(); ++i) {
      add(p_.value.buckets[i].name, (1 - never_) * shares[i], p_.value.buckets[i].value);
    }
    add(kNever, never_, p_.value.never);
    truth_.expanded = truth_.retained > 0 ? expanded / truth_.retained : 0;
  }

  // Graduation follows value after the handover, or by as much later as value was late.
  double CompletedOf(int day) const {
    const int within = static_cast<int>(p_.onboarding.complete_within.value);
    const int plan = static_cast<int>(segment_.plan.value);
    const int handover = static_cast<int>(segment_.handover.value);
    if (day <= plan) return day + handover <= within ? 1 : 0;
    if (day >= within) return 0;  // graduation comes after value
    return ShareWithin(p_.plan.cascade, day - plan, -1, within - plan - handover);
  }

  void ReckonCompletion() {
    for (int day = 1; day <= days_.latest(); ++day) {
      truth_.completed += (1 - never_) * days_.On(day) * CompletedOf(day);
    }
  }

  // Of accounts that get to value: `steps` before it, with what goes wrong beginning here or before
  // in `begun` of the accounts.
  double OnTime(int steps, double begun) const {
    const int grace = static_cast<int>(p_.plan.grace.value);
    const int plan = static_cast<int>(segment_.plan.value);
    double share = 0;
    for (int day = 1; day <= days_.latest(); ++day) {
      const int over = day - plan;
      const double within = over > 0 ? ShareWithin(p_.plan.cascade, over, steps, grace) : 1;
      share += days_.On(day) * (1 - begun + begun * within);
    }
    return share;
  }

  void ReckonMilestones() {
    const std::vector<size_t> milestones = MilestonesOf(p_.plan, truth_.name);
    const std::vector<double> origins = OriginsOf(p_.plan, milestones);
    const int value = static_cast<int>(milestones.size()) - 2;
    double begun = 0;
    for (size_t i = 0; i < milestones.size(); ++i) {
      begun += origins[i];
      // Who never gets to value gets as far as where it went wrong.
      const double share =
          (1 - never_) * OnTime(value - static_cast<int>(i), begun) + never_ * (1 - begun);
      truth_.on_time_by_milestone.emplace_back(p_.plan.milestones[milestones[i]].name, share);
      truth_.on_time += share / static_cast<double>(milestones.size());
    }
  }

  const Parameters& p_;
  const Segment& segment_;
  const ValueDays days_;
  const double never_;
  SegmentTruth truth_;
};

void ReckonBuckets(const Value& value, Truth& truth) {
  for (const auto& bucket : value.buckets) {
    std::optional<int> up_to;
    if (bucket.value.up_to.present()) up_to = static_cast<int>(bucket.value.up_to.value);
    truth.buckets.push_back(
        {bucket.name, up_to, bucket.value.retained.value, bucket.value.expanded.value});
  }
  truth.buckets.push_back({kNever, {}, value.never.retained.value, value.never.expanded.value});
}

void ReckonArms(const NamedList<Trial>& trials, Truth& truth) {
  for (const auto& trial : trials) {
    double sum = 0;
    for (const auto& arm : trial.value.arms) sum += arm.value.weight.value_or(1);
    for (const auto& arm : trial.value.arms) {
      truth.arms.push_back({trial.name, arm.name, arm.value.weight.value_or(1) / sum,
                            static_cast<int>(arm.value.faster_days.value)});
    }
  }
}

}  // namespace

Truth TruthOf(const Parameters& parameters) {
  Truth truth;
  double sum = 0;
  for (const auto& segment : parameters.segments) sum += segment.value.share.value;
  for (size_t i = 0; i < parameters.segments.size(); ++i) {
    truth.segments.push_back(SegmentReckoning(parameters, i).Run());
    truth.segments.back().share = parameters.segments[i].value.share.value / sum;
    truth.retained += truth.segments.back().share * truth.segments.back().retained;
  }
  ReckonBuckets(parameters.value, truth);
  truth.complete_within = static_cast<int>(parameters.onboarding.complete_within.value);
  truth.churn_by_reason = SharesOf(parameters.lifetime.reasons);
  truth.causes = SharesOf(parameters.plan.causes);
  truth.ticket_types = SharesOf(parameters.tickets.types);
  for (const auto& survey : parameters.surveys) {
    truth.answered.emplace_back(survey.name, survey.value.answered.value);
  }
  ReckonArms(parameters.trials, truth);
  return truth;
}

}  // namespace bellwether::simulation
