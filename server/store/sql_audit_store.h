// The audit over a database that speaks SQL, and how lines of it are written.
#ifndef BELLWETHER_SERVER_STORE_SQL_AUDIT_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_AUDIT_STORE_H_

#include <string>
#include <vector>

#include "server/store/audit_store.h"
#include "server/store/connections.h"
#include "server/store/store.h"
#include "soci/soci.h"

namespace bellwether::store {

class SqlAuditStore final : public AuditStore {
 public:
  // `connections` outlives it.
  explicit SqlAuditStore(Connections& connections) : connections_(connections) {}

  absl::StatusOr<std::vector<AuditLine>> List(const std::string& tenant,
                                              const AuditListing& listing) override;

 private:
  Connections& connections_;
};

// In the transaction of an erasure: that an account was erased, when and by whom; not which.
// Throws soci_error, as the next one does.
void AuditErasure(soci::session& session, const Request& request);
// The same of something else that must not be forgotten.
void Audit(soci::session& session, const Request& request, const std::string& what);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_AUDIT_STORE_H_
