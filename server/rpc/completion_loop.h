// One completion queue and the one thread that polls it. Everything that happens to the queue's
// calls happens on that thread, so calls need no locks.
//
// Calls that wait to be answered stand in a line (waiting_line.h). Once in a millisecond, or
// between two answers that take longer, a thread that has not slept takes what has come meanwhile:
// so it knows how many there are and can refuse what would be answered too late. A part of the time
// is always for answers.
//
//   CompletionLoop loop(builder.AddCompletionQueue(), "rpc-0");
//   loop.Start([&](CompletionLoop& self) { ... arm calls ... });
//   ...
//   loop.DrainAfter(a moment);    // open streams end: they would go on for ever
//   server->Shutdown(deadline);   // no new calls; those in flight end
//   loop.Stop();                  // the thread shuts its queue, empties it, and ends
#ifndef BELLWETHER_SERVER_RPC_COMPLETION_LOOP_H_
#define BELLWETHER_SERVER_RPC_COMPLETION_LOOP_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>

#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/completion_queue.h"
#include "server/rpc/call_context.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/waiting_line.h"

namespace bellwether {

// What a tag of the queue points to.
class QueueEvent {
 public:
  virtual ~QueueEvent() = default;
  // On the polling thread. `ok` as grpc::CompletionQueue::Next gives it. May delete this.
  virtual void Proceed(bool ok) = 0;
};

// A stream that is open on the queue.
class OpenStream {
 public:
  virtual ~OpenStream() = default;
  // On the polling thread: answer the message at hand, then end. Must not delete this.
  virtual void Drain() = 0;
};

class CompletionLoop {
 public:
  CompletionLoop(std::unique_ptr<grpc::ServerCompletionQueue> queue, std::string thread_name);
  // Stop() must have been called if Start() was.
  ~CompletionLoop();
  CompletionLoop(const CompletionLoop&) = delete;
  CompletionLoop& operator=(const CompletionLoop&) = delete;

  // Starts the thread, which calls `arm` first.
  void Start(std::function<void(CompletionLoop&)> arm);
  // Any thread but the loop's, once: drains open streams when `delay` is over, and from then on
  // every one that begins.
  void DrainAfter(absl::Duration delay);
  // Any thread but the loop's, once, after the server was shut down. Returns when the thread has
  // ended.
  void Stop();

  // Calls in the line. Any thread.
  uint32_t waiting() const { return line_.size(); }

  // The rest is for the loop's own thread.
  grpc::ServerCompletionQueue* queue() { return queue_.get(); }
  Workspace& workspace() { return workspace_; }
  WaitingLine& line() { return line_; }
  // For the messages of the call at hand.
  CallMemory& memory() { return memory_; }
  // The queue is shut or about to be: arming a call on it would abort the process.
  bool is_stopping() const { return is_stopping_; }
  // Streams are to end.
  bool is_draining() const { return is_draining_; }
  void Add(OpenStream& stream) { streams_.insert(&stream); }
  void Remove(OpenStream& stream) { streams_.erase(&stream); }

 private:
  // Arrives at the loop when it is to stop.
  class StopEvent : public QueueEvent {
   public:
    explicit StopEvent(CompletionLoop& loop) : loop_(loop) {}
    void Proceed(bool ok) override;

   private:
    CompletionLoop& loop_;
  };

  // Arrives at the loop when its streams are to end; not ok when there is no need any more.
  class DrainEvent : public QueueEvent {
   public:
    explicit DrainEvent(CompletionLoop& loop) : loop_(loop) {}
    void Proceed(bool ok) override;

   private:
    CompletionLoop& loop_;
  };

  void Run();
  bool TakeWhatHasCome();
  bool AwaitOne();

  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::string thread_name_;
  Workspace workspace_;
  CallMemory memory_;
  WaitingLine line_;
  // The loop's thread only, likewise below.
  bool is_stopping_ = false;
  bool is_draining_ = false;
  std::unordered_set<OpenStream*> streams_;
  StopEvent stop_event_{*this};
  DrainEvent drain_event_{*this};
  grpc::Alarm drain_alarm_;
  grpc::Alarm stop_alarm_;
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_COMPLETION_LOOP_H_
