// Overrides and decisions of accounts, written and read within a transaction of whoever writes
// them.
//
//   if (!HoldAccount(session, tenant, account)) ...   // first: nobody else adds to it meanwhile
//   DecisionState state = DecisionStateOf(session, tenant, account);
//   InsertOverride(session, tenant, account, head, what);
//   SetDecisionState(session, tenant, account, state);
//
// Throw soci_error. One thread.
#ifndef BELLWETHER_SERVER_STORE_DECISION_WRITER_H_
#define BELLWETHER_SERVER_STORE_DECISION_WRITER_H_

#include <limits>
#include <string>

#include "server/store/decision_store.h"
#include "soci/soci.h"

namespace bellwether::store {

// An account that is erased and comes again must not have an etag that it had before.
std::string NewEtag();

// How it stands with an account.
struct DecisionState {
  long long entries = 0;
  long long known_at = std::numeric_limits<long long>::min();  // of the last entry
  long long recorded_at = 0;                                   // likewise
  std::string etag = kFirstEtag;
};
DecisionState DecisionStateOf(soci::session& session, const std::string& tenant,
                              const std::string& account);
void SetDecisionState(soci::session& session, const std::string& tenant, const std::string& account,
                      const DecisionState& state);

// False: nothing is kept of the account. Otherwise nobody else adds to it, or erases it, until the
// transaction ends.
bool HoldAccount(soci::session& session, const std::string& tenant, const std::string& account);

void InsertOverride(soci::session& session, const std::string& tenant, const std::string& account,
                    const EntryHead& head, const NewOverride& what);
void InsertDecision(soci::session& session, const std::string& tenant, const std::string& account,
                    const EntryHead& head, const NewDecision& what);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_DECISION_WRITER_H_
