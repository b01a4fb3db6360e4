// Which pack answers whom, by the access file.
//
// Any thread; quick. Both are looked up each time, for both may change while the server runs.
#ifndef BELLWETHER_SERVER_TENANT_PACKS_H_
#define BELLWETHER_SERVER_TENANT_PACKS_H_

#include <string>
#include <vector>

#include "server/access/security.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

// The one that the access file gives the tenant, else the active one; null: it is not here.
SnapshotPointer PackOfTenant(const SnapshotStore& packs, const Security& security,
                             const std::string& tenant);
// Those to whom it gives one.
std::vector<std::string> TenantsWithAPack(const Security& security);
// Those that it names, and "", which is that of callers without a tenant.
std::vector<std::string> AllTenants(const Security& security);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TENANT_PACKS_H_
