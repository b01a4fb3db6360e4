// Reads what is numbered in order out of the store for whoever watches it, so that no thread that
// polls waits for a database.
//
//   StoreReader<store::StoredEvaluation> reader("evaluation-read", source, continuous.feed(), log);
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
// One thread of that name; everything else may be called by any. The reader outlives readings.
#ifndef BELLWETHER_SERVER_BOOK_STORE_READER_H_
#define BELLWETHER_SERVER_BOOK_STORE_READER_H_

#include <algorithm>
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

#include "absl/status/statusor.h"
#include "server/base/background_thread.h"
#include "server/base/mutex.h"
#include "server/packs/pack_feed.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// `Item` has a `sequence` and a `body`.
template <typename Item>
class StoreReader final : private PackFeed::Listener {
 public:
  // Where it reads. Both block, and are called by the reader's thread alone.
  struct Source {
    // The last sequence that was given.
    std::function<absl::StatusOr<int64_t>()> last;
    // At most `most` of the tenant, in order, after that sequence.
    std::function<absl::StatusOr<std::vector<Item>>(const std::string& tenant, int64_t sequence,
                                                    uint32_t most)>
        after;
  };

  // What one client reads.
  class Reading {
   public:
    struct Batch {
      std::vector<Item> items;  // none: where it begins
      int64_t cursor = 0;       // from here on
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
  StoreReader(const char* name, Source source, PackFeed& stored, Logger& log)
      : name_(name), source_(std::move(source)), stored_(stored), log_(log) {}
  ~StoreReader() override { Stop(); }

  void Start() {
    stored_.Add(*this);
    thread_ = StartBackgroundThread(name_, [this] { Run(); });
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
  static constexpr uint32_t kAtOnce = 100;           // of a message
  static constexpr size_t kMostBytes = 256 * 1'024;  // of what is kept of these; one is always told
  // How often is looked for what other servers stored, while somebody watches.
  static constexpr std::chrono::milliseconds kOthers{1'000};

  void OnChange() override { Wake(); }

  // The rest is read when these were taken.
  static void KeepWhatAMessageHolds(std::vector<Item>& found) {
    size_t bytes = 0;
    const auto full = [&](const Item& one) {
      bytes += one.body.size();
      return bytes > kMostBytes;
    };
    const auto end = std::find_if(found.begin(), found.end(), full);
    if (end != found.end()) found.erase(std::max(end, found.begin() + 1), found.end());
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
      auto found = source_.after(reading.tenant_, *cursor, kAtOnce);
      if (!found.ok()) {
        log_.Warning("what is watched cannot be read",
                     {{"thread", name_}, {"because", std::string(found.status().message())}});
        return false;
      }
      if (found->empty()) return false;
      batch.items = *std::move(found);
      KeepWhatAMessageHolds(batch.items);
      batch.cursor = batch.items.back().sequence;
    }
    MutexLock lock(reading.mutex_);
    reading.cursor_ = batch.cursor;
    reading.ready_ = std::move(batch);
    return true;
  }

  const char* const name_;
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
