// The details of a call travel as a serialized google.rpc.Status in the trailing metadata, as in
// other gRPC services.
//
// Tested by tests/clients/status_test.cc.
#include "clients/cpp/status.h"

#include <string>
#include <utility>

#include "google/rpc/error_details.pb.h"

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

// A server that refuses an item must not make it look answered.
absl::Status ToAbslStatus(const google::rpc::Status& status) {
  if (status.code() == 0) return absl::InternalError("the server gave an error without a code");
  return absl::Status(static_cast<absl::StatusCode>(status.code()), status.message());
}

std::vector<Violation> ViolationsOf(const grpc::Status& status) {
  google::rpc::Status rich;
  if (status.ok() || !rich.ParseFromString(status.error_details())) return {};
  return ViolationsOf(rich);
}

std::vector<Violation> ViolationsOf(const google::rpc::Status& status) {
  std::vector<Violation> violations;
  for (const google::protobuf::Any& detail : status.details()) {
    if (google::rpc::BadRequest bad_request; detail.UnpackTo(&bad_request)) {
      AddBadRequest(bad_request, violations);
    } else if (google::rpc::PreconditionFailure failure; detail.UnpackTo(&failure)) {
      AddPreconditionFailure(failure, violations);
    }
  }
  return violations;
}

}  // namespace bellwether
