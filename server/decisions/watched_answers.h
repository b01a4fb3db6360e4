// What watches the answers of a server: the decision log and the drift of its accounts, as the
// options ask for.
//
//   WatchedAnswers watched(options, log);
//   if (!watched.Read(plan, report)) ...   // a file is wrong: the report says what
//   if (!watched.Start(report)) ...        // the folder cannot be written into
//   MakeScoringHandlers({..., watched.observer()});
//   watched.Stop();                        // after the last call
//
// Read, Start and Stop are called by one thread.
#ifndef BELLWETHER_SERVER_DECISIONS_WATCHED_ANSWERS_H_
#define BELLWETHER_SERVER_DECISIONS_WATCHED_ANSWERS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/decisions/redaction.h"
#include "engine/drift/baseline.h"
#include "engine/plan/plan.h"
#include "server/decisions/decision_log.h"
#include "server/drift/drift_monitor.h"
#include "server/rpc/evaluation_observer.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class WatchedAnswers {
 public:
  // Both outlive it.
  WatchedAnswers(const ServerOptions& options, Logger& log) : options_(options), log_(log) {}

  // Reads the files that the options name. All that is wrong with them is added to `report`.
  // `plan`: the active pack's, which names of signals are held against.
  bool Read(const Plan& plan, std::string& report);
  bool Start(std::string& report);
  // Null: nothing watches.
  EvaluationObserver* observer();
  // Null: there is none. Both may be asked by any thread.
  const DecisionLog* decision_log() const { return decisions_.get(); }
  const DriftMonitor* drift() const { return drift_.get(); }
  void Stop();

 private:
  class Both;

  bool ReadRedaction(const Plan& plan, std::string& report);
  bool ReadBaseline(const Plan& plan, std::string& report);

  const ServerOptions& options_;
  Logger& log_;
  decisions::Redaction redaction_;
  std::optional<drift::Baseline> baseline_;
  std::unique_ptr<DecisionLog> decisions_;
  std::unique_ptr<DriftMonitor> drift_;
  std::unique_ptr<EvaluationObserver> both_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DECISIONS_WATCHED_ANSWERS_H_
