// Tested by tests/clients/explain_change_test.py.
#include "clients/cli/evaluation/compared_side.h"

#include <utility>

#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/evaluation/unknown_columns.h"

namespace bellwether::cli {

std::unique_ptr<ComparedSide> EvaluateSide(std::shared_ptr<const Plan> plan,
                                           const SingleAccount& options, const Moment& as_of,
                                           Console& console, ExitCode& failure) {
  auto found = ReadSingle(options, plan.get(), console, failure);
  if (!found) return nullptr;
  auto side = std::make_unique<ComparedSide>();
  side->plan = std::move(plan);
  side->account = found->record.account;
  side->options.as_of = as_of;
  side->options.report_unknown_signals = options.request.report_unknown_signals;
  side->options.benchmark_set = options.request.benchmark_set;
  AccountAnswer answer;
  if (IsLegible(found->record)) {
    answer.status = EvaluateAccount(*side->plan, side->account, side->options, Limits(),
                                    side->memory, answer.violations);
  }
  AddReaderViolations(std::move(found->record.violations), answer);
  answer.time_notice = TimeNoticeOf(side->account, side->plan.get());
  const RecordPlace place = {found->record.line, side->account.id, found->record.index};
  RecordNotices(found->source, Duplicates::kKeep, console).Look(place, answer);
  if (answer.ok()) return side;
  if (found->has_signal_columns) NameColumns(answer.violations);
  console.Write(RefusalLines(found->source, place, answer, console.style()));
  failure = ExitCode::kInputRefused;
  return nullptr;
}

}  // namespace bellwether::cli
