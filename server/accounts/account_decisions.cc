// Tested by tests/server/known_decisions_test.cc.
#include "server/accounts/account_decisions.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace bellwether {
namespace {

using store::OverrideAction;
using store::StoredDecision;
using store::StoredOverride;

OverrideInput::Kind KindOf(OverrideAction action) {
  switch (action) {
    case OverrideAction::kCap:
      return OverrideInput::Kind::kCap;
    case OverrideAction::kFloor:
      return OverrideInput::Kind::kFloor;
    case OverrideAction::kSet:
    case OverrideAction::kRemove:
      break;
  }
  return OverrideInput::Kind::kSet;
}

OverrideInput InputOf(const StoredOverride& entry) {
  OverrideInput input;
  input.model = entry.what.model;
  input.kind = KindOf(entry.what.action);
  input.value = entry.what.value;
  input.author = entry.head.author;
  input.reason = entry.head.reason;
  input.set_at = Moment::Instant(entry.head.known_at);
  if (entry.what.expires_at) input.expires_at = Moment::Instant(*entry.what.expires_at);
  return input;
}

// The entry that took the place of the one at `position`; null: none did.
const StoredOverride* NextOf(std::span<const StoredOverride> overrides, size_t position) {
  const std::string& model = overrides[position].what.model;
  const auto rest = overrides.subspan(position + 1);
  const auto next = std::find_if(rest.begin(), rest.end(), [&](const StoredOverride& entry) {
    return entry.what.model == model;
  });
  return next == rest.end() ? nullptr : &*next;
}

bool IsRemoval(const StoredOverride& entry) { return entry.what.action == OverrideAction::kRemove; }

bool HasModel(const Plan& plan, const std::string& model) {
  return std::any_of(plan.model_notes.begin(), plan.model_notes.end(),
                     [&](const auto& note) { return note.name == model; });
}

bool IsGrant(const StoredDecision& decision) {
  return decision.what.kind == store::DecisionKind::kExtensionGranted;
}

// Days that were granted by decisions that are known at `now`, and when the first of them was.
struct Granted {
  double days = 0;
  std::optional<absl::Time> first;
};

Granted GrantedBy(const std::vector<StoredDecision>& decisions, absl::Time now) {
  Granted granted;
  for (const StoredDecision& decision : decisions) {
    if (!IsGrant(decision) || decision.head.known_at > now) continue;
    if (!granted.first) granted.first = decision.head.known_at;
    granted.days += decision.what.days;
  }
  return granted;
}

// Those that act at a moment, or did until they expired.
std::vector<const StoredOverride*> ActingAt(absl::Time now, std::span<const StoredOverride> all,
                                            const Plan& plan) {
  const auto end = std::find_if(all.begin(), all.end(), [&](const StoredOverride& entry) {
    return entry.head.known_at > now;  // moments never fall
  });
  const std::span<const StoredOverride> known(all.begin(), end);
  std::vector<const StoredOverride*> acting;
  for (size_t i = 0; i < known.size(); ++i) {
    const bool stands = !IsRemoval(known[i]) && NextOf(known, i) == nullptr;
    if (stands && HasModel(plan, known[i].what.model)) acting.push_back(&known[i]);
  }
  return acting;
}

bool HasExpiredSince(absl::Time since, absl::Time now,
                     const std::vector<const StoredOverride*>& acting) {
  return std::any_of(acting.begin(), acting.end(), [&](const StoredOverride* entry) {
    const std::optional<absl::Time>& end = entry->what.expires_at;
    return end && *end >= since && *end <= now;
  });
}

// Those that counted when the account was looked at before.
template <typename Entry>
std::vector<Entry> KnownBefore(absl::Time at, const std::vector<Entry>& all) {
  std::vector<Entry> known;
  std::copy_if(all.begin(), all.end(), std::back_inserter(known), [&](const Entry& entry) {
    return entry.head.known_at <= at && entry.head.recorded_at <= at;
  });
  return known;
}

std::vector<int64_t> NumbersOf(const std::vector<const StoredOverride*>& entries) {
  std::vector<int64_t> numbers;
  for (const StoredOverride* entry : entries) numbers.push_back(entry->head.number);
  return numbers;
}

}  // namespace

Account FactsAt(const StoredAccount& stored, const store::AccountDecisions& decisions,
                const Plan& plan, const Moment& as_of) {
  Account facts = stored.FactsAt(plan, as_of);
  const absl::Time now = as_of.At(stored.zone());
  for (const StoredOverride* entry : ActingAt(now, decisions.overrides, plan)) {
    facts.overrides.push_back(InputOf(*entry));
  }
  const Granted granted = GrantedBy(decisions.decisions, now);
  if (granted.first) {
    facts.extension.granted_days = granted.days + stored.ExtendedDaysBefore(*granted.first, as_of);
  }
  return facts;
}

DecisionEffect EffectSince(const LookedBefore& before, const store::AccountDecisions& decisions,
                           const Plan& plan, const StoredAccount& stored, const Moment& as_of) {
  const absl::Time now = as_of.At(stored.zone());
  const auto acting = ActingAt(now, decisions.overrides, plan);
  const std::vector<StoredOverride> former = KnownBefore(before.at, decisions.overrides);
  if (NumbersOf(acting) != NumbersOf(ActingAt(now, former, plan))) {
    return DecisionEffect::kOverride;
  }
  const double granted = GrantedBy(decisions.decisions, now).days;
  if (granted != GrantedBy(KnownBefore(before.at, decisions.decisions), now).days) {
    return DecisionEffect::kDecision;
  }
  const bool expired = before.looked_until && *before.looked_until > before.at &&
                       HasExpiredSince(*before.looked_until, now, acting);
  return expired ? DecisionEffect::kOverrideExpired : DecisionEffect::kNone;
}

std::vector<OverrideStanding> StandingsAt(std::span<const StoredOverride> overrides,
                                          absl::Time as_of) {
  std::vector<OverrideStanding> standings;
  for (size_t i = 0; i < overrides.size(); ++i) {
    const StoredOverride& entry = overrides[i];
    const StoredOverride* const next = NextOf(overrides, i);
    const absl::Time end = next == nullptr ? as_of : next->head.known_at;
    if (IsRemoval(entry)) {
      standings.push_back(OverrideStanding::kRemoval);
    } else if (entry.what.expires_at && *entry.what.expires_at <= end) {
      standings.push_back(OverrideStanding::kExpired);
    } else if (next == nullptr) {
      standings.push_back(OverrideStanding::kStanding);
    } else {
      standings.push_back(IsRemoval(*next) ? OverrideStanding::kRemoved
                                           : OverrideStanding::kReplaced);
    }
  }
  return standings;
}

std::vector<DecisionEvent> EventsOf(const store::AccountDecisions& decisions) {
  std::vector<DecisionEvent> events;
  const std::span<const StoredOverride> overrides = decisions.overrides;
  for (size_t i = 0; i < overrides.size(); ++i) {
    const StoredOverride& entry = overrides[i];
    events.push_back({entry.head.known_at, "override", entry.head.number});
    const StoredOverride* const next = NextOf(overrides, i);
    const std::optional<absl::Time>& expires = entry.what.expires_at;
    if (!expires || (next != nullptr && next->head.known_at < *expires)) continue;
    events.push_back({*expires, "override_expired", entry.head.number});
  }
  for (const StoredDecision& decision : decisions.decisions) {
    events.push_back({decision.head.known_at, "decision", decision.head.number});
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const DecisionEvent& a, const DecisionEvent& b) { return a.at < b.at; });
  return events;
}

std::span<const DecisionEvent> EventsWithin(std::span<const DecisionEvent> events, absl::Time after,
                                            absl::Time until) {
  const auto is_later = [](absl::Time time, const DecisionEvent& event) { return time < event.at; };
  const auto first = std::upper_bound(events.begin(), events.end(), after, is_later);
  const auto end = std::upper_bound(first, events.end(), std::max(after, until), is_later);
  return {first, end};
}

}  // namespace bellwether
