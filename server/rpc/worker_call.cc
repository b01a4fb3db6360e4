// Tested by tests/server/portfolio_calls_test.cc and rules_calls_test.cc.
#include "server/rpc/worker_call.h"

#include <chrono>
#include <exception>
#include <utility>

#include "absl/time/clock.h"
#include "server/rpc/call_deadline.h"
#include "server/rpc/status_map.h"

namespace bellwether {

WorkerCall::WorkerCall(const WorkerEnvironment& environment, const MethodInfo& method,
                       CompletionLoop& loop)
    : environment_(environment), loop_(loop), info_(method) {}

void WorkerCall::Event::Proceed(bool ok) {
  WorkerCall& call = call_;
  --call.awaited_;
  (call.*handle_)(ok);
  call.DeleteIfOver();
}

void WorkerCall::Arm() {
  context_.emplace();
  context_->AsyncNotifyWhenDone(static_cast<QueueEvent*>(&done_));
  Accept(Await(accepted_));
}

void WorkerCall::Accepted(bool ok) {
  if (!ok) {  // the server shuts down
    ended_ = true;
    return;
  }
  ++awaited_;  // its done_, which only comes to calls that were accepted
  accepted_at_ = absl::Now();
  deadline_ = DeadlineOf(*context_);
  if (!loop_.is_stopping()) ArmNext();
  entered_ = true;
  const grpc::Status admitted = environment_.reception.admission.Admit(info_, *context_, origin_);
  if (!admitted.ok()) return End(admitted);
  if (loop_.is_draining()) return End(Draining());
  Begin();
}

CallContext WorkerCall::Context(Workspace& workspace) const {
  return {info_.name, accepted_at_, TimeOfDay(deadline_), workspace, nullptr, origin_};
}

grpc::Status WorkerCall::AdmitOn() {
  return environment_.reception.admission.AdmitOn(info_, *context_, origin_);
}

void WorkerCall::Start(Work work) {
  work_ = std::move(work);
  working_ = true;
  if (environment_.workers.Submit(*this)) return;
  working_ = false;
  End(environment_.workers.is_stopping()
          ? Draining()
          : TooManyWaiting(environment_.waiting_limit, environment_.workers.most_waiting()));
}

void WorkerCall::StartPart(Work work) {
  part_ = true;
  Start(std::move(work));
}

void WorkerCall::PartDone() {
  {
    MutexLock lock(mutex_);
    result_.reset();
  }
  part_ = false;
  GoOn();
}

void WorkerCall::End(const grpc::Status& status) { SendEnd(status, nullptr); }

bool WorkerCall::IsWanted() const {
  return !cancelled_ && !too_large_ && SteadyTime::Now() < deadline_ &&
         !environment_.workers.is_stopping();
}

void WorkerCall::Run() {
  const Stop stop([this] { return !IsWanted(); });
  grpc::Status status = grpc::Status::OK;
  if (!stop.requested()) status = Guarded([&] { return work_(stop); });
  if (stop.requested()) status = WhyStopped(std::move(status));
  work_ = nullptr;  // what it holds is freed here, and not by the polling thread
  MutexLock lock(mutex_);
  result_ = std::move(status);
  Wake();
}

// What the work says of a deadline is better: it knows how far it came.
grpc::Status WorkerCall::WhyStopped(grpc::Status of_work) const {
  if (too_large_) return ResponseTooLarge(environment_.max_response_bytes);
  if (environment_.workers.is_stopping()) return Draining();
  const bool says_so = of_work.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
  return says_so ? std::move(of_work) : DeadlinePassed();
}

grpc::Status WorkerCall::Guarded(const std::function<grpc::Status()>& step) const {
  try {
    return step();
  } catch (const std::exception& error) {
    return InternalError(environment_.log, info_.name, error.what(), origin_);
  }
}

void WorkerCall::Put(grpc::ByteBuffer answer) {
  MutexLock lock(mutex_);
  answer_bytes_ += answer.Length();
  if (answer_bytes_ > environment_.max_response_bytes) {
    too_large_ = true;
    return;
  }
  answers_.push_back(std::move(answer));
  if (streams()) Wake();
}

// The loops are stopped after the workers, so there is a queue for the alarm.
void WorkerCall::Wake() {
  if (waking_) return;
  waking_ = true;
  alarm_.Set(loop_.queue(), std::chrono::system_clock::now(), static_cast<QueueEvent*>(&woken_));
}

void WorkerCall::Woken(bool) {
  ++awaited_;  // it was not awaited: the work set it
  {
    MutexLock lock(mutex_);
    waking_ = false;
    if (result_.has_value()) working_ = false;
  }
  SendNext();
}

void WorkerCall::SendNext() {
  if (writing_ || ended_) return;
  std::optional<grpc::ByteBuffer> next;
  std::optional<grpc::Status> result;
  {
    MutexLock lock(mutex_);
    result = result_;
    const bool one = !streams() && !(result.has_value() && result->ok());
    if (!answers_.empty() && !one && !cancelled_) {
      next = std::move(answers_.front());
      answers_.pop_front();
      answer_bytes_ -= next->Length();
    }
  }
  if (!streams()) {
    if (result.has_value()) SendOnlyAnswer(*result, next ? &*next : nullptr);
  } else if (next && !loop_.is_stopping()) {
    writing_ = true;
    Write(*next, Await(written_));
  } else if (result.has_value() && part_ && result->ok()) {
    // The event that tells the loop of the result may still be on its way: it comes here as well.
    if (!working_) PartDone();
  } else if (result.has_value()) {
    SendEnd(*result, nullptr);
  }
}

// The client may have left after the work was done: then the answer is there for nobody.
void WorkerCall::SendOnlyAnswer(const grpc::Status& result, const grpc::ByteBuffer* answer) {
  const bool left = result.ok() && answer == nullptr;
  SendEnd(left ? CallerLeft() : result, answer);
}

void WorkerCall::Written(bool ok) {
  writing_ = false;
  if (!ok) cancelled_ = true;  // the client is gone
  SendNext();
}

void WorkerCall::SendEnd(const grpc::Status& status, const grpc::ByteBuffer* answer) {
  ended_ = true;
  if (!status.ok()) TellRequestId(origin_, *context_);
  // Nothing can be sent on a queue that is shut.
  if (!loop_.is_stopping()) Finish(status, answer, Await(finished_));
  environment_.reception.observer.Ended({info_, origin_, accepted_at_, status.error_code()});
}

void WorkerCall::Finished(bool) {}

void WorkerCall::Done(bool) {
  if (context_->IsCancelled()) cancelled_ = true;
}

void WorkerCall::DeleteIfOver() {
  if (awaited_ > 0 || working_ || !ended_) return;
  if (entered_) environment_.reception.admission.Leave();
  delete this;
}

}  // namespace bellwether
