// Tested by tests/clients/account_file_test.py.
#include "clients/cli/evaluation/record_notices.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/refusal.h"
#include "engine/accounts/violations.h"
#include "engine/base/string_bridge.h"
#include "engine/expression/time_text.h"
#include "engine/facts/local_times.h"

namespace bellwether::cli {

std::optional<TimeNotice> TimeNoticeOf(const Account& account, const Plan* plan) {
  const std::string& name = account.time_zone;
  auto zone = plan == nullptr ? std::optional<absl::TimeZone>() : plan->time_zone;
  if (!name.empty()) zone = expression::FindTimeZone(name);
  if (!zone) return std::nullopt;
  const auto doubtful = FirstDoubtfulTime(account, *zone);
  if (!doubtful) return std::nullopt;
  return TimeNotice{
      doubtful->path,
      absl::StrCat("the clocks of ", zone->name(), doubtful->skipped ? " skip " : " show twice ",
                   FormatMoment(doubtful->local), "; it is read as ",
                   FormatMoment(Moment::Instant(doubtful->read_as)),
                   "; further times of this kind are read likewise, without a warning")};
}

bool RecordNotices::Look(const RecordPlace& place, AccountAnswer& answer) {
  const DuplicateIds::Verdict verdict = ids_.Judge(place.account_id, place.line, place.index);
  if (verdict.pass_over) return false;
  if (!verdict.refusal.empty()) {
    AddViolation({"id", std::string(reason::kDuplicate), verdict.refusal}, answer);
  }
  if (!verdict.warning.empty()) Warn(place, "id", verdict.warning);
  if (answer.time_notice && !warned_of_times_) {
    warned_of_times_ = true;
    Warn(place, answer.time_notice->path, answer.time_notice->message);
  }
  return true;
}

void RecordNotices::Warn(const RecordPlace& place, std::string_view path,
                         std::string_view message) {
  EvaluateAnswer warning;
  warning.violations.push_back({std::string(path), "", absl::StrCat("warning: ", ToAbsl(message))});
  console_.Write(RefusalLines(file_, place, warning, console_.style()));
}

void RecordNotices::Finish() {
  if (const std::string summary = ids_.Summary(); !summary.empty()) console_.Say(summary);
}

}  // namespace bellwether::cli
