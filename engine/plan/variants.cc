// The plans of a pack whose numbers depend on segment or date.
//
// Tested by tests/engine/plan/variants_test.cc.
#include <algorithm>

#include "engine/plan/plan.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether {
namespace {

bool IsFor(const PlanSetting& setting, std::optional<uint32_t> segment,
           std::optional<int32_t> from) {
  return setting.segment == segment && setting.from == from;
}

// The number of the plan for a segment from a day on: its own, else that of all others.
uint32_t NumberOf(const Plan& base, std::optional<uint32_t> segment, std::optional<int32_t> from) {
  const std::vector<const Plan*> all = base.All();
  for (const std::optional<uint32_t>& wanted : {segment, std::optional<uint32_t>()}) {
    for (uint32_t i = 0; i < all.size(); ++i) {
      if (IsFor(all[i]->setting, wanted, from)) return i;
    }
  }
  return 0;
}

void LayOut(Plan& base) {
  for (const Plan& variant : base.variants) {
    if (variant.setting.from) base.change_days.push_back(*variant.setting.from);
  }
  std::sort(base.change_days.begin(), base.change_days.end());
  base.change_days.erase(std::unique(base.change_days.begin(), base.change_days.end()),
                         base.change_days.end());
  for (size_t period = 0; period <= base.change_days.size(); ++period) {
    const auto from = period == 0 ? std::nullopt : std::optional(base.change_days[period - 1]);
    base.variant_table.push_back(NumberOf(base, std::nullopt, from));
    for (uint32_t segment = 0; segment < base.segments.size(); ++segment) {
      base.variant_table.push_back(NumberOf(base, segment, from));
    }
  }
}

// A segment with numbers of its own has a say in everything.
void ReachBySegment(Plan& plan) {
  const auto slot = static_cast<size_t>(SlotOf(AccountField::kSegment));
  plan.reach.outcomes[slot] = ~uint64_t{0};
}

bool DependsOnSegment(const Plan& base) {
  return std::any_of(base.variants.begin(), base.variants.end(),
                     [](const Plan& variant) { return variant.setting.segment.has_value(); });
}

}  // namespace

Plan Compile(const std::vector<ruleset::RuleSet>& variants) {
  Plan base = Compile(variants.front());
  for (size_t i = 1; i < variants.size(); ++i) base.variants.push_back(Compile(variants[i]));
  if (base.variants.empty()) return base;
  LayOut(base);
  if (DependsOnSegment(base)) {
    ReachBySegment(base);
    for (Plan& variant : base.variants) ReachBySegment(variant);
  }
  return base;
}

uint32_t Plan::VariantFor(size_t segment_row, int32_t day) const {
  if (variants.empty()) return 0;
  const auto begun = std::upper_bound(change_days.begin(), change_days.end(), day);
  const auto period = static_cast<size_t>(begun - change_days.begin());
  return variant_table[period * (segments.size() + 1) + segment_row];
}

std::vector<const Plan*> Plan::All() const {
  std::vector<const Plan*> all = {this};
  for (const Plan& variant : variants) all.push_back(&variant);
  return all;
}

const ruleset::Constant* Plan::FindConstant(std::string_view wanted) const {
  const auto found =
      std::find_if(constants.begin(), constants.end(),
                   [wanted](const ruleset::Constant& one) { return one.name == wanted; });
  return found == constants.end() ? nullptr : &*found;
}

}  // namespace bellwether
