// Tags name the operation that completed. The stream has ended when the read fails: only then is
// its status asked for.
//
// Tested by tests/clients/stream_evaluations_test.cc.
#include "clients/cpp/evaluate_stream.h"

#include <chrono>

namespace bellwether {
namespace {

enum Operation { kStart, kWrite, kClose, kRead, kFinish };

// A tag is the address of an operation.
Operation operations[] = {kStart, kWrite, kClose, kRead, kFinish};

void* TagOf(Operation operation) { return &operations[operation]; }

}  // namespace

EvaluateStream::EvaluateStream(Client& client)
    : stream_(client.stub().AsyncStreamEvaluate(&context_, &queue_, TagOf(kStart))) {}

EvaluateStream::~EvaluateStream() {
  context_.TryCancel();
  queue_.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) {
  }
}

void EvaluateStream::Write(const v1::StreamEvaluateRequest& request) {
  writable_ = false;
  stream_->Write(request, TagOf(kWrite));
}

void EvaluateStream::CloseWrites() {
  writable_ = false;
  stream_->WritesDone(TagOf(kClose));
}

void EvaluateStream::Read() {
  must_read_ = false;
  stream_->Read(&response_, TagOf(kRead));
}

EvaluateStream::Event EvaluateStream::Wait(absl::Time deadline) {
  if (must_read_) Read();
  void* tag = nullptr;
  bool ok = false;
  const auto until = absl::ToChronoTime(deadline);
  while (queue_.AsyncNext(&tag, &ok, until) == grpc::CompletionQueue::GOT_EVENT) {
    const Event event = Happened(tag, ok);
    if (event != Event::kNone) return event;
  }
  return Event::kNone;
}

// A write that fails says nothing that the read does not say better.
EvaluateStream::Event EvaluateStream::Happened(void* tag, bool ok) {
  switch (*static_cast<Operation*>(tag)) {
    case kStart:
      Read();
      writable_ = ok;
      return ok ? Event::kWritable : Event::kNone;
    case kWrite:
      writable_ = ok;
      return ok ? Event::kWritable : Event::kNone;
    case kClose:
      return Event::kNone;
    case kRead:
      writable_ = writable_ && ok;
      must_read_ = ok;
      if (!ok) stream_->Finish(&status_, TagOf(kFinish));
      return ok ? Event::kAnswer : Event::kNone;
    case kFinish:
      return Event::kEnded;
  }
  return Event::kNone;
}

}  // namespace bellwether
