// Everything that is kept of a tenant's accounts, as it is at one moment, page by page.
//
//   auto records = store.exports().Begin(tenant);
//   for (;;) {
//     auto page = (*records)->Next();
//     if (!page.ok()) return page.status();
//     if (page->empty()) break;  // that was all
//     ...
//   }
//
// An export has a connection of its own, and holds what it reads as it was when it began until it
// goes: end it soon. Begin and Next block; one thread at a time.
#ifndef BELLWETHER_SERVER_STORE_RECORD_EXPORT_STORE_H_
#define BELLWETHER_SERVER_STORE_RECORD_EXPORT_STORE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace bellwether::store {

// At once, of all tenants together: each keeps the database from cleaning up behind it.
inline constexpr int kMostExports = 4;

class RecordExport {
 public:
  virtual ~RecordExport() = default;
  // The bodies of the next records, by account, kind, id and known_at: 256 at most, and no more
  // once they have 256 KiB. Empty: there are no more. After an error it is of no use.
  virtual absl::StatusOr<std::vector<std::string>> Next() = 0;
};

class RecordExportStore {
 public:
  virtual ~RecordExportStore() = default;
  // FAILED_PRECONDITION: kMostExports run. The export may be destroyed by any thread, and does not
  // outlive the store.
  virtual absl::StatusOr<std::unique_ptr<RecordExport>> Begin(const std::string& tenant) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_RECORD_EXPORT_STORE_H_
