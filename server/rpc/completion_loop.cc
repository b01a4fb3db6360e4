// The queue is shut from its own thread, between two events: so no call can be armed on it after
// it was shut, which gRPC answers by aborting. An alarm carries the wish to that thread, and
// likewise the wish that streams end.
//
// Tested by tests/server/rpc_server_test.cc and tests/server/rpc_server_life_test.cc.
#include "server/rpc/completion_loop.h"

#include <pthread.h>

#include <chrono>
#include <utility>

#include "absl/time/clock.h"

namespace bellwether {

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
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) static_cast<QueueEvent*>(tag)->Proceed(ok);
}

}  // namespace bellwether
