// Tested by tests/server/rpc_server_test.cc and tests/server/secure_server_test.cc.
#include "server/rpc/admission.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "grpc/grpc_security_constants.h"
#include "grpcpp/security/auth_context.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

std::string_view ToView(const grpc::string_ref& text) { return {text.data(), text.size()}; }

std::vector<std::string> NamesOf(const grpc::AuthContext& connection, const char* property) {
  std::vector<std::string> names;
  for (const grpc::string_ref& name : connection.FindPropertyValues(property)) {
    names.emplace_back(ToView(name));
  }
  return names;
}

// A header is as the caller sent it; names are those of a certificate that gRPC has verified.
Credentials CredentialsOf(const grpc::ServerContext& context) {
  Credentials credentials;
  const auto [begin, end] = context.client_metadata().equal_range("authorization");
  for (auto header = begin; header != end; ++header) {
    credentials.authorization.push_back(ToView(header->second));
  }
  if (!credentials.authorization.empty()) return credentials;
  const std::shared_ptr<const grpc::AuthContext> connection = context.auth_context();
  if (connection == nullptr) return credentials;
  credentials.dns = NamesOf(*connection, GRPC_PEER_DNS_PROPERTY_NAME);
  credentials.uris = NamesOf(*connection, GRPC_PEER_URI_PROPERTY_NAME);
  return credentials;
}

grpc::Status HasRole(const MethodInfo& method, const Caller& caller) {
  if (!method.role || caller.roles.Has(*method.role)) return grpc::Status::OK;
  return RoleMissing(method.name, *method.role, caller);
}

bool IsSame(const Caller& one, const Caller& other) {
  return one.name == other.name && one.tenant == other.tenant && one.pack == other.pack;
}

}  // namespace

grpc::Status Admission::Enter(const grpc::ServerContext& context, CallOrigin& origin) {
  NameCall(context, origin);
  return gate_.Enter() ? grpc::Status::OK : TooManyCalls(gate_.most());
}

grpc::Status Admission::Identify(const MethodInfo& method, const grpc::ServerContext& context,
                                 CallOrigin& origin) const {
  if (access_ == nullptr) return grpc::Status::OK;
  origin.caller = NoCaller();
  absl::StatusOr<CallerPointer> caller =
      access_->Identify(CredentialsOf(context), &origin.standing);
  if (!caller.ok()) return NotIdentified(caller.status());
  origin.caller = *std::move(caller);
  return HasRole(method, *origin.caller);
}

grpc::Status Admission::Admit(const MethodInfo& method, const grpc::ServerContext& context,
                              CallOrigin& origin) {
  const grpc::Status entered = Enter(context, origin);
  return entered.ok() ? Identify(method, context, origin) : entered;
}

grpc::Status Admission::AdmitOn(const MethodInfo& method, const grpc::ServerContext& context,
                                CallOrigin& origin) const {
  if (access_ == nullptr || access_->Holds(origin.standing)) return grpc::Status::OK;
  const absl::StatusOr<CallerPointer> caller =
      access_->Identify(CredentialsOf(context), &origin.standing);
  if (!caller.ok()) return NotIdentified(caller.status());
  // What was looked at once, when the stream began, must not be another's.
  if (!IsSame(**caller, *origin.caller)) return CallerChanged();
  origin.caller = *caller;
  return HasRole(method, *origin.caller);
}

}  // namespace bellwether
