// Words are tried one by one. Of a scale, every edge of the pack is tried and one point between
// each two (plan/edges.h), besides some that are spread evenly, for formulas that bend where no
// number stands.
//
// Tested by tests/engine/questions/answers_test.cc.
#include "engine/questions/answers.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/questions/patterns.h"

namespace bellwether {
namespace {

using ruleset::SignalType;
using ruleset::SlotOrigin;

constexpr size_t kMostEdges = 48;       // of one fact: more are thinned out evenly
constexpr int kSpread = 4;              // points spread over the range beside the edges
constexpr double kStepsOfRange = 1000;  // how finely a turn is looked for
constexpr double kLargest = 1e12;       // of an edge: beyond it nothing is asked of people
constexpr int32_t kLongAgo = 1'000;     // days: beyond what rules about accounts count
constexpr int32_t kFirstDay = 7'305;    // 1990-01-01 (S10)
constexpr int32_t kLastDay = 47'846;    // 2100-12-31
constexpr const char* kNotYetWord = "not_yet";

std::vector<double> Thinned(const std::vector<double>& all) {
  std::vector<double> edges;
  for (const double edge : all) {
    if (std::abs(edge) <= kLargest) edges.push_back(edge);
  }
  if (edges.size() <= kMostEdges) return edges;
  std::vector<double> kept;
  for (size_t i = 0; i < kMostEdges; ++i) kept.push_back(edges[i * edges.size() / kMostEdges]);
  return kept;
}

// The power of ten that divides a range into some thousand steps.
double StepOf(double low, double high) {
  if (high <= low) return 1;
  return std::pow(10, std::floor(std::log10((high - low) / kStepsOfRange)));
}

// The ends of what is tried: the fact's own, else well beyond the outermost edges.
std::pair<double, double> Ends(const ruleset::NumberRange& range,
                               const std::vector<double>& edges) {
  const double first = edges.empty() ? 0 : edges.front();
  const double last = edges.empty() ? 100 : edges.back();
  const double beyond = std::max(1.0, last - first);
  double low = std::max(range.min.value_or(first - beyond), -kLargest);
  double high = std::min(range.max.value_or(last + beyond), kLargest);
  if (low > high) (range.min ? high : low) = range.min ? low + beyond : high - beyond;
  return {low, high};
}

// Where a range has no end, what lies far beyond the outermost edge counts too.
void AddFar(const ruleset::NumberRange& range, double low, double high, std::set<double>& points) {
  const double span = std::max(1.0, high - low);
  for (const double times : {10.0, 100.0, 1'000.0}) {
    if (!range.min) points.insert(std::max(low - span * times, -kLargest));
    if (!range.max) points.insert(std::min(high + span * times, kLargest));
  }
}

void AddBetween(std::set<double>& points) {
  const std::vector<double> sorted(points.begin(), points.end());
  for (size_t i = 0; i + 1 < sorted.size(); ++i) points.insert((sorted[i] + sorted[i + 1]) / 2);
}

void SetNumbers(const ruleset::NumberRange& range, const std::vector<double>& all_edges,
                Domain& domain) {
  domain.scale = range.whole ? Scale::kWhole : Scale::kNumbers;
  const std::vector<double> edges = Thinned(all_edges);
  const auto [low, high] = Ends(range, edges);
  std::set<double> points = {low, high};
  for (const double edge : edges) {
    if (edge < low || edge > high) continue;
    points.insert(edge);
    domain.edges.push_back(edge);
  }
  AddBetween(points);
  for (int i = 1; i < kSpread; ++i) points.insert(low + (high - low) * i / kSpread);
  AddFar(range, low, high, points);
  domain.step = range.whole ? 1 : StepOf(low, high);
  for (const double point : points) {
    if (!range.whole) {
      domain.points.push_back(point);
      continue;
    }
    for (const double whole : {std::floor(point), std::ceil(point)}) {
      const bool inside = range.Contains(whole);
      const bool known = !domain.points.empty() && domain.points.back() >= whole;
      if (inside && !known) domain.points.push_back(whole);
    }
  }
}

// An edge counts from as_of, or from another date of the account.

void SetDays(const Plan& plan, const Facts& facts, uint32_t slot, bool planned, Domain& domain) {
  domain.scale = Scale::kDays;
  std::vector<int32_t> anchors = {facts.today};
  const bool event = plan.slots[slot].origin == SlotOrigin::kEvent;
  for (size_t i = 0; event && i < kEventFieldCount; ++i) {
    const expression::Value& value = facts.values[SlotOf(kEventFields[i].field)];
    if (value.kind == expression::Kind::kTimestamp) anchors.push_back(value.day);
  }
  const int32_t last = planned ? std::min(kLastDay, facts.today + kLongAgo) : facts.today;
  std::set<double> points = {static_cast<double>(std::max(kFirstDay, facts.today - kLongAgo)),
                             static_cast<double>(last)};
  const auto add = [&](double day) {
    if (day >= *points.begin() && day <= last) points.insert(day);
  };
  for (const int32_t anchor : anchors) {
    add(anchor);
    for (const double edge : Thinned(plan.edges.numbers[slot])) {
      if (std::abs(edge) > kLongAgo) continue;
      add(anchor - std::floor(edge));
      add(anchor + std::floor(edge));
    }
  }
  AddBetween(points);
  for (const double point : points) {
    const double day = std::floor(point);
    if (domain.points.empty() || domain.points.back() < day) domain.points.push_back(day);
  }
}

// Whether the plan is kept, since nothing is known of it.
void SetMilestones(const Plan& plan, Domain& domain) {
  domain.words = MilestonePatterns();
  ruleset::NumberRange days_late;  // of an open one
  days_late.min = 1;
  days_late.max = kLongAgo;
  days_late.whole = true;
  SetNumbers(days_late, plan.edges.milestones, domain);
}

std::vector<std::string> SlotWords(const Plan& plan, uint32_t slot) {
  switch (slot) {
    case SlotOf(AccountField::kSegment):
      return plan.segments;
    case SlotOf(AccountField::kCadence):
      return plan.cadences;
    case SlotOf(AccountField::kStage):
      return plan.stages;
    default:
      return plan.slots[slot].words;
  }
}

void SetSignal(const Plan& plan, const Facts& facts, const ruleset::Signal& signal,
               Domain& domain) {
  switch (signal.type) {
    case SignalType::kBool:
      domain.words = {"true", "false"};
      return;
    case SignalType::kEnum:
      domain.words = plan.slots[signal.slot].words;
      return;
    case SignalType::kText:
      domain.words = plan.edges.texts[signal.slot];
      domain.words.emplace_back("anything else");
      return;
    case SignalType::kTimestamp:
      domain.words = {kNotYetWord};
      return SetDays(plan, facts, signal.slot, false, domain);
    case SignalType::kSeries:
      domain.words = SeriesPatterns(signal);
      return;
    default:
      return SetNumbers(signal.range, NumberEdges(plan, facts, signal.slot), domain);
  }
}

bool IsMissing(const Facts& facts, uint32_t slot) {
  switch (facts.reasons[slot]) {
    case MissingReason::kNotGiven:
    case MissingReason::kStale:
    case MissingReason::kInFuture:
      return true;
    default:
      return false;
  }
}

bool IsAsked(const Plan& plan, uint32_t slot) {
  switch (plan.slots[slot].origin) {
    case SlotOrigin::kField:
      return slot != SlotOf(AccountField::kAsOf);
    case SlotOrigin::kEvent:
      return slot != SlotOf(EventField::kGraduatedAt);
    case SlotOrigin::kSignal:
      return true;
    default:
      return false;
  }
}

bool HasPlan(const Facts& facts) {
  return std::any_of(facts.milestones.begin(), facts.milestones.end(),
                     [](const BoundMilestone& milestone) { return milestone.planned.has_value(); });
}

}  // namespace

std::vector<MissingFact> MissingFacts(const Plan& plan, const Facts& facts) {
  std::vector<MissingFact> missing;
  for (uint32_t slot = 0; slot < plan.slots.size(); ++slot) {
    if (IsAsked(plan, slot) && IsMissing(facts, slot))
      missing.push_back({slot, facts.reasons[slot]});
  }
  if (!HasPlan(facts)) missing.push_back({kNoIndex, MissingReason::kNotGiven});
  return missing;
}

std::vector<double> NumberEdges(const Plan& plan, const Facts& facts, uint32_t slot) {
  std::set<double> edges(plan.edges.numbers[slot].begin(), plan.edges.numbers[slot].end());
  for (const uint32_t other : plan.edges.beside[slot]) {
    const expression::Value& value = facts.values[other];
    if (value.kind == expression::Kind::kDouble) edges.insert(value.number);
  }
  return {edges.begin(), edges.end()};
}

Domain DomainOf(const Plan& plan, const Facts& facts, uint32_t slot) {
  Domain domain;
  if (slot == kNoIndex) {
    SetMilestones(plan, domain);
  } else if (const ruleset::Signal* signal = SignalOf(plan, slot)) {
    SetSignal(plan, facts, *signal, domain);
  } else if (plan.slots[slot].origin == SlotOrigin::kEvent) {
    const bool planned = kEventFields[slot - kAccountFieldCount].planned;
    if (!planned) domain.words = {kNotYetWord};
    SetDays(plan, facts, slot, planned, domain);
  } else if (slot == SlotOf(AccountField::kAcv) || slot == SlotOf(AccountField::kSeats)) {
    ruleset::NumberRange amount;
    amount.min = 0;
    SetNumbers(amount, NumberEdges(plan, facts, slot), domain);
  } else {
    domain.words = SlotWords(plan, slot);
  }
  return domain;
}

}  // namespace bellwether
