// The account as it was told, and what the answer rests on.
//
// Tested by tests/engine/paths/readers_test.cc.
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

constexpr char kNotGiven[] = "NOT_GIVEN";

Observed Given(const std::string& text) { return text.empty() ? Nothing(kNotGiven) : Text(text); }

Observed Given(const std::optional<double>& number) {
  return number ? Number(*number) : Nothing(kNotGiven);
}

// `index` below 0: not given.
Observed Given(const std::vector<std::string>& names, int32_t index) {
  return index < 0 ? Nothing(kNotGiven) : Text(names[static_cast<size_t>(index)]);
}

double Count(const Observed& names) {
  return static_cast<double>(std::get<std::vector<std::string>>(names.value).size());
}

}  // namespace

Observed ReadId(const EvaluatedAccount& of, const Path&) { return Text(of.account.id); }
Observed ReadCsm(const EvaluatedAccount& of, const Path&) { return Given(of.account.csm); }
Observed ReadAcv(const EvaluatedAccount& of, const Path&) { return Given(of.account.acv); }
Observed ReadSeats(const EvaluatedAccount& of, const Path&) { return Given(of.account.seats); }
Observed ReadSegment(const EvaluatedAccount& of, const Path&) {
  return Given(of.plan.segments, of.facts.segment);
}
Observed ReadStage(const EvaluatedAccount& of, const Path&) {
  return Given(of.plan.stages, of.facts.stage);
}
Observed ReadCadence(const EvaluatedAccount& of, const Path&) {
  return Given(of.plan.cadences, of.facts.cadence);
}

// An instant also at midnight: it is what was asked for, not a date of the account.
Observed ReadAsOf(const EvaluatedAccount& of, const Path&) {
  return {ObservedTime{of.facts.as_of, absl::ToCivilDay(of.facts.as_of, of.facts.zone)}, ""};
}

// Also those whose place a policy of the pack filled.
Observed ReadMissing(const EvaluatedAccount& of, const Path&) {
  std::vector<std::string> names;
  for (const auto& signal : of.plan.signals) {
    const MissingReason reason = of.facts.reasons[signal.slot];
    if (reason == MissingReason::kNone || reason == MissingReason::kNotApplicable) continue;
    names.push_back(of.plan.slots[signal.slot].name);
  }
  return Names(std::move(names));
}

Observed ReadStale(const EvaluatedAccount& of, const Path&) {
  std::vector<std::string> names;
  for (const uint32_t slot : of.facts.stale_slots) names.push_back(of.plan.slots[slot].name);
  return Names(std::move(names));
}

Observed ReadMissingCount(const EvaluatedAccount& of, const Path& path) {
  return Number(Count(ReadMissing(of, path)));
}
Observed ReadStaleCount(const EvaluatedAccount& of, const Path& path) {
  return Number(Count(ReadStale(of, path)));
}

Observed ReadPackName(const EvaluatedAccount& of, const Path&) { return Text(of.plan.name); }
Observed ReadPackVersion(const EvaluatedAccount& of, const Path&) { return Text(of.plan.version); }
Observed ReadPackDigest(const EvaluatedAccount& of, const Path&) { return Text(of.plan.digest); }

}  // namespace bellwether::paths
