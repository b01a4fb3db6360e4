// What a component reads and how that changed, by name: of a computed fact also what it is computed
// from.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "engine/attribution/change_words.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/explain/lines.h"
#include "engine/plan/inputs.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;

constexpr int kDecimals = 4;        // of numbers in words
constexpr size_t kMostSources = 3;  // of a computed fact

// A fact at a stop.
struct SeenFact {
  const Stop& stop;
  uint32_t slot = kNoIndex;

  const Value& value() const { return stop.evaluation->values[slot]; }
  MissingReason reason() const { return stop.evaluation->reasons[slot]; }
  bool stale() const { return reason() == MissingReason::kStale; }
  // The share of a decaying value that still counts; 1 for any other.
  double factor() const {
    for (const DecayedValue& decayed : stop.facts->decayed) {
      if (decayed.slot == slot) return decayed.factor;
    }
    return 1;
  }
};

SeenFact FactNamed(const Stop& stop, const std::string& name) {
  return {stop, stop.plan->FindSlot(name)};
}

bool AreSame(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::kBool:
      return a.boolean == b.boolean;
    case Kind::kDouble:
      return a.number == b.number;
    case Kind::kString:
      return a.as_string() == b.as_string();
    case Kind::kTimestamp:
      return a.as_timestamp() == b.as_timestamp();
    case Kind::kSeries:
      return std::equal(a.series->points, a.series->points + a.series->size, b.series->points,
                        b.series->points + b.series->size, [](const auto& one, const auto& other) {
                          return one.at == other.at && one.value == other.value;
                        });
    default:
      return true;
  }
}

bool AreSame(const SeenFact& a, const SeenFact& b) {
  return AreSame(a.value(), b.value()) && a.reason() == b.reason() && a.factor() == b.factor();
}

std::string NumberText(double number) {
  const double rounded = RoundForDisplay(number, kDecimals);
  return FormatNumber(std::isfinite(rounded) ? rounded : number);
}

std::string ReasonText(MissingReason reason) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(MissingReasonName(reason), {{"_", " "}}));
}

std::string ValueText(const SeenFact& fact) {
  const Value& value = fact.value();
  if (!value.usable()) {
    const std::string reason = ReasonText(fact.reason());
    return reason.empty() ? "no value" : reason;
  }
  switch (value.kind) {
    case Kind::kDouble:
      return NumberText(value.number);
    case Kind::kTimestamp:
      if (value.has_day) return FormatMoment(Moment::Date(DayOfNumber(value.day)));
      break;
    case Kind::kSeries:
      return absl::StrCat(NumberText(value.series->points[value.series->size - 1].value),
                          " (last of ", value.series->size, ")");
    default:
      break;
  }
  return ValueText(ToFactValue(value));
}

// The day on which a signal was observed, of a series its last point; nothing for what is observed
// whenever it is looked at.
std::optional<int32_t> ObservedOn(const SeenFact& fact) {
  const std::string& name = fact.stop.plan->slots[fact.slot].name;
  const absl::TimeZone& zone = fact.stop.facts->zone;
  for (const SignalInput& input : fact.stop.account->signals) {
    if (input.name == name && input.observed_at)
      return DayNumber(input.observed_at->At(zone), zone);
  }
  for (const SeriesInput& input : fact.stop.account->series) {
    if (input.name != name) continue;
    std::optional<int32_t> last;
    for (const auto& point : input.points) {
      const absl::Time at = point.at.At(zone);
      if (at <= fact.stop.facts->as_of) last = std::max(last.value_or(0), DayNumber(at, zone));
    }
    return last;
  }
  return std::nullopt;
}

// "45 days old, limit 30".
std::string AgeText(const SeenFact& fact) {
  const auto observed = ObservedOn(fact);
  if (!observed) return "";
  std::string text = absl::StrCat(fact.stop.facts->today - *observed, " days old");
  for (const ruleset::Signal& signal : fact.stop.plan->signals) {
    if (signal.slot == fact.slot && signal.max_age_days) {
      absl::StrAppend(&text, ", limit ", FormatNumber(*signal.max_age_days));
    }
  }
  return text;
}

std::string WithAge(std::string words, const SeenFact& fact) {
  const std::string age = AgeText(fact);
  if (!age.empty()) absl::StrAppend(&words, ": ", age);
  return words;
}

// Whether nothing but the moment differs: days since an event, milestones that fall due.
bool IsOfTime(const Stop& from, const Stop& to) {
  return (from.aged || to.aged) && from.facts->as_of != to.facts->as_of;
}

// "usage 42 → 17", "usage went stale: 45 days old, limit 30", "usage no longer given (was 42)".
std::string ChangeText(const std::string& name, const SeenFact& from, const SeenFact& to) {
  const bool had = from.value().usable() && !from.value().substituted;
  const bool has = to.value().usable() && !to.value().substituted;
  if (to.stale() && from.stale()) return WithAge(name + " is staler", to);
  if (to.stale() && had) return WithAge(name + " went stale", to);
  if (from.stale() && has) return absl::StrCat(name, " is fresh again: ", ValueText(to));
  if (had && to.reason() == MissingReason::kNotGiven) {
    return absl::StrCat(name, " no longer given (was ", ValueText(from), ")");
  }
  if (has && from.reason() == MissingReason::kNotGiven) {
    return absl::StrCat(name, " now given: ", ValueText(to));
  }
  const std::string before = had ? ValueText(from) : ReasonText(from.reason());
  const std::string after = has ? ValueText(to) : ReasonText(to.reason());
  return absl::StrCat(name, " ", before.empty() ? "no value" : before, " → ",
                      after.empty() ? "no value" : after,
                      IsOfTime(from.stop, to.stop) ? " with time" : "");
}

class FactComparison {
 public:
  FactComparison(const Stop& from, const Stop& to) : from_(from), to_(to) {}

  std::vector<std::string> Of(const std::vector<std::string>& names) {
    std::vector<std::string> words;
    for (const std::string& name : names) Add(name, words);
    return words;
  }

 private:
  void Add(const std::string& name, std::vector<std::string>& words) {
    const SeenFact from = FactNamed(from_, name);
    const SeenFact to = FactNamed(to_, name);
    if (from.slot == kNoIndex || to.slot == kNoIndex || AreSame(from, to)) return;
    if (!seen_.insert(name).second) return;
    std::string text = ChangeText(name, from, to);
    const std::vector<std::string> sources = Sources(to);
    if (!sources.empty()) absl::StrAppend(&text, " (", absl::StrJoin(sources, ", "), ")");
    words.push_back(std::move(text));
  }

  // Changes of what a computed fact is computed from, the first few. Those of milestones are said
  // with the first fact about them.
  std::vector<std::string> Sources(const SeenFact& fact) {
    const bool milestones = IsOfMilestones(fact.slot);
    if (milestones && std::exchange(milestones_said_, true)) return {};
    std::vector<std::string> sources =
        milestones ? MilestoneChanges(from_, to_) : Of(SourcesOf(fact));
    if (sources.size() <= kMostSources) return sources;
    const size_t more = sources.size() - kMostSources;
    sources.resize(kMostSources);
    sources.push_back(absl::StrCat(more, " more"));
    return sources;
  }

  static bool IsOfMilestones(uint32_t slot) {
    constexpr BuiltinFact kFacts[] = {
        BuiltinFact::kMilestonesDue, BuiltinFact::kMilestoneOnTimeRatio,
        BuiltinFact::kMilestoneDaysLateMax, BuiltinFact::kMilestoneDaysLateOpenMax};
    return std::any_of(std::begin(kFacts), std::end(kFacts),
                       [slot](BuiltinFact fact) { return SlotOf(fact) == slot; });
  }

  // What a computed fact is computed from; nothing for one that somebody tells.
  static std::vector<std::string> SourcesOf(const SeenFact& fact) {
    const Stop& stop = fact.stop;
    std::vector<std::string> names;
    for (const uint32_t slot :
         InputsOf(*stop.plan, fact.slot, stop.facts->segment, stop.facts->cadence)) {
      names.push_back(stop.plan->slots[slot].name);
    }
    return names;
  }

  const Stop& from_;
  const Stop& to_;
  std::set<std::string> seen_;
  bool milestones_said_ = false;
};

void AddNames(const Plan& plan, uint32_t program, std::vector<std::string>& names) {
  if (program == kNoIndex) return;
  for (const uint32_t slot : plan.programs[program].names()) {
    names.push_back(plan.slots[slot].name);
  }
}

// The names that a leaf reads.
void AddRead(const Plan& plan, const PlanComponent& leaf, std::vector<std::string>& names) {
  if (leaf.slot != kNoIndex) names.push_back(plan.slots[leaf.slot].name);
  AddNames(plan, leaf.program, names);
  if (leaf.benchmark == kNoIndex) return;
  const PlanBenchmark& benchmark = plan.benchmarks[leaf.benchmark];
  names.push_back(plan.slots[benchmark.value].name);
  if (benchmark.value_so_far != kNoIndex) names.push_back(plan.slots[benchmark.value_so_far].name);
  AddNames(plan, benchmark.applies_when, names);
  const AccountField row = benchmark.by_cadence ? AccountField::kCadence : AccountField::kSegment;
  names.emplace_back(kAccountFields[SlotOf(row)]);
}

// The names that a component reads, of a group those of all that is in it.
void AddRead(const SeenComponent& seen, std::vector<std::string>& names) {
  if (seen.component == kNoIndex) return;
  const Plan& plan = seen.plan();
  for (uint32_t i = 0; i <= seen.component; ++i) {  // children stand before their parents
    uint32_t above = i;
    while (above != kNoIndex && above != seen.component) above = plan.components[above].parent;
    if (above == seen.component) AddRead(plan, plan.components[i], names);
  }
}

}  // namespace

void AddFactChanges(const SeenComponent& from, const SeenComponent& to,
                    std::vector<std::string>& changes) {
  std::vector<std::string> names;
  AddRead(from, names);
  AddRead(to, names);
  for (std::string& words : FactComparison(from.stop, to.stop).Of(names)) {
    changes.push_back(std::move(words));
  }
}

}  // namespace bellwether
