// A stream writes and reads at once: some methods answer each message, others only at the end.
//
// Tested by tests/reliability/prove_test.py.
#include "tests/reliability/load_call.h"

#include <chrono>

#include "absl/time/clock.h"
#include "tests/bench/raw_client.h"

namespace bellwether::load {

bool LoadCall::Event::Proceed(bool ok) {
  LoadCall& call = call_;
  --call.awaited_;
  (call.*handle_)(ok);
  return call.awaited_ == 0;
}

LoadCall* LoadCall::Start(const CallShape& shape, grpc::GenericStub& stub,
                          grpc::CompletionQueue& queue, absl::Time due) {
  auto* call = new LoadCall(shape, due);
  call->Begin(stub, queue);
  return call;
}

void* LoadCall::Await(Event& event) {
  ++awaited_;
  return &event;
}

void LoadCall::Begin(grpc::GenericStub& stub, grpc::CompletionQueue& queue) {
  const absl::Time now = absl::Now();
  context_.set_deadline(absl::ToChronoTime(now + shape_.deadline));
  if (shape_.cancel_after < absl::InfiniteDuration()) {
    alarm_.Set(&queue, absl::ToChronoTime(now + shape_.cancel_after), Await(cancel_));
  }
  if (shape_.messages > 0) {
    stream_ = stub.PrepareCall(&context_, shape_.method, &queue);
    stream_->StartCall(Await(started_));
    return;
  }
  unary_ = stub.PrepareUnaryCall(&context_, shape_.method, shape_.message, &queue);
  unary_->StartCall();
  unary_->Finish(&answer_, &status_, Await(finished_));
}

void LoadCall::Started(bool ok) {
  if (!ok) return FinishWhenDone();
  ReadNext();
  WriteNext();
}

void LoadCall::WriteNext() {
  writing_ = sent_ <= shape_.messages;
  if (sent_ < shape_.messages) stream_->Write(shape_.message, Await(written_));
  if (sent_ == shape_.messages) stream_->WritesDone(Await(written_));
  ++sent_;
}

void LoadCall::Written(bool ok) {
  writing_ = false;
  if (ok) WriteNext();
  FinishWhenDone();
}

void LoadCall::ReadNext() {
  reading_ = true;
  stream_->Read(&answer_, Await(read_));
}

void LoadCall::Read(bool ok) {
  reading_ = false;
  if (!ok) return FinishWhenDone();
  answers_ += bench::Join(answer_);
  ReadNext();
}

void LoadCall::FinishWhenDone() {
  if (!writing_ && !reading_) stream_->Finish(&status_, Await(finished_));
}

void LoadCall::Finished(bool) {
  ended_ = true;
  alarm_.Cancel();
  if (unary_ != nullptr && status_.ok()) answers_ = bench::Join(answer_);
}

void LoadCall::Cancel(bool ok) {
  if (ok && !ended_) context_.TryCancel();
}

}  // namespace bellwether::load
