// What must not be forgotten when all else is: that accounts were erased, or something imported.
// Lines are written with what they are about, and never say which account that was.
//
//   AuditListing listing;
//   listing.most = 100;
//   auto lines = store->audit().List(tenant, listing);
//   listing.after = AuditPlace::Of(lines->back());       // and so on
//
// Lines go by their age alone (retention_store.h). Any number of threads may call it; it blocks,
// and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_AUDIT_STORE_H_
#define BELLWETHER_SERVER_STORE_AUDIT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::store {

struct AuditLine {
  int64_t number = 0;  // told by the database; no two lines have the same
  absl::Time at;       // microseconds are kept
  std::string what;    // "account erased"
  std::string by;      // "": callers have no names
};

// Where a page begins: behind a line.
struct AuditPlace {
  absl::Time at;
  int64_t number = 0;
  static AuditPlace Of(const AuditLine& line) { return {line.at, line.number}; }
};

struct AuditListing {
  std::optional<absl::Time> from;  // then or later
  std::optional<absl::Time> to;    // before then
  std::string what;                // "": anything
  std::string by;                  // "": anybody
  std::optional<AuditPlace> after;
  uint32_t most = 0;
};

class AuditStore {
 public:
  virtual ~AuditStore() = default;

  // The newest first; of one moment by number, the highest first.
  virtual absl::StatusOr<std::vector<AuditLine>> List(const std::string& tenant,
                                                      const AuditListing& listing) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_AUDIT_STORE_H_
