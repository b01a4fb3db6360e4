// Retention over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_RETENTION_STORE_H_
#define BELLWETHER_SERVER_STORE_SQL_RETENTION_STORE_H_

#include <vector>

#include "server/store/charge.h"
#include "server/store/connections.h"
#include "server/store/retention_store.h"

namespace bellwether::store {

class SqlRetentionStore final : public RetentionStore {
 public:
  // `connections` outlives it.
  explicit SqlRetentionStore(Connections& connections)
      : connections_(connections),
        charge_(connections.dialect(), connections.dialect().take_retention()) {}

  absl::StatusOr<std::vector<AccountName>> Accounts(const AccountName& after,
                                                    uint32_t most) override;
  absl::StatusOr<DeletedCounts> DeleteOf(std::span<const AccountName> accounts,
                                         const RetentionBounds& bounds, uint32_t most) override;
  absl::StatusOr<DeletedCounts> DeleteOthers(const RetentionBounds& bounds, uint32_t most) override;
  absl::StatusOr<bool> IsInCharge() override { return charge_.Take(); }

 private:
  Connections& connections_;
  Charge charge_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_RETENTION_STORE_H_
