// Lists of accounts over a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_ACCOUNT_LIST_H_
#define BELLWETHER_SERVER_STORE_SQL_ACCOUNT_LIST_H_

#include <string>

#include "server/store/account_list_store.h"
#include "server/store/connections.h"

namespace bellwether::store {

class SqlAccountList final : public AccountListStore {
 public:
  // `connections` outlives it.
  explicit SqlAccountList(Connections& connections) : connections_(connections) {}

  absl::StatusOr<AccountTotals> Totals(const std::string& tenant) override;
  absl::StatusOr<AccountPage> Find(const std::string& tenant,
                                   const AccountListing& listing) override;

 private:
  Connections& connections_;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_ACCOUNT_LIST_H_
