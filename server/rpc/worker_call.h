// One call that a thread of the work queue answers: the part that has no types. LongCall and
// UploadCall say how it begins and how its answers are sent.
//
//   accepted --> (its messages) --> waiting or working --> its answers --> finished
//
// A call whose messages are work themselves goes round: a message, its work, its answers, the next
// message.
//
// Events happen on the thread of the CompletionLoop, the work on a thread of the WorkQueue. What
// the work gives is kept as bytes and sent by the loop's thread, one answer after the other, so a
// client that does not read never holds a worker; the bytes of all answers that wait are limited by
// max_response_bytes. A client that cancels, breaks off, or whose deadline passes, makes stop() say
// so to the work.
//
// A call deletes itself when its last event arrived and its work ended. Order at the end of the
// server: calls are cancelled, the WorkQueue is stopped, the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_WORKER_CALL_H_
#define BELLWETHER_SERVER_RPC_WORKER_CALL_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string_view>

#include "absl/time/time.h"
#include "engine/base/stop.h"
#include "grpcpp/alarm.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/base/work_queue.h"
#include "server/rpc/call_context.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/reception.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What all methods of the kind share. Outlives the calls.
struct WorkerEnvironment {
  WorkQueue& workers;
  Reception& reception;
  Logger& log;
  uint64_t max_response_bytes;
  std::string_view waiting_limit;  // of calls that wait for a worker: "max_portfolio_waiting"
};

class WorkerCall : private WorkQueue::Job {
 protected:
  using Work = std::function<grpc::Status(const Stop& stop)>;

  // `method` outlives the call.
  WorkerCall(const WorkerEnvironment& environment, const MethodInfo& method, CompletionLoop& loop);
  ~WorkerCall() override = default;

  // An operation that is awaited, as its tag. `handle` is called on the loop's thread.
  class Event final : public QueueEvent {
   public:
    Event(WorkerCall& call, void (WorkerCall::*handle)(bool ok)) : call_(call), handle_(handle) {}
    void Proceed(bool ok) override;

   private:
    WorkerCall& call_;
    void (WorkerCall::*const handle_)(bool);
  };
  void* Await(Event& event) {
    ++awaited_;
    return static_cast<QueueEvent*>(&event);
  }

  // How the kind of call does it. `tag` arrives when it is done.
  virtual void Accept(void* tag) = 0;
  virtual void Begin() = 0;    // accepted, and let through the gate
  virtual void ArmNext() = 0;  // another call of the method waits for a client
  virtual void Write(const grpc::ByteBuffer& answer, void* tag) = 0;
  // `answer`: of a call with one answer, when the status is OK.
  virtual void Finish(const grpc::Status& status, const grpc::ByteBuffer* answer, void* tag) = 0;
  virtual bool streams() const = 0;  // any number of answers

  // The rest is for them, on the loop's thread but for Put.
  void Arm();
  // Leaves the call to the workers, or ends it when their queue is full.
  void Start(Work work);
  // The same for a part of a call that streams its answers: when the work ended well and its
  // answers were taken, GoOn() is called.
  void StartPart(Work work);
  virtual void GoOn() {}
  // Nothing more will be answered. Once, and not while a worker has it.
  void End(const grpc::Status& status);
  // An answer of the work, on its thread.
  void Put(grpc::ByteBuffer answer);
  CallContext Context(Workspace& workspace) const;
  // Whether the caller may still call, for each message or piece; while no worker has the call.
  grpc::Status AdmitOn();
  // An exception is our bug: the caller gets an id, the log gets the id and the reason. Any thread.
  grpc::Status Guarded(const std::function<grpc::Status()>& step) const;
  bool is_ended() const { return ended_; }

  const WorkerEnvironment& environment_;
  CompletionLoop& loop_;
  std::optional<grpc::ServerContext> context_;

 private:
  void Accepted(bool ok);
  void Done(bool ok);   // the call is over, for whatever reason
  void Woken(bool ok);  // the work gave something
  void Written(bool ok);
  void Finished(bool ok);

  void Run() override;
  grpc::Status WhyStopped(grpc::Status of_work) const;
  bool IsWanted() const override;
  void Wake() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SendNext();
  void PartDone();
  void SendOnlyAnswer(const grpc::Status& result, const grpc::ByteBuffer* answer);
  void SendEnd(const grpc::Status& status, const grpc::ByteBuffer* answer);
  void DeleteIfOver();

  const MethodInfo& info_;
  Event accepted_{*this, &WorkerCall::Accepted};
  Event done_{*this, &WorkerCall::Done};
  Event woken_{*this, &WorkerCall::Woken};
  Event written_{*this, &WorkerCall::Written};
  Event finished_{*this, &WorkerCall::Finished};

  // The loop's thread alone.
  int awaited_ = 0;       // events that are still to come
  bool working_ = false;  // handed to the workers, and their end not seen
  bool part_ = false;     // what the workers have is not the last
  bool writing_ = false;
  bool ended_ = false;    // its end was sent, or cannot be
  bool entered_ = false;  // counted by the gate
  absl::Time accepted_at_;
  CallOrigin origin_;
  SteadyTime deadline_ = SteadyTime::InfiniteFuture();
  Work work_;

  std::atomic<bool> cancelled_{false};
  std::atomic<bool> too_large_{false};

  Mutex mutex_;
  std::deque<grpc::ByteBuffer> answers_ ABSL_GUARDED_BY(mutex_);
  uint64_t answer_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  std::optional<grpc::Status> result_ ABSL_GUARDED_BY(mutex_);
  bool waking_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Alarm alarm_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_WORKER_CALL_H_
