// Reads what is numbered in order out of the store for whoever watches it, as the messages that it
// is told in: so that no thread that polls waits for a database, or makes them.
//
//   EvaluationReader reader(EvaluationSource(store), continuous.feed(), log);
//   reader.Start();
//   auto reading = reader.Open("tenant", cursor);      // any thread
//   reading->Take()                    // what was read since; nothing: wait
//   reader.feed()                      // tells that there may be something to take
//   reader.Stop();
//
// Each reading has one batch ready, and the next one is read when that was taken: so whoever is
// slow costs one batch. What this server stored is read when it is stored. Other servers that share
// the database tell nobody: for each reading the store is asked once a second.
//
// One thread, named by the source; everything else may be called by any. The reader outlives
// readings.
#ifndef BELLWETHER_SERVER_BOOK_STORE_READER_H_
#define BELLWETHER_SERVER_BOOK_STORE_READER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/background_thread.h"
#include "server/base/mutex.h"
#include "server/packs/pack_feed.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// `Row` is what the store has, with a `sequence` and a `body`.
template <typename Row, typename Message>
class StoreReader final : private PackFeed::Listener {
 public:
  // Where it reads. What asks the store blocks; the reader's thread alone calls them.
  struct Source {
    const char* name;  // of the thread
    // The last sequence that was given.
    std::function<absl::StatusOr<int64_t>()> last;
    // At most `most` of the tenant, in order, after that sequence.
    std::function<absl::StatusOr<std::vector<Row>>(const std::string& tenant, int64_t sequence,
                                                   uint32_t most)>
        after;
    // Into an empty message.
    absl::Status (*tell)(const Row& row, Message& message);
  };

  // What one client reads.
  class Reading {
   public:
    struct Batch {
      std::vector<Message> messages;  // none: where it begins
      int64_t cursor = 0;             // from here on
    };
    // What is ready; each batch is given once.
    std::optional<Batch> Take() {
      std::optional<Batch> taken;
      {
        MutexLock lock(mutex_);
        taken.swap(ready_);
      }
      if (taken) reader_->Wake();
      return taken;
    }

   private:
    friend class StoreReader;
    Reading(StoreReader& reader, std::string tenant, std::optional<int64_t> cursor)
        : reader_(&reader), tenant_(std::move(tenant)), cursor_(cursor) {}

    StoreReader* const reader_;
    const std::string tenant_;
    Mutex mutex_;
    std::optional<int64_t> cursor_ ABSL_GUARDED_BY(mutex_);  // nothing: the end, as it is found
    std::optional<Batch> ready_ ABSL_GUARDED_BY(mutex_);
  };

  // `stored` tells of what this server stored. It and `log` outlive the reader.
  StoreReader(Source source, PackFeed& stored, Logger& log)
      : source_(std::move(source)), stored_(stored), log_(log) {}
  ~StoreReader() override { Stop(); }

  void Start() {
    stored_.Add(*this);
    thread_ = StartBackgroundThread(source_.name, [this] { Run(); });
  }

  void Stop() {
    stored_.Remove(*this);
    {
      MutexLock lock(mutex_);
      stopping_ = true;
    }
    woken_.NotifyAll();
    if (thread_.joinable()) thread_.join();
    feed_.Close();
  }

  // Before Stop. Without a cursor it begins with what is stored from now on. It is read for as long
  // as somebody holds it.
  std::shared_ptr<Reading> Open(std::string tenant, std::optional<int64_t> cursor) {
    std::shared_ptr<Reading> reading(new Reading(*this, std::move(tenant), cursor));
    {
      MutexLock lock(mutex_);
      readings_.push_back(reading);
    }
    Wake();
    return reading;
  }

  PackFeed& feed() { return feed_; }

 private:
  // Of a message; one is always told.
  static constexpr uint32_t kAtOnce = 100;
  static constexpr size_t kMostBytes = size_t{256} << 10;  // of what is kept of these
  // How often is looked for what other servers stored, while somebody watches.
  static constexpr std::chrono::milliseconds kOthers{1'000};

  void OnChange() override { Wake(); }

  // What a message has no room for is read when this one was taken.
  void AddMessages(const std::vector<Row>& found, typename Reading::Batch& batch) {
    size_t bytes = 0;
    for (const Row& one : found) {
      bytes += one.body.size();
      if (bytes > kMostBytes && !batch.messages.empty()) return;
      batch.cursor = one.sequence;
      Message message;
      const absl::Status told = source_.tell(one, message);
      if (told.ok()) {
        batch.messages.push_back(std::move(message));
      } else {
        log_.Warning("what is watched cannot be told",
                     {{"thread", source_.name}, {"because", std::string(told.message())}});
      }
    }
  }

  void Wake() {
    {
      MutexLock lock(mutex_);
      awake_ = true;
    }
    woken_.NotifyAll();
  }

  void Run() {
    while (true) {
      std::vector<std::shared_ptr<Reading>> readings;
      {
        MutexLock lock(mutex_);
        if (stopping_) return;
        awake_ = false;
        std::erase_if(readings_, [](const auto& one) { return one.expired(); });
        for (const auto& one : readings_) {
          if (auto reading = one.lock()) readings.push_back(std::move(reading));
        }
      }
      bool found = false;
      for (const auto& reading : readings) found = ReadFor(*reading) || found;
      readings.clear();
      if (found) feed_.Changed();
      MutexLock lock(mutex_);
      // Nobody watches: it is woken by whoever begins.
      if (readings_.empty()) {
        while (!awake_ && !stopping_) woken_.WaitFor(mutex_, std::chrono::minutes(10));
      } else if (!awake_ && !stopping_) {
        woken_.WaitFor(mutex_, kOthers);
      }
    }
  }

  // Whether something can be taken now that could not before.
  bool ReadFor(Reading& reading) {
    std::optional<int64_t> cursor;
    {
      MutexLock lock(reading.mutex_);
      if (reading.ready_) return false;
      cursor = reading.cursor_;
    }
    typename Reading::Batch batch;
    if (!cursor) {
      const auto last = source_.last();
      if (!last.ok()) return false;  // it is tried again within a second
      batch.cursor = *last;
    } else {
      const auto found = source_.after(reading.tenant_, *cursor, kAtOnce);
      if (!found.ok()) {
        log_.Warning(
            "what is watched cannot be read",
            {{"thread", source_.name}, {"because", std::string(found.status().message())}});
        return false;
      }
      if (found->empty()) return false;
      AddMessages(*found, batch);
    }
    MutexLock lock(reading.mutex_);
    reading.cursor_ = batch.cursor;
    reading.ready_ = std::move(batch);
    return true;
  }

  const Source source_;
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

#endif  // BELLWETHER_SERVER_BOOK_STORE_READER_H_
