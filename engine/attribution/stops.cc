// Tested by tests/engine/attribution/attribution_test.cc.
#include "engine/attribution/stops.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/attribution/account_between.h"
#include "engine/attribution/ageing.h"
#include "engine/evaluate/evaluate.h"

namespace bellwether {
namespace {

// Any number will do: nothing that is compared reads it.
constexpr double kPinned = 50;

// Scores that are set by hand, for every model. A raw score and its weights are then worked out
// also where the coverage is below what the pack asks for a score: half way between two scores
// there may be less known than at either end. No raw score reads the score of another model (S14).
std::vector<OverrideInput> Pins(const Plan& plan) {
  std::vector<OverrideInput> pins;
  for (const PlanNote& model : plan.model_notes) {
    OverrideInput pin;
    pin.model = model.name;
    pin.value = kPinned;
    pin.author = pin.reason = "comparison";
    pins.push_back(std::move(pin));
  }
  return pins;
}

// Dimensions of graduation that the plan does not have would be refused.
void LeaveOutOthers(const Plan& plan, Account& account) {
  const std::vector<PlanNote>& known = plan.outcome_notes.dimensions;
  std::erase_if(account.dimension_scores, [&known](const DimensionScore& given) {
    return std::none_of(known.begin(), known.end(), [&given](const PlanNote& dimension) {
      return dimension.name == given.dimension;
    });
  });
}

// Whether both sides are seen alike but for their moments and what is known.
bool HaveOnePack(const ComparedAccount& old, const ComparedAccount& fresh) {
  return &old.pack == &fresh.pack && old.options.benchmark_set == fresh.options.benchmark_set;
}

// Whether a stop needs no evaluation: it is an end, or that of the other pack, which is the same.
bool IsKnownAlready(Known known, Pack pack, bool one_pack) {
  if (known == Known::kOld) return one_pack || pack == Pack::kOld;
  if (known == Known::kNew) return one_pack || pack == Pack::kNew;
  return one_pack && pack == Pack::kNew;
}

Account AccountAt(Known known, const Account& old, const Account& aged, const Account& fresh) {
  switch (known) {
    case Known::kOld:
      return AccountBetween(old, fresh, {false, false});
    case Known::kAged:
      return AccountBetween(aged, fresh, {false, false});
    case Known::kNewValues:
      return AccountBetween(aged, fresh, {true, false});
    case Known::kNewPresence:
      return AccountBetween(aged, fresh, {false, true});
    case Known::kNew:
      break;
  }
  return AccountBetween(aged, fresh, {true, true});
}

}  // namespace

Stop EndStop(const ComparedAccount& side) {
  return {&side.plan, &side.account, &side.facts, &side.evaluation, true, false};
}

bool IsEarlier(const ComparedAccount& a, const ComparedAccount& b) {
  const Moment& first = a.options.as_of;
  const Moment& second = b.options.as_of;
  if (first.date_only && second.date_only) return first.day < second.day;
  return first.At(a.facts.zone) < second.At(b.facts.zone);
}

Stops::Stops(const ComparedAccount& old, const ComparedAccount& fresh, const Limits& limits)
    : time_passes_(IsEarlier(old, fresh)) {
  const Account aged =
      Aged(old.account, fresh.account, {old.facts.zone, old.options.as_of, fresh.options.as_of});
  const bool one_pack = HaveOnePack(old, fresh);
  for (size_t k = 0; k < kKnownCount; ++k) {
    const auto known = static_cast<Known>(k);
    for (const Pack pack : {Pack::kOld, Pack::kNew}) {
      if (IsKnownAlready(known, pack, one_pack)) continue;
      const ComparedAccount& side = pack == Pack::kOld ? old : fresh;
      BindOptions options = side.options;  // the benchmark set goes with the pack
      options.as_of = known == Known::kOld ? old.options.as_of : fresh.options.as_of;
      options.report_unknown_signals = true;  // S11: one pack may not know signals of the other
      Made& made = made_[Index(known, pack)];
      made.account = AccountAt(known, old.account, aged, fresh.account);
      LeaveOutOthers(side.plan, made.account);
      Stop& stop = stops_[Index(known, pack)];
      Evaluate(side, options, limits, made, stop);
      stop.aged = known == Known::kAged;
    }
  }
  stops_[Index(Known::kOld, Pack::kOld)] = EndStop(old);
  stops_[Index(Known::kNew, Pack::kNew)] = EndStop(fresh);
  if (!one_pack) return;
  stops_[Index(Known::kNew, Pack::kOld)] = EndStop(fresh);
  for (const Known known : {Known::kOld, Known::kAged, Known::kNewValues, Known::kNewPresence}) {
    stops_[Index(known, Pack::kNew)] = At(known, Pack::kOld);
  }
}

// Conditions of later stages read scores, so that pins may have an account refused which is none of
// their business: then it goes without.
void Stops::Evaluate(const ComparedAccount& side, const BindOptions& options, const Limits& limits,
                     Made& made, Stop& stop) {
  stop = {&side.plan, &made.account, &made.facts, &made.evaluation, false, false};
  const Wanted wanted = {Arithmetic::kContributions, {Stage::kHealth}};
  for (const bool pinned : {true, false}) {
    made.account.overrides = pinned ? Pins(side.plan) : std::vector<OverrideInput>();
    if (!Bind(side.pack, made.account, options, limits, made.facts).empty()) return;
    stop.plan = &PlanInForce(side.pack, made.facts);  // numbers may depend on the moment
    stop.accepted =
        bellwether::Evaluate(side.pack, made.facts, scratch_, made.evaluation, wanted).ok();
    if (stop.accepted) return;
  }
}

}  // namespace bellwether
