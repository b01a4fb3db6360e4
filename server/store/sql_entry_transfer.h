// Entries out of a database that speaks SQL, and into one.
#ifndef BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_
#define BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "server/store/connections.h"
#include "server/store/entry_transfer_store.h"

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

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_ENTRY_TRANSFER_H_
