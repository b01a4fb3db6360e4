// Every evaluation that was answered, as a line of JSON in a folder (docs/decision-log.md).
//
//   DecisionLog log({...}, redaction, logger);
//   if (absl::Status opened = log.Open(); !opened.ok()) ...
//   log.Answered(answered);       // any thread: a copy of the account, no file, no waiting
//   log.Stop();                   // what waits is written
//
// One thread redacts and writes. What waits for it is bounded by number and by bytes; what finds no
// room, or cannot be written because a disk is full, is counted, told in the server's log once in a
// while, and told in the decision log itself as soon as something can be written again.
#ifndef BELLWETHER_SERVER_DECISIONS_DECISION_LOG_H_
#define BELLWETHER_SERVER_DECISIONS_DECISION_LOG_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "engine/decisions/outcome.h"
#include "engine/decisions/record.h"
#include "engine/decisions/redaction.h"
#include "server/base/mutex.h"
#include "server/base/share_sample.h"
#include "server/decisions/log_folder.h"
#include "server/packs/per_pack.h"
#include "server/rpc/evaluation_observer.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct DecisionLogSettings {
  LogFolderSettings folder;
  double share = 1;        // 0 to 1, of evaluations of calls about one account
  double large_share = 1;  // likewise, of calls about many
  uint32_t most_waiting = 8'192;
  uint64_t most_waiting_bytes = 64u << 20;
  std::string server_version;
};

// Since the start.
struct DecisionLogCounts {
  uint64_t written = 0;            // evaluations
  uint64_t dropped_full = 0;       // for want of room in the queue
  uint64_t dropped_unwritten = 0;  // the disk was full, for instance
  uint64_t dropped_long = 0;       // longer than a line may be
  uint64_t waiting = 0;
  uint64_t waiting_bytes = 0;
  uint64_t bytes = 0;  // of lines, before compression
  uint64_t files_deleted = 0;
};

class DecisionLog final : public EvaluationObserver {
 public:
  // `log` outlives it.
  DecisionLog(DecisionLogSettings settings, decisions::Redaction redaction, Logger& log);
  ~DecisionLog() override;

  // Before the first call is answered. Fails with a sentence that says what to do.
  absl::Status Open();
  void Answered(const AnsweredEvaluation& answered) override;
  DecisionLogCounts Counts() const;
  // Writes what waits, and closes the file. Once, after the last call.
  void Stop();

 private:
  using PackPaths = PerPack<decisions::LoggedPaths>;
  struct Waiting {
    decisions::Decision decision;
    PackPaths::MadePointer pack;
    uint64_t bytes = 0;
  };
  using WaitingPointer = std::unique_ptr<Waiting>;

  bool HasRoom() const;
  void Run();
  std::vector<WaitingPointer> Take(bool& stopping);
  void WriteAll(std::vector<WaitingPointer> batch);
  void TellOfDrops(absl::Time now, bool at_once);
  bool TellOf(const char* reason, uint64_t all, uint64_t& told, absl::Time now);
  bool Append(const std::string& lines, absl::Time now);
  void SayWhatWasLost(absl::Time now, bool at_once);

  const DecisionLogSettings settings_;
  const decisions::Redaction redaction_;
  Logger& log_;
  ShareSample one_, many_;
  std::atomic<uint64_t> written_{0}, dropped_full_{0}, dropped_unwritten_{0}, dropped_long_{0};
  std::atomic<uint64_t> waiting_count_{0}, waiting_bytes_{0}, bytes_{0}, files_deleted_{0};

  Mutex mutex_;
  ConditionVariable changed_;
  std::deque<WaitingPointer> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;

  PackPaths packs_;  // what is logged of the outcomes of each

  // Of the writer.
  LogFolder folder_;
  uint64_t told_full_ = 0, told_unwritten_ = 0, told_long_ = 0;  // in lines of the decision log
  uint64_t said_ = 0;                                            // in the server's log
  absl::Time told_at_ = absl::InfinitePast();
  absl::Time said_at_ = absl::InfinitePast();
  absl::Time retry_at_ = absl::InfinitePast();
  std::string failure_;
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DECISIONS_DECISION_LOG_H_
