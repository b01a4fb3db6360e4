// Decision logs, evaluated again by a pack -> a report. Memory is bounded whatever their size.
#ifndef BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_REPLAY_H_
#define BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_REPLAY_H_

#include <cstddef>
#include <functional>
#include <string>

#include "clients/cli/decisions/log_files.h"
#include "clients/cli/decisions/replay_report.h"
#include "clients/cli/terminal/console.h"
#include "engine/decisions/record.h"
#include "engine/decisions/replay.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

// Everything that is read from logs, and what is wrong with lines as it is met.
class LogReplay {
 public:
  // `top`: how many differences and lines that cannot be read are kept. `plan`, `report` and
  // `console` outlive it.
  LogReplay(const Plan& plan, size_t top, ReplayReport& report, Console& console)
      : replayer_(plan, Limits{}), top_(top), report_(report), console_(console) {}

  void Take(const LogLine& line);

  // Asked after each record that was evaluated, with what it was evaluated to.
  std::function<void(const decisions::Replayer& replayer)> evaluated;

 private:
  void Take(const LogLine& line, const decisions::Decision& decision);
  void NoteUnread(const LogLine& line, const std::string& reason);
  void NoteDifferent(const LogLine& line, const decisions::Decision& decision,
                     const decisions::Replayed& replayed);
  void NoteRedaction(const decisions::Decision& decision, const decisions::Replayed& replayed);
  void AddToWhatIf(const decisions::Decision& decision, const decisions::Replayed& replayed);

  decisions::Replayer replayer_;
  const size_t top_;
  ReplayReport& report_;
  Console& console_;
  std::string server_;  // the release that wrote the file at hand
  std::string file_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_REPLAY_H_
