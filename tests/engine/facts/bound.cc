#include "tests/engine/facts/bound.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/accounts.h"
#include "engine/base/number.h"
#include "tests/engine/ruleset/packs.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;

constexpr char kPack[] = R"(
time_zone: UTC
segments: [smb, large]
cadences: [daily]
stages: [onboarding, live]
signals:
  share: {type: ratio}
  tickets: {type: count, max: 50}
  mood: {type: enum, values: [good, bad]}
  flag: {type: bool}
  note: {type: text}
  replied_at: {type: timestamp}
  history: {type: series, of: ratio}
  spend: {type: series, of: money, every: 7d}
onboarding: {start: {default: contract_signed_at, segments: {smb: trial_started_at}}}
milestones:
  order: [kickoff, setup, training, graduation]
  grace_days: 2
  same_as: {kickoff: kickoff_at, graduation: graduated_at}
benchmarks: {b: {value: seats, better: lower, tiers: [x, y], sets: {OM: {default: [1]}}}}
health: {m: {bands: [{green: 50}, {red: 0}], components: {c: {weight: 1, of: share}}}}
)";

std::string Text(const Value& value) {
  switch (value.kind) {
    case Kind::kBool:
      return value.boolean ? "true" : "false";
    case Kind::kDouble:
      return FormatNumber(value.number);
    case Kind::kString:
      return absl::StrCat("\"", std::string(value.as_string()), "\"");
    case Kind::kTimestamp:
      return FormatMoment(Moment::Instant(value.as_timestamp()));
    case Kind::kSeries: {
      std::string text = absl::StrCat("run from ", value.series->run_start, ":");
      for (uint32_t i = 0; i < value.series->size; ++i) {
        absl::StrAppend(&text, " ", FormatNumber(value.series->points[i].value));
      }
      return text;
    }
    default:
      return "";
  }
}

}  // namespace

Plan PlanOf(const std::string& yaml) { return Compile(ruleset::RulesOf(yaml)); }

const Plan& CustomerPlan() {
  static const auto* const plan = new Plan(PlanOf(kPack));
  return *plan;
}

Account AccountOf(const std::string& yaml) {
  const bool flow = yaml.starts_with("{");
  const std::string text = flow ? "{id: a, " + yaml.substr(1) : "id: a\n" + yaml;
  const auto records = ReadAccounts(text, AccountFormat::kYaml, Limits{});
  EXPECT_EQ(records.size(), 1u);
  if (records.empty()) return {};
  EXPECT_EQ(Lines(records[0].violations), std::vector<std::string>()) << yaml;
  return records[0].account;
}

BindOptions AsOf(const std::string& moment) {
  BindOptions options;
  options.as_of = ParseMoment(moment).value();
  return options;
}

std::vector<std::string> Lines(const std::vector<Violation>& violations) {
  std::vector<std::string> lines;
  for (const Violation& violation : violations) {
    lines.push_back(absl::StrCat(violation.path, " ", violation.reason, " ", violation.message));
  }
  return lines;
}

std::string ValueText(const Plan& plan, const Facts& facts, const std::string& name) {
  const uint32_t slot = plan.FindSlot(name);
  if (slot == kNoIndex) return "no such name";
  const std::string reason = MissingReasonName(facts.reasons.at(slot));
  const Value& value = facts.values.at(slot);
  if (!value.usable()) return value.kind == Kind::kNotYet ? reason + "!" : reason;
  EXPECT_EQ(value.substituted, !reason.empty()) << name;
  return reason.empty() ? Text(value) : absl::StrCat(Text(value), " (", reason, ")");
}

std::string FactsText(const Plan& plan, const Facts& facts) {
  std::string text = absl::StrCat("account ", facts.account_id, " segment ", facts.segment,
                                  " cadence ", facts.cadence, " stage ", facts.stage, " zone ",
                                  facts.zone.name(), " set ", facts.requested_set, "\n");
  for (const auto& slot : plan.slots) {
    absl::StrAppend(&text, slot.name, " ", ValueText(plan, facts, slot.name), "\n");
  }
  for (const DecayedValue& decayed : facts.decayed) {
    absl::StrAppend(&text, "decayed ", decayed.slot, " ", Text(decayed.value), " ",
                    FormatNumber(decayed.factor), "\n");
  }
  for (const int32_t band : facts.previous_bands) absl::StrAppend(&text, "band ", band, "\n");
  for (const BoundOverride& entry : facts.overrides) {
    absl::StrAppend(&text, "override ", entry.model, " ", FormatNumber(entry.input->value), " ",
                    entry.expired, "\n");
  }
  for (const BoundMilestone& milestone : facts.milestones) {
    absl::StrAppend(&text, "milestone ", milestone.key, " ", milestone.applicable, " ",
                    milestone.completed.has_value(), "\n");
  }
  absl::StrAppend(&text, "stale ", absl::StrJoin(facts.stale_slots, ","), " oldest ",
                  FormatNumber(facts.oldest_age_days.value_or(-1)), "\n");
  absl::StrAppend(&text, "future ", absl::StrJoin(facts.ignored_future, ","), "\n");
  absl::StrAppend(&text, "unknown ", absl::StrJoin(facts.unknown_signals, ","), "\n");
  absl::StrAppend(&text, "unplanned ", absl::StrJoin(facts.unplanned_milestones, ","), "\n");
  absl::StrAppend(&text, "warnings ", absl::StrJoin(facts.warnings, ","), "\n");
  return text;
}

}  // namespace bellwether
