// How what people decided about an account acts on it at a moment. Pure functions.
//
//   const Account account = FactsAt(stored, decisions, plan, as_of);
//
// One truth about days of extension: records of the onboarding tell them until the day on which the
// first extension was granted as a decision; from that day on decisions do. So what a CRM sends of
// a decision that was made here is not counted once more.
#ifndef BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_DECISIONS_H_
#define BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_DECISIONS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "server/accounts/stored_account.h"
#include "server/store/decision_store.h"

namespace bellwether {

// What its records say, with the overrides that stood at `as_of`, those that had expired among
// them, and the days of extension that had been granted. An override on a model that the pack does
// not have is left out, since the pack of today may lack those of the past (S11).
Account FactsAt(const StoredAccount& stored, const store::AccountDecisions& decisions,
                const Plan& plan, const Moment& as_of);

// How an override stands at a moment.
enum class OverrideStanding : uint8_t { kStanding, kExpired, kReplaced, kRemoved, kRemoval };

// One for each entry, all of which are known at `as_of`. By number.
std::vector<OverrideStanding> StandingsAt(std::span<const store::StoredOverride> overrides,
                                          absl::Time as_of);

// What of them acts on the facts of an account now, and did not when it was looked at before. The
// first of these that holds.
enum class DecisionEffect : uint8_t { kNone, kOverride, kDecision, kOverrideExpired };

// When that was: what was entered or known later is new, and so is what expired at `looked_until`
// or later. Nothing, or no later moment: it is not known what expired since.
struct LookedBefore {
  absl::Time at;
  std::optional<absl::Time> looked_until;
};

DecisionEffect EffectSince(const LookedBefore& before, const store::AccountDecisions& decisions,
                           const Plan& plan, const StoredAccount& stored, const Moment& as_of);

// Something that began to count, or ended.
struct DecisionEvent {
  absl::Time at;
  const char* kind = "";  // "override", "override_expired", "decision"
  int64_t number = 0;     // of the entry
};

// Oldest first. The end of an override is one where it had not been replaced or removed before.
std::vector<DecisionEvent> EventsOf(const store::AccountDecisions& decisions);
// Those after `after`, and no later than `until`.
std::span<const DecisionEvent> EventsWithin(std::span<const DecisionEvent> events, absl::Time after,
                                            absl::Time until);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_DECISIONS_H_
