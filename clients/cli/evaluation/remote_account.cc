// Tested by tests/clients/remote_rules_test.py.
#include "clients/cli/evaluation/remote_account.h"

#include <utility>

#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/evaluation/unknown_columns.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

// The path below `field`; nothing for a problem of something else. Options are those of an account
// as well: a local run says them of it.
std::optional<std::string> PathBelow(std::string_view field, const std::string& path) {
  if (field.empty()) return path;
  const std::string_view text = path;
  if (text == field) return "";
  if (text == "benchmark_set" || text == "as_of") return path;
  if (!text.starts_with(field) || text[field.size()] != '.') return std::nullopt;
  return path.substr(field.size() + 1);
}

}  // namespace

bool RemoteAccount::SayRefused(std::string_view field, const std::vector<Violation>& violations,
                               Console& console) const {
  EvaluateAnswer refused;
  for (const Violation& violation : violations) {
    const auto path = PathBelow(field, violation.path);
    if (path) AddViolation({*path, violation.reason, violation.message}, refused);
  }
  if (refused.ok()) return false;
  if (has_signal_columns) NameColumns(refused.violations);
  console.Write(RefusalLines(source, place, refused, console.style()));
  return true;
}

std::optional<RemoteAccount> ReadForServer(const SingleAccount& options, Console& console,
                                           ExitCode& failure) {
  auto found = ReadSingle(options, nullptr, console, failure);
  if (!found) return std::nullopt;
  RemoteAccount told;
  wire::AccountToProto(found->record.account, told.message);
  told.source = found->source;
  told.place = {found->record.line, found->record.account.id, found->record.index};
  told.has_signal_columns = found->has_signal_columns;
  AccountAnswer answer;
  AddReaderViolations(std::move(found->record.violations), answer);
  answer.time_notice = TimeNoticeOf(found->record.account, nullptr);
  RecordNotices(told.source, Duplicates::kKeep, console).Look(told.place, answer);
  if (answer.ok()) return told;
  if (told.has_signal_columns) NameColumns(answer.violations);
  console.Write(RefusalLines(told.source, told.place, answer, console.style()));
  failure = ExitCode::kInputRefused;
  return std::nullopt;
}

}  // namespace bellwether::cli
