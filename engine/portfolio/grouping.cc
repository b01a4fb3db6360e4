// Tested by tests/engine/portfolio/grouping_test.cc.
#include "engine/portfolio/grouping.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/buckets.h"
#include "engine/portfolio/compute.h"

namespace bellwether::portfolio {
namespace {

using ruleset::Grouping;

// "2026-01", "2026 Q1", "2026".
std::string PeriodName(const absl::CivilDay& day, Calendar every) {
  switch (every) {
    case Calendar::kMonth:
      return absl::StrFormat("%04d-%02d", day.year(), day.month());
    case Calendar::kQuarter:
      return absl::StrFormat("%04d Q%d", day.year(), (day.month() + 2) / 3);
    case Calendar::kYear:
      break;
  }
  return absl::StrFormat("%04d", day.year());
}

const Grouping* FindGrouping(const Plan& plan, std::string_view name) {
  const auto found = std::find_if(plan.groupings.begin(), plan.groupings.end(),
                                  [name](const Grouping& one) { return one.name == name; });
  return found == plan.groupings.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> BreakdownNames(const Plan& plan) {
  std::vector<std::string> names = AttributesOfAccounts();
  for (const Grouping& grouping : plan.groupings) names.push_back(grouping.name);
  for (const auto& signal : plan.signals) names.push_back(plan.slots[signal.slot].name);
  return names;
}

Grouper::Grouper(const View& view, std::string_view name)
    : view_(view),
      grouping_(FindGrouping(view.plan(), name)),
      attribute_(view.book().names().Find(grouping_ == nullptr ? name : grouping_->of)) {
  if (grouping_ == nullptr || grouping_->every) return;
  for (size_t bucket = 0; bucket <= grouping_->edges.size(); ++bucket) {
    buckets_.push_back(BucketWords(grouping_->edges, bucket));
    keys_.push_back(buckets_.back().English());
  }
}

GroupKey Grouper::GroupOf(uint32_t account, book::Instant moment) const {
  if (grouping_ == nullptr) return {0, view_.AttributeAt(account, attribute_, moment)};
  return grouping_->every ? ByDate(account, moment) : ByNumber(account, moment);
}

GroupKey Grouper::ByNumber(uint32_t account, book::Instant moment) const {
  const auto number = view_.NumberAt(account, attribute_, moment);
  if (!number) return {};
  const size_t bucket = BucketOf(grouping_->edges, *number);
  return {static_cast<int64_t>(bucket) + 1, keys_[bucket]};
}

std::string Grouper::TitleOf(const GroupKey& key, std::string_view language) const {
  if (buckets_.empty() || key.rank == 0) return key.name;
  return buckets_[static_cast<size_t>(key.rank - 1)].Title(language);
}

GroupKey Grouper::ByDate(uint32_t account, book::Instant moment) const {
  const auto date = grouping_->of == ruleset::kStartName
                        ? view_.life(account).start
                        : view_.DateAt(account, grouping_->of, moment);
  if (!date) return {};
  // Names of periods sort as the periods do.
  return {1, PeriodName(DayOfNumber(date->day), *grouping_->every)};
}

}  // namespace bellwether::portfolio
