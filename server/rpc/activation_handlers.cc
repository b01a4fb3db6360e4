// Tested by tests/server/activation_handlers_test.cc.
#include "server/rpc/activation_handlers.h"
#include "server/rpc/account_evaluation.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "protos/wire/packs.h"
#include "rules/reader/pack_files.h"
#include "server/activation/activations.h"
#include "server/rpc/pack_listing.h"
#include "server/rpc/pack_source.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

using Reason = Refusal::Reason;

constexpr size_t kMostWarnings = 100;

const std::vector<std::string>& LabelsWithSources() {
  static const auto* const kLabels = new std::vector<std::string>{"active", "canary", "shadow"};
  return *kLabels;
}

void CheckReason(const std::string& reason, bool is_required, std::vector<Violation>& violations) {
  if (is_required && absl::StripAsciiWhitespace(reason).empty()) {
    violations.push_back({"reason", "MISSING_FIELD",
                          "say why, for those who look at the list of activations later"});
  }
  if (reason.size() <= kMostReasonBytes) return;
  violations.push_back(
      {"reason", "TOO_LONG",
       absl::StrCat("the reason has ", reason.size(), " bytes; at most ", kMostReasonBytes)});
}

void CheckRequestId(const std::string& id, std::vector<Violation>& violations) {
  const bool is_printable =
      std::all_of(id.begin(), id.end(), [](unsigned char c) { return absl::ascii_isgraph(c); });
  if (id.size() <= kMostRequestIdBytes && is_printable) return;
  violations.push_back({"request_id", "BAD_REQUEST_ID",
                        absl::StrCat("a request_id is at most ", kMostRequestIdBytes,
                                     " printable ASCII characters without blanks, such as a "
                                     "UUID")});
}

void CheckDigest(const std::string& digest, const std::string& field,
                 std::vector<Violation>& violations) {
  const bool is_hex = std::all_of(digest.begin(), digest.end(), [](unsigned char c) {
    return absl::ascii_isxdigit(c) && !absl::ascii_isupper(c);
  });
  if (digest.empty() || (digest.size() >= kShortDigestDigits && digest.size() <= 64 && is_hex)) {
    return;
  }
  violations.push_back({field, "BAD_DIGEST",
                        absl::StrCat(Quoted(digest),
                                     " is no digest; give its 64 hexadecimal "
                                     "digits, or the first ",
                                     kShortDigestDigits, " or more")});
}

// What all changing requests have in common, but for their label and pack.
template <typename Request>
ChangeRequest ReadChange(const CallContext& call, const Request& request, bool needs_reason,
                         std::vector<Violation>& violations) {
  ChangeRequest change;
  change.caller = call.origin.caller->name;
  change.reason = std::string(absl::StripAsciiWhitespace(request.reason()));
  change.request_id = request.request_id();
  change.validate_only = request.validate_only();
  CheckReason(request.reason(), needs_reason, violations);
  CheckRequestId(request.request_id(), violations);
  return change;
}

template <typename Request>
std::string FingerprintOf(const Request& request) {
  return Sha256Hex(absl::StrCat(request.GetTypeName(), "\n", request.SerializeAsString()));
}

// A bundle tells rules and tests apart by their folders, and so must the request.
void CheckFolders(const v1::PackFiles& files, bool are_tests, const std::string& path,
                  std::vector<Violation>& violations) {
  for (int i = 0; i < files.files_size(); ++i) {
    const std::string& name = files.files(i).name();
    const size_t slash = name.find('/');
    const bool is_test =
        slash != std::string::npos && IsFolderOfTests(std::string_view(name).substr(0, slash));
    if (is_test == are_tests) continue;
    violations.push_back({absl::StrCat(path, ".files[", i, "].name"), "WRONG_FOLDER",
                          are_tests
                              ? absl::StrCat(Quoted(name),
                                             " is in no folder of tests; send it with the rules, "
                                             "or name it as tests/NAME")
                              : absl::StrCat(Quoted(name),
                                             " is in a folder of tests; send it as one of the "
                                             "tests")});
  }
}

grpc::Status CheckUpload(const v1::UploadedPack& pack, const Limits& limits,
                         std::vector<Violation>& violations) {
  grpc::Status status = CheckPackFiles(pack.rules(), "files.rules", limits, violations);
  if (status.ok() && pack.tests().files_size() > 0) {
    status = CheckPackFiles(pack.tests(), "files.tests", limits, violations);
  }
  CheckFolders(pack.rules(), false, "files.rules", violations);
  CheckFolders(pack.tests(), true, "files.tests", violations);
  return status;
}

AskedChange AskedOf(const v1::ActivatePackRequest& request) {
  AskedChange asked;
  asked.digest = request.digest();
  asked.bundle = request.bundle();
  if (request.has_files()) {
    asked.files = PackContents{wire::SourcesFromProto(request.files().rules()),
                               wire::SourcesFromProto(request.files().tests())};
  }
  return asked;
}

// The answer of a change, as all three have it.
template <typename Response>
grpc::Status Told(const ChangeAnswer& change, Response& response) {
  if (change.refusal.has_value()) return RefusalToStatus(*change.refusal);
  *response.mutable_activation() = change.activation;
  response.set_is_repeated(change.is_repeated);
  return grpc::Status::OK;
}

Activations* ActivationsOf(const RulesEnvironment& environment) { return environment.activations; }

grpc::Status NoActivations() {
  return ErrorWithInfo(grpc::StatusCode::FAILED_PRECONDITION, "NO_STATE_FOLDER",
                       "this server takes no changes; start it with --state FOLDER");
}

// Whether the caller may change packs at all, and the server keeps what it changes.
grpc::Status MayChange(const Activations* activations, const CallContext& call) {
  const grpc::Status refused = RefuseTenantWithPack(*call.origin.caller);
  if (!refused.ok()) return refused;
  const bool kept = activations != nullptr && activations->takes_changes();
  return kept ? grpc::Status::OK : NoActivations();
}

grpc::Status PackProblems(const Refusal& refusal) {
  std::vector<Violation> violations;
  const char* const reason = refusal.reason == Reason::kTestsFailed ? "TEST_FAILED" : "PACK_ERROR";
  for (const PackProblem& problem : refusal.problems) {
    if (!problem.is_error) continue;
    violations.push_back(
        {"pack", reason,
         absl::StrCat(problem.place, problem.place.empty() ? "" : ": ", problem.message)});
  }
  if (violations.empty()) violations.push_back({"pack", reason, refusal.message});
  return InvalidFields(violations);
}

struct RefusalCode {
  Reason reason;
  grpc::StatusCode code;
  std::string_view name;    // of google.rpc.ErrorInfo
  std::string_view detail;  // under which it says more
};
constexpr RefusalCode kCodes[] = {
    {Reason::kNoState, grpc::StatusCode::FAILED_PRECONDITION, "NO_STATE_FOLDER", ""},
    {Reason::kNoName, grpc::StatusCode::FAILED_PRECONDITION, "CALLER_WITHOUT_NAME", ""},
    {Reason::kNoSource, grpc::StatusCode::FAILED_PRECONDITION, "LABEL_WITHOUT_SOURCE", ""},
    {Reason::kUnknownPack, grpc::StatusCode::NOT_FOUND, "UNKNOWN_PACK", "available"},
    {Reason::kUnknownPending, grpc::StatusCode::NOT_FOUND, "UNKNOWN_ACTIVATION", "available"},
    {Reason::kNothingBefore, grpc::StatusCode::FAILED_PRECONDITION, "NOTHING_BEFORE", ""},
    {Reason::kOtherPack, grpc::StatusCode::ABORTED, "OTHER_PACK", "active_digest"},
    {Reason::kBadBundle, grpc::StatusCode::INVALID_ARGUMENT, "BAD_BUNDLE", ""},
    {Reason::kNotTrusted, grpc::StatusCode::FAILED_PRECONDITION, "NOT_TRUSTED", ""},
    {Reason::kOtherRequest, grpc::StatusCode::INVALID_ARGUMENT, "OTHER_REQUEST", ""},
    {Reason::kPendingAlready, grpc::StatusCode::ALREADY_EXISTS, "PENDING_ALREADY", "pending_id"},
    {Reason::kOwnApproval, grpc::StatusCode::PERMISSION_DENIED, "OWN_APPROVAL", ""},
    {Reason::kTooManyPending, grpc::StatusCode::RESOURCE_EXHAUSTED, "LIMIT_EXCEEDED", ""},
    {Reason::kNotStored, grpc::StatusCode::UNAVAILABLE, "NOT_STORED", ""},
    {Reason::kDiskFull, grpc::StatusCode::RESOURCE_EXHAUSTED, "STATE_FOLDER_FULL", ""},
};

}  // namespace

grpc::Status RefusalToStatus(const Refusal& refusal) {
  if (refusal.reason == Reason::kInvalidPack || refusal.reason == Reason::kTestsFailed) {
    return PackProblems(refusal);
  }
  for (const RefusalCode& code : kCodes) {
    if (code.reason != refusal.reason) continue;
    return ErrorWithInfo(code.code, code.name, refusal.message, code.detail, refusal.detail);
  }
  return CallerLeft();
}

PackLabel CheckLabel(const std::string& label, std::vector<Violation>& violations) {
  if (label.empty()) return PackLabel::kActive;
  const std::vector<std::string>& labels = LabelsWithSources();
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) {
    violations.push_back(
        {"label", "UNKNOWN_LABEL",
         label == NameOf(PackLabel::kPrevious)
             ? "what stood there before cannot be chosen; give active, canary or shadow"
             : absl::StrCat("there is no label ", Quoted(label), "; ", DidYouMean(label, labels))});
  }
  return LabelNamed(label).value_or(PackLabel::kActive);
}

grpc::Status ActivatePack(const RulesEnvironment& environment, CallContext& call,
                          const v1::ActivatePackRequest& request,
                          LongWork<v1::ActivatePackResponse>& work) {
  Activations* const activations = ActivationsOf(environment);
  const grpc::Status allowed = MayChange(activations, call);
  if (!allowed.ok()) return allowed;
  std::vector<Violation> violations;
  ChangeRequest change = ReadChange(call, request, true, violations);
  change.label = CheckLabel(request.label(), violations);
  change.expected_digest = request.expected_active_digest();
  CheckDigest(change.expected_digest, "expected_active_digest", violations);
  if (request.has_files()) {
    const grpc::Status status = CheckUpload(request.files(), environment.limits, violations);
    if (!status.ok()) return status;
  } else if (request.bundle().empty() && request.digest().empty()) {
    violations.push_back(
        {"pack", "MISSING_FIELD", "say which pack: send files or a bundle, or give a digest"});
  }
  if (!violations.empty()) return InvalidFields(violations);
  work = [activations, change = std::move(change), request](
             const Stop& stop, const AnswerSink<v1::ActivatePackResponse>& answer) mutable {
    change.fingerprint = FingerprintOf(request);
    const ChangeAnswer changed = activations->Activate(change, AskedOf(request), stop);
    v1::ActivatePackResponse response;
    const grpc::Status status = Told(changed, response);
    if (!status.ok()) return status;
    for (const PackProblem& warning : changed.warnings) {
      if (static_cast<size_t>(response.warnings_size()) == kMostWarnings) break;
      PackProblemToProto(warning, *response.add_warnings());
    }
    answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status RollbackPack(const RulesEnvironment& environment, CallContext& call,
                          const v1::RollbackPackRequest& request,
                          LongWork<v1::RollbackPackResponse>& work) {
  Activations* const activations = ActivationsOf(environment);
  const grpc::Status allowed = MayChange(activations, call);
  if (!allowed.ok()) return allowed;
  std::vector<Violation> violations;
  ChangeRequest change = ReadChange(call, request, true, violations);
  change.label = CheckLabel(request.label(), violations);
  change.expected_digest = request.expected_active_digest();
  CheckDigest(change.expected_digest, "expected_active_digest", violations);
  CheckDigest(request.digest(), "digest", violations);
  if (!violations.empty()) return InvalidFields(violations);
  change.fingerprint = FingerprintOf(request);
  work = [activations, change = std::move(change), digest = request.digest()](
             const Stop& stop, const AnswerSink<v1::RollbackPackResponse>& answer) {
    v1::RollbackPackResponse response;
    const grpc::Status status = Told(activations->RollBack(change, digest, stop), response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status ApproveActivation(const RulesEnvironment& environment, CallContext& call,
                               const v1::ApproveActivationRequest& request,
                               LongWork<v1::ApproveActivationResponse>& work) {
  Activations* const activations = ActivationsOf(environment);
  const grpc::Status allowed = MayChange(activations, call);
  if (!allowed.ok()) return allowed;
  std::vector<Violation> violations;
  ChangeRequest change = ReadChange(call, request, false, violations);
  if (request.pending_id().empty()) {
    violations.push_back({"pending_id", "MISSING_FIELD",
                          "say which activation; ListActivations has those that wait"});
  }
  if (!violations.empty()) return InvalidFields(violations);
  change.fingerprint = FingerprintOf(request);
  work = [activations, change = std::move(change), id = request.pending_id()](
             const Stop& stop, const AnswerSink<v1::ApproveActivationResponse>& answer) {
    v1::ApproveActivationResponse response;
    const grpc::Status status = Told(activations->Approve(change, id, stop), response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
