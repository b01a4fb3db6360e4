// Which date starts onboarding, and the milestones of a plan (S5, S7).
//
// Tested by tests/engine/ruleset/check_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

// Events that happen; planned dates start nothing.
std::vector<std::string> EventNames() {
  std::vector<std::string> names;
  for (const EventFieldInfo& event : kEventFields) {
    if (!event.planned) names.emplace_back(event.name);
  }
  return names;
}

void CheckStart(Checker& checker) {
  const document::OnboardingStart& written = checker.document.onboarding.start;
  if (!written.default_date.present()) return;
  OnboardingStart& start = checker.rules.start;
  const auto default_slot = EventSlot(checker, written.default_date);
  start.stated = default_slot.has_value();
  start.default_slot = default_slot.value_or(0);
  start.by_segment.assign(checker.rules.segments.size(), start.default_slot);
  for (const auto& entry : written.segments) {
    const auto segment =
        checker.ResolveWord("segment", "segments", entry.name, entry.span, checker.rules.segments);
    const auto slot = EventSlot(checker, entry.value);
    if (segment && slot) start.by_segment[*segment] = *slot;
  }
}

void CheckMilestones(Checker& checker) {
  const document::Milestones& written = checker.document.milestones;
  Milestones& milestones = checker.rules.milestones;
  std::vector<std::string> names;
  for (const auto& entry : written.order) {
    names.push_back(entry.name);
    milestones.order.push_back({entry.name, entry.value.critical.value_or(false), 0xFFFFFFFF});
  }
  milestones.grace_days = static_cast<double>(written.grace_days.value_or(0));
  milestones.cascade_low = written.cascade.low.value_or(1);
  milestones.cascade_high = written.cascade.high.value_or(1);
  if (written.cascade.high.present() && milestones.cascade_low > milestones.cascade_high) {
    checker.sink.Error("out-of-range", written.cascade.high.span,
                       "`cascade.high` must not be below `cascade.low`");
  }
  for (const auto& entry : written.same_as) {
    const auto index = checker.Resolve("milestone", entry.name, entry.span, names);
    const auto slot = EventSlot(checker, entry.value);
    if (!index || !slot) continue;
    for (const Milestones::Entry& other : milestones.order) {
      if (other.same_as != *slot) continue;
      checker.sink.Error(
          "duplicate-name", entry.value.span,
          absl::StrCat("`", entry.value.value, "` is milestone `", other.name, "` already"),
          "one date is one milestone");
    }
    milestones.order[*index].same_as = *slot;
  }
}

}  // namespace

std::optional<uint32_t> EventSlot(Checker& checker, const document::Located<std::string>& name) {
  if (!name.present()) return std::nullopt;  // reported where it was read
  const auto known = checker.Resolve("event date", name.value, name.span, EventNames());
  return known ? checker.names.Find(name.value) : std::nullopt;
}

void CheckProgrammeDates(Checker& checker) {
  CheckStart(checker);
  CheckMilestones(checker);
}

}  // namespace bellwether::ruleset
