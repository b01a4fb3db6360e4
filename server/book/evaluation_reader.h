// Reads evaluations out of the store for whoever watches them, as the messages that they are told
// in: so that no thread that polls waits for a database, or makes them.
//
//   EvaluationReader reader(store, continuous.feed(), log);
//   reader.Start();
//   auto reading = reader.Open("tenant", cursor);      // any thread
//   reading->Take()     // what was read since; nothing: wait
//   reader.feed()       // tells that there may be something to take
//   reader.Stop();
//
// Each reading has one batch ready, and the next one is read when that was taken: so whoever is
// slow costs one batch. Evaluations of this server are read when they are stored. Those of other
// servers that share the database tell nobody: for each reading the store is asked once a second.
//
// One thread, "evaluation-read"; everything else may be called by any. The reader outlives
// readings.
#ifndef BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
#define BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bellwether/v1/evaluations.pb.h"
#include "server/base/mutex.h"
#include "server/packs/pack_feed.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class EvaluationReader final : private PackFeed::Listener {
 public:
  // What one client reads.
  class Reading {
   public:
    struct Batch {
      std::vector<v1::StoredEvaluation> evaluations;  // none: where it begins
      int64_t cursor = 0;                             // from here on
    };
    // What is ready; each batch is given once.
    std::optional<Batch> Take();

   private:
    friend class EvaluationReader;
    Reading(EvaluationReader& reader, std::string tenant, std::optional<int64_t> cursor)
        : reader_(&reader), tenant_(std::move(tenant)), cursor_(cursor) {}

    EvaluationReader* const reader_;
    const std::string tenant_;
    Mutex mutex_;
    std::optional<int64_t> cursor_ ABSL_GUARDED_BY(mutex_);  // nothing: the end, as it is found
    std::optional<Batch> ready_ ABSL_GUARDED_BY(mutex_);
  };

  // `stored` tells of evaluations that this server stored. All of it outlives the reader.
  EvaluationReader(store::Store& store, PackFeed& stored, Logger& log)
      : store_(store), stored_(stored), log_(log) {}
  ~EvaluationReader() override { Stop(); }

  void Start();
  void Stop();

  // Before Stop. Without a cursor it begins with what is stored from now on. It is read for as long
  // as somebody holds it.
  std::shared_ptr<Reading> Open(std::string tenant, std::optional<int64_t> cursor);
  PackFeed& feed() { return feed_; }

 private:
  void OnChange() override { Wake(); }
  void Wake();
  void Run();
  // Whether something can be taken now that could not before.
  bool ReadFor(Reading& reading);
  void AddMessages(const std::vector<store::StoredEvaluation>& found, Reading::Batch& batch);

  store::Store& store_;
  PackFeed& stored_;
  Logger& log_;
  PackFeed feed_;
  Mutex mutex_;
  ConditionVariable woken_;
  std::vector<std::weak_ptr<Reading>> readings_ ABSL_GUARDED_BY(mutex_);
  bool awake_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
