// What a person should know about a record besides its answer, though nothing is wrong with it
// alone: an id that stands twice in the file, a local time that the clocks skipped or showed twice.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_

#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/input/duplicate_ids.h"
#include "clients/cli/terminal/console.h"
#include "engine/accounts/accounts.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

// `plan`: for the zone of accounts that name none; null when the rules are on a server, which then
// is not known here.
std::optional<TimeNotice> TimeNoticeOf(const Account& account, const Plan* plan);

class RecordNotices {
 public:
  // `console` must outlive this.
  RecordNotices(std::string file, Duplicates duplicates, Console& console)
      : file_(std::move(file)), ids_(duplicates), console_(console) {}

  DuplicateIds& ids() { return ids_; }

  // Of every answer, in the order of the file. False: the account is to be passed over. Refuses it
  // where its id asks for that. Warns on stderr, about local times once.
  bool Look(const RecordPlace& place, AccountAnswer& answer);
  // After the last one.
  void Finish();

 private:
  void Warn(const RecordPlace& place, std::string_view path, std::string_view message);

  const std::string file_;
  DuplicateIds ids_;
  Console& console_;
  bool warned_of_times_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_
