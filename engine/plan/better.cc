// A curve is followed from low to high: whether its points ever rise, and ever fall.
//
// Tested by tests/engine/plan/better_test.cc.
#include "engine/plan/better.h"

#include <algorithm>
#include <utility>

namespace bellwether {
namespace {

using ruleset::CurveKind;

// What a curve does somewhere, as its input grows.
struct CurveCourse {
  bool rises = false;
  bool falls = false;

  void Go(double before, double after) {
    rises = rises || after > before;
    falls = falls || after < before;
  }
  void Turn() { std::swap(rises, falls); }
  void Add(const CurveCourse& other) {
    rises = rises || other.rises;
    falls = falls || other.falls;
  }
};

CurveCourse CourseOfPoints(const Plan& plan, const Range& range) {
  CurveCourse course;
  for (uint32_t i = range.first + 1; i < range.end(); ++i) {
    course.Go(plan.points[i - 1].y, plan.points[i].y);
  }
  return course;
}

double StepAt(const Plan& plan, const Range& range, double x) {
  for (uint32_t i = range.first; i + 1 < range.end(); ++i) {
    if (ruleset::Holds(plan.steps[i].test, x, plan.steps[i].bound)) return plan.steps[i].points;
  }
  return plan.steps[range.end() - 1].points;
}

// Looks at each bound, and on both sides of it.
CurveCourse CourseOfSteps(const Plan& plan, const Range& range) {
  std::vector<double> bounds;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    if (plan.steps[i].test != ruleset::BoundTest::kElse) bounds.push_back(plan.steps[i].bound);
  }
  std::sort(bounds.begin(), bounds.end());
  CurveCourse course;
  if (bounds.empty()) return course;
  double before = StepAt(plan, range, bounds.front() - 1);
  const auto go_to = [&](double x) {
    const double here = StepAt(plan, range, x);
    course.Go(before, here);
    before = here;
  };
  for (size_t i = 0; i < bounds.size(); ++i) {
    go_to(bounds[i]);
    go_to(i + 1 < bounds.size() ? (bounds[i] + bounds[i + 1]) / 2 : bounds[i] + 1);
  }
  return course;
}

// Of words that have no order: nothing.
CurveCourse CourseOfMap(const Plan& plan, const PlanComponent& component) {
  CurveCourse course;
  if (plan.slots[component.slot].type != expression::Type::kBool) return course;
  const PlanMapEntry& of_false = plan.map_entries[component.range.first];
  const PlanMapEntry& of_true = plan.map_entries[component.range.first + 1];
  if (of_false.mapped && of_true.mapped) course.Go(of_false.points, of_true.points);
  return course;
}

CurveCourse CourseOf(const Plan& plan, const PlanComponent& component) {
  CurveCourse course;
  switch (component.curve) {
    case CurveKind::kGiven:
    case CurveKind::kBaseline:
      course.rises = true;
      break;
    case CurveKind::kLinear:
      course.Go(component.from, component.to);
      break;
    case CurveKind::kPoints:
      course = CourseOfPoints(plan, component.range);
      break;
    case CurveKind::kSteps:
      course = CourseOfSteps(plan, component.range);
      break;
    case CurveKind::kMap:
      course = CourseOfMap(plan, component);
      break;
    case CurveKind::kBenchmark:
      (plan.benchmarks[component.benchmark].lower_is_better ? course.falls : course.rises) = true;
      break;
    case CurveKind::kGroup:
    case CurveKind::kFormula:
      break;
  }
  return course;
}

bool IsTurned(const Plan& plan, uint32_t component) {
  bool turned = false;
  for (uint32_t c = component; c != kNoIndex; c = plan.components[c].parent) {
    turned = turned != plan.components[c].invert;
  }
  return turned;
}

uint32_t InputOf(const Plan& plan, const PlanComponent& component) {
  if (component.benchmark == kNoIndex) return component.slot;
  return plan.benchmarks[component.benchmark].value;
}

BetterEnd Said(const CurveCourse& course) {
  if (course.rises && course.falls) return BetterEnd::kMixed;
  if (course.rises) return BetterEnd::kHigh;
  return course.falls ? BetterEnd::kLow : BetterEnd::kUnsaid;
}

}  // namespace

std::vector<BetterEnd> BetterBySignal(const Plan& plan, size_t segment_row) {
  std::vector<CurveCourse> by_slot(plan.slots.size());
  const size_t row = segment_row * plan.components.size();
  for (const PlanModel& model : plan.models) {
    for (uint32_t c = model.components.first; c < model.components.end(); ++c) {
      const uint32_t slot = InputOf(plan, plan.components[c]);
      if (slot == kNoIndex || !plan.counts[row + c]) continue;
      CurveCourse course = CourseOf(plan, plan.components[c]);
      if (IsTurned(plan, c)) course.Turn();
      by_slot[slot].Add(course);
    }
  }
  std::vector<BetterEnd> better;
  better.reserve(plan.signals.size());
  for (const ruleset::Signal& signal : plan.signals) better.push_back(Said(by_slot[signal.slot]));
  return better;
}

}  // namespace bellwether
