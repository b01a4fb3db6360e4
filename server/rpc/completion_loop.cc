// The queue is shut from its own thread, between two events: so no call can be armed on it after
// it was shut, which gRPC answers by aborting. An alarm carries the wish to that thread, and
// likewise the wish that streams end.
//
// Tested by tests/server/rpc_server_test.cc and tests/server/rpc_server_life_test.cc.
#include "server/rpc/completion_loop.h"

#include <grpc/support/time.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/time/clock.h"
#include "server/base/short_slices.h"

namespace bellwether {
namespace {

// What has come is taken for as long as so many answers take, so that there always are answers; and
// for so long where they take less.
constexpr double kReceiving = 3;
constexpr absl::Duration kLeastReceiving = absl::Microseconds(100);
// In vain, one after the other.
constexpr uint32_t kMostLooks = 4;
// A look costs some microseconds: as much as a small answer, and nothing beside a large one.
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(1);
constexpr absl::Duration kSlept = absl::Microseconds(200);

}  // namespace

CompletionLoop::CompletionLoop(std::unique_ptr<grpc::ServerCompletionQueue> queue,
                               std::string thread_name)
    : queue_(std::move(queue)), thread_name_(std::move(thread_name)) {}

CompletionLoop::~CompletionLoop() {
  if (is_stopping_) return;
  // Never started: a queue must still be shut and emptied before it goes.
  queue_->Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
  }
}

void CompletionLoop::Start(std::function<void(CompletionLoop&)> arm) {
  thread_ = std::thread([this, arm = std::move(arm)] {
    pthread_setname_np(pthread_self(), thread_name_.c_str());
    AskForShortSlices(kWaitedForSlice);
    arm(*this);
    Run();
  });
}

void CompletionLoop::DrainAfter(absl::Duration delay) {
  if (!thread_.joinable()) return;
  drain_alarm_.Set(queue_.get(), absl::ToChronoTime(absl::Now() + delay),
                   static_cast<QueueEvent*>(&drain_event_));
}

void CompletionLoop::Stop() {
  if (!thread_.joinable()) return;
  drain_alarm_.Cancel();
  stop_alarm_.Set(queue_.get(), std::chrono::system_clock::now(),
                  static_cast<QueueEvent*>(&stop_event_));
  thread_.join();
}

void CompletionLoop::StopEvent::Proceed(bool) {
  loop_.is_stopping_ = true;
  loop_.queue_->Shutdown();
}

void CompletionLoop::DrainEvent::Proceed(bool ok) {
  if (!ok) return;
  loop_.is_draining_ = true;
  for (OpenStream* stream : loop_.streams_) stream->Drain();
}

void CompletionLoop::Run() {
  SteadyTime looked = SteadyTime::Now();
  for (;;) {
    if (SteadyTime::Now() - looked >= kBetweenLooks) {
      if (!TakeWhatHasCome()) break;
      looked = SteadyTime::Now();
    }
    if (line_.empty()) {
      const SteadyTime asked = SteadyTime::Now();
      if (!AwaitOne()) break;
      // Who slept has nobody waiting, and answers without a look around.
      const SteadyTime now = SteadyTime::Now();
      if (now - asked >= kSlept) looked = now;
    }
    if (!line_.empty()) line_.ServeFirst();
  }
  while (!line_.empty()) line_.ServeFirst();  // the queue is shut: each only goes
}

// Nothing is waited for. gRPC reads one connection at each look, and one that gave no event says
// nothing of the others: the more calls wait, the more often it is looked in vain before it is
// believed that nothing is there. What stays unread is not known to wait, and its deadline, which
// travels as a time-out, begins when it is read. False: the queue is shut, and empty.
bool CompletionLoop::TakeWhatHasCome() {
  const absl::Duration most = std::max(line_.turn() * kReceiving, kLeastReceiving);
  const SteadyTime begun = SteadyTime::Now();
  size_t looks_in_vain = 0;
  do {
    void* tag = nullptr;
    bool ok = false;
    switch (queue_->AsyncNext(&tag, &ok, gpr_inf_past(GPR_CLOCK_MONOTONIC))) {
      case grpc::CompletionQueue::GOT_EVENT:
        looks_in_vain = 0;
        static_cast<QueueEvent*>(tag)->Proceed(ok);
        break;
      case grpc::CompletionQueue::TIMEOUT:
        if (++looks_in_vain >= std::min(line_.size(), kMostLooks)) return true;
        break;
      case grpc::CompletionQueue::SHUTDOWN:
        return false;
    }
  } while (line_.empty() || SteadyTime::Now() - begun < most);
  return true;
}

bool CompletionLoop::AwaitOne() {
  void* tag = nullptr;
  bool ok = false;
  if (!queue_->Next(&tag, &ok)) return false;
  static_cast<QueueEvent*>(tag)->Proceed(ok);
  return true;
}

}  // namespace bellwether
