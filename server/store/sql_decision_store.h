// Overrides and decisions over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_DECISION_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_DECISION_STORE_H_

#include <string>

#include "server/store/connections.h"
#include "server/store/decision_store.h"
#include "server/store/store.h"
#include "soci/soci.h"

namespace bellwether::store {

class SqlDecisionStore final : public DecisionStore {
 public:
  // The connections outlive it.
  explicit SqlDecisionStore(Connections& connections) : connections_(connections) {}

  absl::StatusOr<Written> AddOverride(const Request& request, const std::string& account,
                                      const EntryContext& context,
                                      const NewOverride& what) override;
  absl::StatusOr<Written> AddDecision(const Request& request, const std::string& account,
                                      const EntryContext& context,
                                      const NewDecision& what) override;
  absl::StatusOr<AccountDecisions> DecisionsOf(const std::string& tenant,
                                               const std::string& account,
                                               absl::Time known_until) override;

 private:
  Connections& connections_;
};

// In the transaction of an erasure: nothing of the account's overrides and decisions is left.
// Throws soci_error.
void EraseDecisions(soci::session& session, const Request& request, const std::string& account);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_DECISION_STORE_H_
