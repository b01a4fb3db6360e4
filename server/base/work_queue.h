// A few threads for work that takes long, and a bounded queue before them: so that a thread that
// polls a completion queue never computes for seconds, and a burst costs bounded memory.
//
//   WorkQueue queue(2, 64, "portfolio");
//   if (!queue.Submit(job)) ...   // full: refuse the call
//   ...
//   queue.Stop();                 // what waits and what runs is told to end; returns when all did
//
// Any thread may submit. A job is run exactly once, on a thread of the queue or, when nobody wants
// it any more, on any thread; it must outlive that.
#ifndef BELLWETHER_SERVER_BASE_WORK_QUEUE_H_
#define BELLWETHER_SERVER_BASE_WORK_QUEUE_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "server/base/mutex.h"

namespace bellwether {

class WorkQueue {
 public:
  class Job {
   public:
    virtual ~Job() = default;
    // Looks at IsWanted() first, and between its steps.
    virtual void Run() = 0;
    // False when whoever submitted it has left. Any thread.
    virtual bool IsWanted() const = 0;
  };

  // Whether its threads have the processor when others want it as well (background_thread.h).
  enum class Priority { kUsual, kGivesWay };

  // `most_waiting`: jobs that wait for a thread; those that run are not counted.
  WorkQueue(uint32_t threads, uint32_t most_waiting, std::string thread_name,
            Priority priority = Priority::kUsual);
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // False, and the job is not taken, when the queue is full of jobs that are wanted, or stopping.
  bool Submit(Job& job);
  // Runs what waits, which ends at once because is_stopping(), and ends the threads. Once, by any
  // thread but the queue's.
  void Stop();
  bool is_stopping() const { return stopping_.load(std::memory_order_relaxed); }
  uint32_t most_waiting() const { return most_waiting_; }
  uint32_t waiting() const;

 private:
  void RunJobs();
  // The next job; null when the queue stops and is empty.
  Job* Take();
  // Takes out jobs that nobody waits for.
  std::vector<Job*> TakeUnwanted() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const uint32_t most_waiting_;
  std::atomic<bool> stopping_{false};
  mutable Mutex mutex_;
  ConditionVariable changed_;
  std::deque<Job*> waiting_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_WORK_QUEUE_H_
