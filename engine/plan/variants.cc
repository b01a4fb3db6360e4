// The plans of a pack whose numbers depend on segment or date.
//
// Tested by tests/engine/plan/variants_test.cc.
#include <algorithm>
#include <limits>

#include "engine/plan/plan.h"
#include "engine/ruleset/constants.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether {
namespace {

constexpr int32_t kSinceEver = std::numeric_limits<int32_t>::min();

int32_t FirstDayOf(const Plan& plan) { return plan.setting.from.value_or(kSinceEver); }

// The number of the plan for a segment (its row: 0 none) from a day on: its own, else that of all
// others.
uint32_t NumberOf(const Plan& base, size_t row, int32_t from) {
  const std::vector<const Plan*> all = base.All();
  for (const size_t wanted : {row, size_t{0}}) {
    for (uint32_t i = 0; i < all.size(); ++i) {
      const auto& segment = all[i]->setting.segment;
      const size_t own = segment.has_value() ? size_t{*segment} + 1 : 0;
      if (own == wanted && FirstDayOf(*all[i]) == from) return i;
    }
  }
  return 0;
}

void LayOut(Plan& base) {
  std::vector<int32_t> days = {kSinceEver};
  for (const Plan& variant : base.variants) days.push_back(FirstDayOf(variant));
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const int32_t day : days) {
    for (size_t row = 0; row <= base.segments.size(); ++row) {
      base.variant_table.push_back(NumberOf(base, row, day));
    }
  }
  base.change_days.assign(days.begin() + 1, days.end());
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
  return ruleset::FindConstant(constants, wanted);
}

}  // namespace bellwether
