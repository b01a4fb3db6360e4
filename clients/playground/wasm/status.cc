// absl::Status without its payloads, which bring half of abseil and are used nowhere here: a status
// is a code. What is wrong with an account is told by violations.
#include "absl/status/status.h"

namespace absl {
ABSL_NAMESPACE_BEGIN

Status::Status(StatusCode code, string_view) : rep_(CodeToInlinedRep(code)) {}
void Status::UnrefNonInlined(uintptr_t) {}  // of a message or payload, and there is none

int Status::raw_code() const { return static_cast<int>(InlinedRepToCode(rep_)); }
StatusCode Status::code() const { return InlinedRepToCode(rep_); }

bool IsFailedPrecondition(const Status& status) {
  return status.code() == StatusCode::kFailedPrecondition;
}

Status InvalidArgumentError(string_view message) {
  return Status(StatusCode::kInvalidArgument, message);
}
Status FailedPreconditionError(string_view message) {
  return Status(StatusCode::kFailedPrecondition, message);
}
Status NotFoundError(string_view message) { return Status(StatusCode::kNotFound, message); }

ABSL_NAMESPACE_END
}  // namespace absl
