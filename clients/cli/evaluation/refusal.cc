// Tested by tests/clients/refusal_test.cc.
#include "clients/cli/evaluation/refusal.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostOfAnId = 60;

std::string Where(const std::string& file, uint32_t line, std::string_view id) {
  std::string where = file;
  if (line > 0) absl::StrAppend(&where, ":", line);
  absl::StrAppend(&where, ": ");
  if (!id.empty()) absl::StrAppend(&where, Clip(Printable(id), kMostOfAnId), ": ");
  return where;
}

std::string CodeWords(const absl::Status& status) {
  return absl::StrCat(" [", absl::StatusCodeToString(status.code()), "]");
}

}  // namespace

std::string ViolationLines(const std::string& file, uint32_t line, std::string_view id,
                           const std::vector<Violation>& violations, const Style& style) {
  const std::string where = style.Paint(Tone::kStrong, Where(file, line, id));
  std::string lines;
  for (const Violation& violation : violations) {
    absl::StrAppend(&lines, where);
    if (!violation.path.empty()) absl::StrAppend(&lines, Printable(violation.path), ": ");
    absl::StrAppend(&lines, Printable(violation.message));
    if (!violation.reason.empty()) {
      absl::StrAppend(
          &lines, style.Paint(Tone::kQuiet, absl::StrCat(" [", Printable(violation.reason), "]")));
    }
    absl::StrAppend(&lines, "\n");
  }
  return lines;
}

std::string RefusalLines(const std::string& file, const RecordPlace& place,
                         const EvaluateAnswer& answer, const Style& style) {
  if (!answer.violations.empty()) {
    return ViolationLines(file, place.line, place.account_id, answer.violations, style);
  }
  return absl::StrCat(style.Paint(Tone::kStrong, Where(file, place.line, place.account_id)),
                      Printable(ToStd(answer.status.message())),
                      style.Paint(Tone::kQuiet, CodeWords(answer.status)), "\n");
}

Outcome OutcomeOf(const EvaluateAnswer& answer) {
  if (!answer.violations.empty()) return Outcome::kRefused;
  switch (answer.status.code()) {
    case absl::StatusCode::kOk:
      return Outcome::kAnswered;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return Outcome::kRefused;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kDataLoss:
      return Outcome::kLost;
    default:
      return Outcome::kFailed;
  }
}

}  // namespace bellwether::cli
