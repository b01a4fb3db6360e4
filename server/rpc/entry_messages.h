// Overrides and decisions as the messages that they are told in, and back. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ENTRY_MESSAGES_H_
#define BELLWETHER_SERVER_RPC_ENTRY_MESSAGES_H_

#include <vector>

#include "bellwether/v1/decisions.pb.h"
#include "engine/facts/account.h"
#include "server/store/decision_store.h"
#include "server/store/entry_transfer_store.h"

namespace bellwether {

// But for the `state`, which depends on when one asks. Into an empty message, as all of them.
void OverrideToProto(const store::EntryHead& head, const store::NewOverride& what,
                     v1::OverrideEntry& message);
void DecisionToProto(const store::EntryHead& head, const store::NewDecision& what,
                     v1::AccountDecision& message);
void EntryToProto(const store::AccountEntry& entry, v1::ExportedEntry& message);
// All that is wrong with it is added to `violations`, by the paths of `message`; then the entry is
// of no use.
store::AccountEntry EntryFromProto(const v1::ExportedEntry& message,
                                   std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ENTRY_MESSAGES_H_
