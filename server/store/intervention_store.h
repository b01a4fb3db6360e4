// What was done after alerts, as it began, and how the bands of accounts changed: what it takes to
// say whether accounts recovered. Written with the alerts and the evaluations (alert_store.h).
//
//   InterventionListing listing;
//   listing.to = now;
//   listing.most = 500;
//   auto begun = store->interventions().List(tenant, listing);        // page by page
//   auto bands = store->interventions().BandsOf(tenant, accounts);
//
// Everything goes with its account when that is erased, and by its age (retention_store.h). Any
// number of threads may call it; it blocks, and its errors are those of store.h.
#ifndef BELLWETHER_SERVER_STORE_INTERVENTION_STORE_H_
#define BELLWETHER_SERVER_STORE_INTERVENTION_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::store {

// That were drawn for an account: by which share and seed, and how they fell.
struct Lots {
  double share = 0;  // of accounts that are left alone
  int64_t seed = 0;
  bool held_out = false;
};

struct StoredIntervention {
  std::string account;
  int64_t alert = 0;  // by number
  std::string playbook;
  std::string rule;          // that led then
  std::string band;          // of the account then; "": it had none
  std::optional<Lots> lots;  // nothing: none were drawn
  absl::Time begun_at;
  // What became of it by now: of the alert, whatever led it; also of what is kept no longer.
  bool acknowledged = false;
  uint32_t tasks = 0;
  uint32_t tasks_done = 0;
};

struct InterventionListing {
  std::optional<absl::Time> from;  // begun then or later
  std::optional<absl::Time> to;    // begun before then
  std::string playbook;            // "": any
  // The last one of the page before. Nothing: from the first.
  std::optional<StoredIntervention> after;
  uint32_t most = 0;
};

// From then on the primary score of an account was in another band; "": in none.
struct BandChange {
  absl::Time at;
  std::string band;
};

class InterventionStore {
 public:
  virtual ~InterventionStore() = default;

  // By when they began.
  virtual absl::StatusOr<std::vector<StoredIntervention>> List(
      const std::string& tenant, const InterventionListing& listing) = 0;
  // In order, by account; of those that have some. At most 1,000 accounts.
  virtual absl::StatusOr<std::map<std::string, std::vector<BandChange>>> BandsOf(
      const std::string& tenant, const std::vector<std::string>& accounts) = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_INTERVENTION_STORE_H_
