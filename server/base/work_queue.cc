// Tested by tests/server/work_queue_test.cc.
#include "server/base/work_queue.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "server/base/background_thread.h"

namespace bellwether {
namespace {

// A wake-up that was missed would cost at most that.
constexpr std::chrono::milliseconds kPatience{500};

}  // namespace

WorkQueue::WorkQueue(uint32_t threads, uint32_t most_waiting, std::string thread_name,
                     Priority priority)
    : most_waiting_(most_waiting) {
  for (uint32_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, priority, name = thread_name + "-" + std::to_string(i)] {
      pthread_setname_np(pthread_self(), name.c_str());
      if (priority == Priority::kGivesWay) YieldToOtherThreads();
      RunJobs();
    });
  }
}

WorkQueue::~WorkQueue() { Stop(); }

bool WorkQueue::Submit(Job& job) {
  std::vector<Job*> unwanted;
  bool taken = false;
  {
    MutexLock lock(mutex_);
    if (waiting_.size() >= most_waiting_) unwanted = TakeUnwanted();
    taken = !is_stopping() && waiting_.size() < most_waiting_;
    if (taken) waiting_.push_back(&job);
    changed_.NotifyAll();
  }
  for (Job* one : unwanted) one->Run();
  return taken;
}

std::vector<WorkQueue::Job*> WorkQueue::TakeUnwanted() {
  const auto wanted = [](const Job* job) { return job->IsWanted(); };
  const auto rest = std::stable_partition(waiting_.begin(), waiting_.end(), wanted);
  std::vector<Job*> unwanted(rest, waiting_.end());
  waiting_.erase(rest, waiting_.end());
  return unwanted;
}

WorkQueue::Job* WorkQueue::Take() {
  MutexLock lock(mutex_);
  while (waiting_.empty()) {
    if (is_stopping()) return nullptr;
    changed_.WaitFor(mutex_, kPatience);
  }
  Job* const job = waiting_.front();
  waiting_.pop_front();
  return job;
}

uint32_t WorkQueue::waiting() const {
  MutexLock lock(mutex_);
  return static_cast<uint32_t>(waiting_.size());
}

void WorkQueue::RunJobs() {
  while (Job* const job = Take()) job->Run();
}

void WorkQueue::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace bellwether
