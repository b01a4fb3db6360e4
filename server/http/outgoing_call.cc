// Tested by tests/server/http/gateway_test.cc.
#include "server/http/outgoing_call.h"

#include <pthread.h>

#include <chrono>
#include <utility>
#include <vector>

#include "grpcpp/support/slice.h"

namespace bellwether::http {
namespace {

// A tag: what is to be done, once.
using Event = std::function<void(bool)>;

grpc::ByteBuffer Packed(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string Unpacked(const grpc::ByteBuffer& buffer) {
  std::string bytes;
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// Values of a name keep their order in the map.
Metadata Copied(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  Metadata copy;
  for (const auto& [name, value] : metadata) {
    copy.emplace_back(std::string(name.data(), name.size()),
                      std::string(value.data(), value.size()));
  }
  return copy;
}

}  // namespace

void CallQueue::Start() {
  thread_ = std::thread([this] { Run(); });
}

void CallQueue::Run() {
  pthread_setname_np(pthread_self(), "http-calls");
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) {
    const std::unique_ptr<Event> event(static_cast<Event*>(tag));
    (*event)(ok);
  }
}

void CallQueue::CallBegan() {
  MutexLock lock(mutex_);
  ++calls_;
}

void CallQueue::CallEnded() {
  MutexLock lock(mutex_);
  if (--calls_ == 0) no_calls_.NotifyAll();
}

void CallQueue::Stop() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(mutex_);
    while (calls_ > 0) no_calls_.WaitFor(mutex_, std::chrono::seconds(1));
  }
  queue_.Shutdown();
  thread_.join();
}

std::shared_ptr<OutgoingCall> OutgoingCall::Begin(CallQueue& queue,
                                                  const std::shared_ptr<grpc::Channel>& channel,
                                                  const CallBegin& begin) {
  std::shared_ptr<OutgoingCall> call(new OutgoingCall(queue));
  queue.CallBegan();
  for (const auto& [name, value] : begin.metadata) call->context_.AddMetadata(name, value);
  if (begin.deadline < absl::InfiniteFuture()) {
    call->context_.set_deadline(absl::ToChronoTime(begin.deadline));
  }
  // What begins a call leaves with its first message, or with its end.
  call->context_.set_initial_metadata_corked(true);
  grpc::GenericStub stub(channel);
  call->stream_ = stub.PrepareCall(&call->context_, begin.path, &queue.queue_);
  call->stream_->StartCall(nullptr);
  return call;
}

OutgoingCall::~OutgoingCall() {
  stream_.reset();
  queue_.CallEnded();
}

void* OutgoingCall::Tag(Done done) {
  return new Event([self = shared_from_this(), done = std::move(done)](bool ok) {
    if (done) done(ok);
  });
}

void OutgoingCall::Write(const std::string& bytes, Done done) {
  stream_->Write(Packed(bytes), Tag(std::move(done)));
}

void OutgoingCall::WriteLast(const std::string& bytes) {
  stream_->WriteLast(Packed(bytes), grpc::WriteOptions(), Tag(nullptr));
}

void OutgoingCall::WritesDone() { stream_->WritesDone(Tag(nullptr)); }

void OutgoingCall::Read(std::function<void(std::optional<std::string> message)> done) {
  stream_->Read(&message_, Tag([this, done = std::move(done)](bool ok) {
    done(ok ? std::optional<std::string>(Unpacked(message_)) : std::nullopt);
  }));
}

Metadata OutgoingCall::Leading() const { return Copied(context_.GetServerInitialMetadata()); }

void OutgoingCall::Finish(std::function<void(CallEnd end)> done) {
  stream_->Finish(&status_, Tag([this, done = std::move(done)](bool) {
    done({status_, Leading(), Copied(context_.GetServerTrailingMetadata())});
  }));
}

}  // namespace bellwether::http
