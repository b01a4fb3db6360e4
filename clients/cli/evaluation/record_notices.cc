// Tested by tests/clients/account_file_test.py.
#include "clients/cli/evaluation/record_notices.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/refusal.h"
#include "engine/base/string_bridge.h"
#include "engine/expression/time_text.h"
#include "engine/facts/local_times.h"

namespace bellwether::cli {

bool RecordNotices::Look(AccountRecord& record) {
  std::string warning;
  if (!ids_.Judge(record, &warning)) return false;
  if (!warning.empty()) Warn(record, "id", warning);
  if (!warned_of_times_) LookAtTimes(record);
  return true;
}

void RecordNotices::LookAtTimes(const AccountRecord& record) {
  const std::string& name = record.account.time_zone;
  auto zone = plan_ == nullptr ? std::optional<absl::TimeZone>() : plan_->time_zone;
  if (!name.empty()) zone = expression::FindTimeZone(name);
  if (!zone) return;
  const auto doubtful = FirstDoubtfulTime(record.account, *zone);
  if (!doubtful) return;
  warned_of_times_ = true;
  Warn(record, doubtful->path,
       absl::StrCat("the clocks of ", zone->name(), doubtful->skipped ? " skip " : " show twice ",
                    FormatMoment(doubtful->local), "; it is read as ",
                    FormatMoment(Moment::Instant(doubtful->read_as)),
                    "; further times of this kind are read likewise, without a warning"));
}

void RecordNotices::Warn(const AccountRecord& record, std::string_view path,
                         std::string_view message) {
  EvaluateAnswer warning;
  warning.violations.push_back({std::string(path), "", absl::StrCat("warning: ", ToAbsl(message))});
  console_.Write(RefusalLines(file_, {record.line, record.account.id}, warning, console_.style()));
}

void RecordNotices::Finish() {
  if (const std::string summary = ids_.Summary(); !summary.empty()) console_.Say(summary);
}

}  // namespace bellwether::cli
