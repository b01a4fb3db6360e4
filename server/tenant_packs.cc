// Tested by tests/e2e/continuous_test.py and tests/server/store_books_test.cc.
#include "server/tenant_packs.h"

namespace bellwether {
namespace {

// Calls `visit(entry)` for each until it says that it has what it looked for.
template <typename Visit>
void ForEachTenant(const Security& security, const Visit& visit) {
  const Access* const access = security.access();
  if (access == nullptr) return;
  const auto list = access->list();
  for (const TenantEntry& entry : list->file().tenants) {
    if (visit(entry)) return;
  }
}

}  // namespace

SnapshotPointer PackOfTenant(const SnapshotStore& packs, const Security& security,
                             const std::string& tenant) {
  std::string pack;
  ForEachTenant(security, [&](const TenantEntry& entry) {
    const bool is_it = !tenant.empty() && entry.name == tenant;
    if (is_it) pack = entry.pack;
    return is_it;
  });
  return pack.empty() ? packs.Pin() : packs.Find(pack);
}

std::vector<std::string> TenantsWithAPack(const Security& security) {
  std::vector<std::string> tenants;
  ForEachTenant(security, [&](const TenantEntry& entry) {
    if (!entry.pack.empty()) tenants.push_back(entry.name);
    return false;
  });
  return tenants;
}

std::vector<std::string> AllTenants(const Security& security) {
  std::vector<std::string> tenants = {""};
  ForEachTenant(security, [&](const TenantEntry& entry) {
    tenants.push_back(entry.name);
    return false;
  });
  return tenants;
}

}  // namespace bellwether
