// Tested by tests/server/caller_test.cc.
#include "server/rpc/caller_handlers.h"

#include <iterator>
#include <utility>

#include "server/rpc/serving.h"

namespace bellwether {
namespace {

constexpr std::pair<Role, v1::CallerRole> kRolesAsTold[] = {
    {Role::kScore, v1::CALLER_ROLE_SCORE},
    {Role::kRead, v1::CALLER_ROLE_READ},
    {Role::kAdmin, v1::CALLER_ROLE_ADMIN},
};
static_assert(std::size(kRolesAsTold) == kRoles);

}  // namespace

grpc::Status GetCaller(const CallerEnvironment& environment, CallContext& call,
                       const v1::GetCallerRequest&, v1::GetCallerResponse& response) {
  const Caller& caller = *call.origin.caller;
  response.set_authenticates(environment.authenticates);
  response.set_name(caller.name);
  response.set_tenant(caller.tenant);
  response.set_pack(caller.pack);
  for (const auto& [role, told] : kRolesAsTold) {
    if (caller.roles.Has(role)) response.add_roles(told);
  }
  return grpc::Status::OK;
}

CallerHandlers MakeCallerHandlers(const CallerEnvironment& environment) {
  return {Serve(environment, &GetCaller)};
}

}  // namespace bellwether
