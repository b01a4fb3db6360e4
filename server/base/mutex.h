// A mutex that clang's thread-safety analysis understands: fields that it guards say so with
// ABSL_GUARDED_BY, and an unguarded read does not compile. A thin coat over std::mutex, because
// the mutex of Debian's abseil gives false reports under the thread sanitizer.
//
//   Mutex mutex_;
//   int count_ ABSL_GUARDED_BY(mutex_) = 0;
//   void Add() { MutexLock lock(mutex_); ++count_; }
#ifndef BELLWETHER_SERVER_BASE_MUTEX_H_
#define BELLWETHER_SERVER_BASE_MUTEX_H_

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "absl/base/thread_annotations.h"

namespace bellwether {

class ABSL_LOCKABLE Mutex {
 public:
  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void Unlock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  friend class ConditionVariable;
  std::mutex mutex_;
};

class ABSL_SCOPED_LOCKABLE MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() ABSL_UNLOCK_FUNCTION() { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

class ConditionVariable {
 public:
  void NotifyAll() { condition_.notify_all(); }

  // Waits until notified or until `most` is over; may also wake for no reason. The caller holds
  // the mutex, before and after, and looks at its condition in a loop.
  void WaitFor(Mutex& mutex, std::chrono::milliseconds most) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait_for(lock, most);
    lock.release();
  }

 private:
  std::condition_variable condition_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_MUTEX_H_
