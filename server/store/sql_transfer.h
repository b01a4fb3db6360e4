// Everything of a tenant out of a database that speaks SQL, and into one.
#ifndef BELLWETHER_SERVER_STORE_SQL_TRANSFER_H_
#define BELLWETHER_SERVER_STORE_SQL_TRANSFER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "server/store/connections.h"
#include "server/store/transfer_store.h"

namespace bellwether::store {

class SqlTransfer final : public TransferStore {
 public:
  // `connections` outlives it.
  explicit SqlTransfer(Connections& connections) : connections_(connections) {}

  // sql_transfer_export.cc
  absl::StatusOr<std::unique_ptr<TransferExport>> Begin(const std::string& tenant) override;
  // sql_transfer_import.cc
  absl::StatusOr<std::vector<TransferOutcome>> Import(const Request& request,
                                                      std::span<const TransferItem> items,
                                                      const WithTask& with_task) override;

 private:
  Connections& connections_;
  std::atomic<int> running_{0};
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_TRANSFER_H_
