// Exports out of a database that speaks SQL.
#ifndef BELLWETHER_SERVER_STORE_SQL_RECORD_EXPORT_H_
#define BELLWETHER_SERVER_STORE_SQL_RECORD_EXPORT_H_

#include <atomic>
#include <memory>
#include <string>

#include "server/store/dialect.h"
#include "server/store/record_export_store.h"

namespace bellwether::store {

class SqlRecordExports final : public RecordExportStore {
 public:
  // `dialect` outlives it.
  explicit SqlRecordExports(const Dialect& dialect) : dialect_(dialect) {}

  absl::StatusOr<std::unique_ptr<RecordExport>> Begin(const std::string& tenant) override;

 private:
  const Dialect& dialect_;
  std::atomic<int> running_{0};
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_RECORD_EXPORT_H_
