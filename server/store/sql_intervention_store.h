// Interventions and bands over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_INTERVENTION_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_INTERVENTION_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "server/store/connections.h"
#include "server/store/intervention_store.h"

namespace bellwether::store {

class SqlInterventionStore final : public InterventionStore {
 public:
  // `connections` outlives it.
  explicit SqlInterventionStore(Connections& connections) : connections_(connections) {}

  absl::StatusOr<std::vector<StoredIntervention>> List(const std::string& tenant,
                                                       const InterventionListing& listing) override;
  absl::StatusOr<std::map<std::string, std::vector<BandChange>>> BandsOf(
      const std::string& tenant, const std::vector<std::string>& accounts) override;

 private:
  Connections& connections_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_INTERVENTION_STORE_H_
