// Threads that work on batches, which come back in the order in which they went.
//
//   OrderedPool<Batch> pool(threads, work, give);
//   pool.Send(batch);           // gives what is done meanwhile; waits while too many are in flight
//   pool.Finish();              // gives the rest
//
// `work(worker, batch)` runs in a thread, one batch of a worker at a time; `give(batch)` in the
// caller's. Not thread-safe itself.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_ORDERED_POOL_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_ORDERED_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace bellwether::cli {

template <typename Batch>
class OrderedPool {
 public:
  using Work = std::function<void(size_t worker, Batch& batch)>;
  using Give = std::function<void(Batch& batch)>;

  OrderedPool(size_t threads, Work work, Give give)
      : most_in_flight_(threads * kBatchesInFlight),
        work_(std::move(work)),
        give_(std::move(give)) {
    for (size_t i = 0; i < threads; ++i) {
      threads_.emplace_back([this, i] { Run(i); });
    }
  }

  // What was not finished is dropped.
  ~OrderedPool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      waiting_.clear();
    }
    to_do_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  void Send(Batch batch) {
    auto entry = std::make_shared<Entry>(Entry{std::move(batch)});
    in_flight_.push_back(entry);
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(entry));
    }
    to_do_.notify_one();
    GiveWhatIsDone();
    while (in_flight_.size() >= most_in_flight_) GiveFirst(absl::InfiniteDuration());
  }

  // Gives what is done, after at most `patience` if the first is not. Whether any are in flight.
  bool Poll(absl::Duration patience) {
    if (!in_flight_.empty()) GiveFirst(patience);
    GiveWhatIsDone();
    return !in_flight_.empty();
  }

  void Finish() {
    while (!in_flight_.empty()) GiveFirst(absl::InfiniteDuration());
  }

 private:
  static constexpr size_t kBatchesInFlight = 4;  // for each thread

  struct Entry {
    Batch batch;
    bool done = false;
  };
  using EntryPointer = std::shared_ptr<Entry>;

  // The first batch, unless it takes longer than `patience`.
  void GiveFirst(absl::Duration patience) {
    const Entry& first = *in_flight_.front();
    {
      std::unique_lock lock(mutex_);
      const auto is_done = [&first] { return first.done; };
      if (patience == absl::InfiniteDuration()) {
        done_.wait(lock, is_done);
      } else if (!done_.wait_for(lock, absl::ToChronoNanoseconds(patience), is_done)) {
        return;
      }
    }
    const EntryPointer entry = std::move(in_flight_.front());
    in_flight_.pop_front();
    give_(entry->batch);
  }

  void GiveWhatIsDone() {
    for (size_t before = 0; !in_flight_.empty() && before != in_flight_.size();) {
      before = in_flight_.size();
      GiveFirst(absl::ZeroDuration());
    }
  }

  EntryPointer Next() {
    std::unique_lock lock(mutex_);
    to_do_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    EntryPointer next = std::move(waiting_.front());
    waiting_.pop_front();
    return next;
  }

  void Run(size_t worker) {
    while (const EntryPointer entry = Next()) {
      work_(worker, entry->batch);
      {
        const std::lock_guard lock(mutex_);
        entry->done = true;
      }
      done_.notify_one();
    }
  }

  const size_t most_in_flight_;
  const Work work_;
  const Give give_;
  // The standard library's, since the thread sanitizer does not see into abseil's.
  std::mutex mutex_;
  std::condition_variable to_do_;
  std::condition_variable done_;
  std::deque<EntryPointer> waiting_;  // for a thread
  bool closed_ = false;
  std::deque<EntryPointer> in_flight_;  // in the order of sending; the caller's thread alone
  std::vector<std::thread> threads_;    // last: they use all of the above
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_ORDERED_POOL_H_
