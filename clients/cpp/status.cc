// The details travel as a serialized google.rpc.Status in the trailing metadata, as in other gRPC
// services.
//
// Tested by tests/clients/status_test.cc.
#include "clients/cpp/status.h"

#include <string>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace bellwether {
namespace {

constexpr std::string_view kPrefixes[] = {"account.", "options."};

// The path of the request without the part that says which half of it is meant. A problem of the
// account as a whole has no path.
std::string PathBelowRequest(std::string path) {
  if (path == "account") return "";
  for (const std::string_view prefix : kPrefixes) {
    if (std::string_view(path).substr(0, prefix.size()) == prefix) {
      return path.substr(prefix.size());
    }
  }
  return path;
}

void AddBadRequest(const google::rpc::BadRequest& details, std::vector<Violation>& violations) {
  for (const auto& field : details.field_violations()) {
    violations.push_back({PathBelowRequest(field.field()), field.reason(), field.description()});
  }
}

void AddPreconditionFailure(const google::rpc::PreconditionFailure& details,
                            std::vector<Violation>& violations) {
  for (const auto& failed : details.violations()) {
    violations.push_back({PathBelowRequest(failed.subject()), failed.type(), failed.description()});
  }
}

}  // namespace

absl::Status ToAbslStatus(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

std::vector<Violation> ViolationsOf(const grpc::Status& status) {
  std::vector<Violation> violations;
  google::rpc::Status rich;
  if (status.ok() || !rich.ParseFromString(status.error_details())) return violations;
  for (const google::protobuf::Any& detail : rich.details()) {
    if (google::rpc::BadRequest bad_request; detail.UnpackTo(&bad_request)) {
      AddBadRequest(bad_request, violations);
    } else if (google::rpc::PreconditionFailure failure; detail.UnpackTo(&failure)) {
      AddPreconditionFailure(failure, violations);
    }
  }
  return violations;
}

}  // namespace bellwether
