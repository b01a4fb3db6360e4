// A grpc::Status carries details as a serialised google.rpc.Status that repeats code and message.
//
// Tested by tests/server/status_map_test.cc.
#include "server/rpc/status_map.h"

#include <algorithm>
#include <array>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "google/rpc/error_details.pb.h"
#include "server/access/access_file.h"
#include "server/access/token_refusal.h"

namespace bellwether {
namespace {

constexpr char kDomain[] = "bellwether";
// Leaves room for the message, which travels twice, and for the encoding of the trailers.
constexpr size_t kMaxDetailBytes = 4'500;
// Input inside a message is cut already; this bounds the sentence around it.
constexpr size_t kMaxMessageBytes = 500;
constexpr int kRetrySeconds = 1;

std::string Cut(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return absl::StrCat(ToAbsl(text.substr(0, most)), "…");
}

template <typename... Details>
grpc::Status WithDetails(grpc::StatusCode code, const std::string& message,
                         const Details&... details) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(code));
  status.set_message(message);
  (status.add_details()->PackFrom(details), ...);
  return grpc::Status(code, message, status.SerializeAsString());
}

// The engine knows the account; the caller knows its request.
std::string FieldOf(const std::string& path) {
  const auto begins = [&path](std::string_view prefix) {
    return std::string_view(path).substr(0, prefix.size()) == prefix;
  };
  if (path == "as_of" || path == "benchmark_set") return "options." + path;
  if (begins("options.") || path == "model" || path == "account") return path;
  // Of a request with columns.
  if (path == "accounts" || begins("accounts.") || begins("outcomes[")) return path;
  return path.empty() ? "account" : "account." + path;
}

// A path as the request has it.
using FieldName = std::string (*)(const std::string& path);
std::string AsItIs(const std::string& path) { return path; }

google::rpc::BadRequest ListProblems(const std::vector<Violation>& violations,
                                     FieldName field = FieldOf) {
  google::rpc::BadRequest details;
  size_t bytes = 0;
  for (const Violation& violation : violations) {
    google::rpc::BadRequest::FieldViolation problem;
    problem.set_field(field(violation.path));
    problem.set_reason(violation.reason);
    problem.set_description(Cut(violation.message, kMaxMessageBytes));
    bytes += problem.ByteSizeLong() + 4;
    if (bytes > kMaxDetailBytes) break;
    *details.add_field_violations() = std::move(problem);
  }
  const size_t listed = static_cast<size_t>(details.field_violations_size());
  if (listed < violations.size()) {
    google::rpc::BadRequest::FieldViolation* rest = details.add_field_violations();
    rest->set_field(field == AsItIs ? "" : "account");
    rest->set_reason("MORE_PROBLEMS");
    rest->set_description(absl::StrCat(violations.size() - listed,
                                       " more problems do not fit here; mend these first"));
  }
  return details;
}

struct LimitName {
  std::string_view name;
  uint32_t Limits::*value;
};
constexpr std::array<LimitName, 4> kAccountLimits = {{
    {"max_account_signals", &Limits::max_account_signals},
    {"max_account_milestones", &Limits::max_account_milestones},
    {"max_series_points", &Limits::max_series_points},
    {"max_text_bytes", &Limits::max_text_bytes},
}};

google::rpc::ErrorInfo DescribeLimit(std::string_view name, uint64_t value) {
  google::rpc::ErrorInfo info;
  info.set_reason("LIMIT_EXCEEDED");
  info.set_domain(kDomain);
  (*info.mutable_metadata())["limit"] = std::string(name);
  (*info.mutable_metadata())["value"] = std::to_string(value);
  return info;
}

// The limit that a message names in parentheses: "at most 200 ... (max_account_milestones)".
google::rpc::ErrorInfo DescribeLimitOf(const Violation& violation, const Limits& limits) {
  for (const LimitName& limit : kAccountLimits) {
    if (violation.message.find(absl::StrCat("(", ToAbsl(limit.name), ")")) != std::string::npos) {
      return DescribeLimit(limit.name, limits.*limit.value);
    }
  }
  return DescribeLimit("", 0);
}

std::string Summary(const std::vector<Violation>& violations, FieldName field = FieldOf) {
  const Violation& first = violations.front();
  std::string sentence =
      Cut(absl::StrCat(field(first.path), ": ", first.message), kMaxMessageBytes);
  if (violations.size() == 1) return sentence;
  return absl::StrCat(violations.size(), " problems with the request; the first: ", sentence);
}

google::rpc::RetryInfo RetrySoon() {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(kRetrySeconds);
  return retry;
}

std::string NewErrorId() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  return absl::StrFormat("%016x", random());
}

}  // namespace

grpc::Status InvalidRequest(const std::vector<Violation>& violations, const Limits& limits) {
  const auto too_large =
      std::find_if(violations.begin(), violations.end(),
                   [](const Violation& violation) { return violation.reason == "TOO_LARGE"; });
  if (too_large == violations.end()) {
    return WithDetails(grpc::StatusCode::INVALID_ARGUMENT, Summary(violations),
                       ListProblems(violations));
  }
  return WithDetails(grpc::StatusCode::RESOURCE_EXHAUSTED, Summary(violations),
                     DescribeLimitOf(*too_large, limits), ListProblems(violations));
}

grpc::Status InvalidFields(const std::vector<Violation>& violations) {
  return WithDetails(grpc::StatusCode::INVALID_ARGUMENT, Summary(violations, AsItIs),
                     ListProblems(violations, AsItIs));
}

namespace {

grpc::Status Missing(const std::vector<Violation>& violations, FieldName field) {
  google::rpc::PreconditionFailure details;
  for (const Violation& violation : violations) {
    google::rpc::PreconditionFailure::Violation problem;
    problem.set_type(violation.reason);
    problem.set_subject(field(violation.path));
    problem.set_description(Cut(violation.message, kMaxMessageBytes));
    if (details.ByteSizeLong() + problem.ByteSizeLong() > kMaxDetailBytes) break;
    *details.add_violations() = std::move(problem);
  }
  return WithDetails(grpc::StatusCode::FAILED_PRECONDITION, Summary(violations, field), details);
}

}  // namespace

grpc::Status MissingRequired(const std::vector<Violation>& violations) {
  return Missing(violations, FieldOf);
}

grpc::Status MissingFields(const std::vector<Violation>& violations) {
  return Missing(violations, AsItIs);
}

grpc::Status UnknownPack(std::string_view asked, std::string_view available) {
  google::rpc::ErrorInfo info;
  info.set_reason("UNKNOWN_PACK");
  info.set_domain(kDomain);
  (*info.mutable_metadata())["available"] = std::string(available);
  return WithDetails(grpc::StatusCode::NOT_FOUND,
                     absl::StrCat("no pack has the digest or label ", Quoted(asked),
                                  "; available: ", ToAbsl(available),
                                  " (leave it out for the active pack, or give 8 digits or more)"),
                     info);
}

grpc::Status UnknownBook(std::string_view asked, const std::vector<std::string>& available) {
  const std::string names = Cut(absl::StrJoin(available, ", "), kMaxMessageBytes);
  google::rpc::ErrorInfo info;
  info.set_reason("UNKNOWN_BOOK");
  info.set_domain(kDomain);
  (*info.mutable_metadata())["available"] = names;
  const std::string close = DidYouMean(asked, available);
  return WithDetails(
      grpc::StatusCode::NOT_FOUND,
      absl::StrCat("there is no book ", Quoted(asked), "; ",
                   available.empty() ? "none is in memory: load one with LoadBook, or start the "
                                       "server with --book NAME=FOLDER"
                   : close.empty()   ? absl::StrCat("available: ", names)
                                     : absl::StrCat(close, " available: ", names)),
      info);
}

grpc::Status BookIsNotYours(std::string_view book, std::string_view reason,
                            std::string_view message) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kDomain);
  (*info.mutable_metadata())["book"] = Cut(book, kMaxMessageBytes);
  return WithDetails(grpc::StatusCode::FAILED_PRECONDITION, std::string(message), info);
}

grpc::Status ErrorWithInfo(grpc::StatusCode code, std::string_view reason, std::string_view message,
                           std::string_view name, std::string_view value) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kDomain);
  if (!name.empty()) {
    (*info.mutable_metadata())[std::string(name)] = Cut(value, kMaxDetailBytes / 2);
  }
  return WithDetails(code, Cut(message, 2 * kMaxMessageBytes), info);
}

grpc::Status UnknownAccount(std::string_view account) {
  return {grpc::StatusCode::NOT_FOUND,
          absl::StrCat("nothing is known of an account ", Quoted(account),
                       " at that moment; put records of it first, or ask about a later one")};
}

grpc::Status StoreFailed(Logger& log, const absl::Status& status) {
  if (!absl::IsAlreadyExists(status)) {
    log.Warning("store failed", {{"reason", ToStd(status.message())}});
  }
  return StoreFailure(status);
}

grpc::Status StoreFailure(const absl::Status& status) {
  if (absl::IsAlreadyExists(status)) {
    return {grpc::StatusCode::ALREADY_EXISTS, std::string(status.message())};
  }
  if (absl::IsResourceExhausted(status)) {
    return {grpc::StatusCode::RESOURCE_EXHAUSTED,
            "the store has no room left; nothing was changed, and its operator must make room"};
  }
  if (absl::IsDataLoss(status)) {
    return {grpc::StatusCode::DATA_LOSS,
            "something in the store cannot be read; the server's log says what"};
  }
  return WithDetails(grpc::StatusCode::UNAVAILABLE,
                     "the store cannot be reached or is too busy; nothing was changed, try again",
                     RetrySoon());
}

grpc::Status NoPackYet() {
  return WithDetails(grpc::StatusCode::UNAVAILABLE,
                     "no rule pack is published yet; try again in a moment", RetrySoon());
}

namespace {

google::rpc::ErrorInfo DescribeReason(std::string_view reason) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kDomain);
  return info;
}

}  // namespace

grpc::Status RoleMissing(std::string_view method, Role needed, const Caller& caller) {
  google::rpc::ErrorInfo info = DescribeReason("ROLE_MISSING");
  (*info.mutable_metadata())["needed"] = std::string(NameOf(needed));
  (*info.mutable_metadata())["has"] = DescribeRoles(caller.roles);
  return WithDetails(grpc::StatusCode::PERMISSION_DENIED,
                     absl::StrCat(ToAbsl(method), " needs the role ", ToAbsl(NameOf(needed)), "; ",
                                  Quoted(caller.name), " has ", DescribeRoles(caller.roles)),
                     info);
}

grpc::Status PackOfOthers(const Caller& caller) {
  return WithDetails(grpc::StatusCode::PERMISSION_DENIED,
                     absl::StrCat("callers of the tenant ", Quoted(caller.tenant),
                                  " are answered by its own pack alone; name none, or that one"),
                     DescribeReason("PACK_OF_OTHERS"));
}

grpc::Status TenantHasNoPack(const Caller& caller) {
  return WithDetails(grpc::StatusCode::UNAVAILABLE,
                     absl::StrCat("the pack of the tenant ", Quoted(caller.tenant),
                                  " is not loaded here; ask whoever runs the server"),
                     DescribeReason("TENANT_WITHOUT_PACK"));
}

grpc::Status NotIdentified(const absl::Status& why) {
  const std::string reason = TokenReasonOf(why).value_or(absl::StatusCodeToString(why.code()));
  return WithDetails(static_cast<grpc::StatusCode>(why.code()), std::string(why.message()),
                     DescribeReason(reason));
}

grpc::Status CallerChanged() {
  return WithDetails(grpc::StatusCode::UNAVAILABLE,
                     "who asks, or for which tenant, changed while the stream was open; begin it "
                     "anew",
                     DescribeReason("CALLER_CHANGED"), RetrySoon());
}

grpc::Status BookNotMade(std::string_view book, std::string_view problem) {
  return WithDetails(
      grpc::StatusCode::UNAVAILABLE,
      problem.empty()
          ? absl::StrCat(Cut(book, kMaxMessageBytes),
                         " is being made of the store; try again in a moment")
          : absl::StrCat(Cut(book, kMaxMessageBytes),
                         " could not be made of the store: ", Cut(problem, kMaxMessageBytes)),
      DescribeReason("BOOK_NOT_MADE"), RetrySoon());
}

grpc::Status LimitExceeded(std::string_view limit, uint64_t value, std::string_view message) {
  return WithDetails(grpc::StatusCode::RESOURCE_EXHAUSTED, std::string(message),
                     DescribeLimit(limit, value));
}

grpc::Status NoMessage() { return {grpc::StatusCode::INTERNAL, "Unable to parse request"}; }

grpc::Status TooManyCalls(uint32_t most) {
  return LimitExceeded("max_calls_in_flight", most,
                       "too many calls in flight; call less at once, or try again later");
}

// Made once: it is said most where there is least time.
grpc::Status TooLongALine() {
  static const auto* const status = new grpc::Status(WithDetails(
      grpc::StatusCode::RESOURCE_EXHAUSTED,
      "the server has more calls than it can answer: this one would have waited for more than half "
      "of its time; call less often, try again later, or allow more time",
      RetrySoon()));
  return *status;
}

grpc::Status TooManyWaiting(std::string_view limit, uint32_t most) {
  return LimitExceeded(limit, most,
                       "too many calls wait for a thread; call less at once, or try again later");
}

grpc::Status CallerLeft() {
  return {grpc::StatusCode::CANCELLED, "the caller left before the answer was sent"};
}

grpc::Status ResponseTooLarge(uint64_t most) {
  return LimitExceeded("max_response_bytes", most,
                       absl::StrCat("the answer is larger than ", most,
                                    " bytes (max_response_bytes); ask for less explanation, or for "
                                    "fewer accounts at once"));
}

grpc::Status DeadlinePassed() {
  return {grpc::StatusCode::DEADLINE_EXCEEDED,
          "the deadline passed before the call was evaluated; allow more time, or call less often"};
}

grpc::Status DeadlinePassed(size_t evaluated, size_t accounts) {
  return {grpc::StatusCode::DEADLINE_EXCEEDED,
          absl::StrCat("the deadline passed when ", evaluated, " of ", accounts,
                       " accounts were evaluated; allow more time, or send fewer at once")};
}

grpc::Status Draining() {
  return WithDetails(grpc::StatusCode::UNAVAILABLE,
                     "the server stops; send accounts that have no answer yet to another one",
                     RetrySoon());
}

grpc::Status InternalError(Logger& log, std::string_view method, std::string_view reason,
                           const CallOrigin& origin) {
  const std::string id = NewErrorId();
  std::vector<LogField> fields = {{"id", id}, {"method", method}, {"reason", reason}};
  AddIds(origin, fields);
  log.Write(LogLevel::kError, "internal error", fields);
  google::rpc::ErrorInfo info;
  info.set_reason("INTERNAL");
  info.set_domain(kDomain);
  (*info.mutable_metadata())["id"] = id;
  return WithDetails(grpc::StatusCode::INTERNAL,
                     absl::StrCat("internal error ", id, "; please report it with this id"), info);
}

void ErrorToProto(const grpc::Status& error, google::rpc::Status& message) {
  // Details are the whole message, serialised; errors without details have none.
  if (!error.error_details().empty() && message.ParseFromString(error.error_details())) return;
  message.Clear();
  message.set_code(static_cast<int>(error.error_code()));
  message.set_message(error.error_message());
}

std::string_view StatusCodeName(grpc::StatusCode code) {
  static constexpr std::array<std::string_view, 17> kNames = {"OK",
                                                              "CANCELLED",
                                                              "UNKNOWN",
                                                              "INVALID_ARGUMENT",
                                                              "DEADLINE_EXCEEDED",
                                                              "NOT_FOUND",
                                                              "ALREADY_EXISTS",
                                                              "PERMISSION_DENIED",
                                                              "RESOURCE_EXHAUSTED",
                                                              "FAILED_PRECONDITION",
                                                              "ABORTED",
                                                              "OUT_OF_RANGE",
                                                              "UNIMPLEMENTED",
                                                              "INTERNAL",
                                                              "UNAVAILABLE",
                                                              "DATA_LOSS",
                                                              "UNAUTHENTICATED"};
  const auto index = static_cast<size_t>(code);
  return index < kNames.size() ? kNames[index] : "UNKNOWN";
}

}  // namespace bellwether
