// What a person should know about a record before it is evaluated, though nothing is wrong with it
// alone: an id that stands twice in the file, a local time that the clocks skipped or showed twice.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_

#include <string>

#include "clients/cli/input/duplicate_ids.h"
#include "clients/cli/terminal/console.h"
#include "engine/accounts/accounts.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

class RecordNotices {
 public:
  // `plan`: for the zone of accounts that name none; null when the rules are on a server, which
  // then is not known here. `console` and `plan` must outlive this.
  RecordNotices(std::string file, Duplicates duplicates, const Plan* plan, Console& console)
      : file_(std::move(file)), ids_(duplicates), plan_(plan), console_(console) {}

  DuplicateIds& ids() { return ids_; }

  // False: the record is to be passed over. Warns on stderr, about local times once.
  bool Look(AccountRecord& record);
  // After the last one.
  void Finish();

 private:
  void LookAtTimes(const AccountRecord& record);
  void Warn(const AccountRecord& record, std::string_view path, std::string_view message);

  const std::string file_;
  DuplicateIds ids_;
  const Plan* const plan_;
  Console& console_;
  bool warned_of_times_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_RECORD_NOTICES_H_
