// Entries out of a database that speaks SQL, and into one.
#ifndef BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_
#define BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/store/connections.h"
#include "server/store/entry_transfer_store.h"
#include "server/store/evaluation_store.h"
#include "soci/soci.h"

namespace bellwether::store {

class SqlEntryTransfer final : public EntryTransferStore {
 public:
  // `connections` outlives it.
  explicit SqlEntryTransfer(Connections& connections) : connections_(connections) {}

  absl::StatusOr<std::unique_ptr<EntryExport>> Begin(const std::string& tenant) override;
  absl::StatusOr<std::vector<ImportOutcome>> Import(const Request& request,
                                                    std::span<const AccountEntry> entries) override;

 private:
  Connections& connections_;
  std::atomic<int> running_{0};
};

// For who moves more than entries. Both throw soci_error.
// Those of the account after `number`, `most` at most.
std::vector<AccountEntry> ReadEntriesOf(soci::session& session, const AccountName& of,
                                        long long number, long long most);
// In a transaction, whose accounts are held from then on; one outcome each.
std::vector<ImportOutcome> WriteEntries(soci::session& session, const std::string& tenant,
                                        std::span<const AccountEntry> entries);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_
