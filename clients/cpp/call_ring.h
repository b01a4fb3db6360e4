// Internal to clients/cpp: calls with one request and one response, several in flight, handed out
// in the order of sending.
//
// The caller's thread polls the completion queue, so there is no other thread and no lock: a call
// that ends is marked, and the front of the ring is handed out for as long as it is marked. A call
// that ended early waits for the ones before it, and counts as in flight until it is handed out.
#ifndef BELLWETHER_CLIENTS_CPP_CALL_RING_H_
#define BELLWETHER_CLIENTS_CPP_CALL_RING_H_

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/client.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_unary_call.h"

namespace bellwether {

// How long a wait lasts before it looks whether it is still wanted.
inline constexpr absl::Duration kBetweenLooks = absl::Milliseconds(100);

// For a look without a wait. Not the present moment: gRPC rounds it up to a millisecond.
inline constexpr absl::Time kNoWait = absl::UnixEpoch();

inline bool IsCancelled(const ClientOptions& options) {
  return options.cancelled != nullptr && options.cancelled->load();
}

template <typename Request, typename Response>
class CallRing {
 public:
  using Reader = std::unique_ptr<grpc::ClientAsyncResponseReader<Response>>;
  using Method = Reader (v1::ScoringService::Stub::*)(grpc::ClientContext*, const Request&,
                                                      grpc::CompletionQueue*);
  struct Ended {
    Request request;
    Response response;
    grpc::Status status;
  };
  using Sink = std::function<void(Ended& ended)>;

  CallRing(Client& client, Method method, size_t most, Sink sink)
      : client_(client),
        method_(method),
        most_(std::max<size_t>(most, 1)),
        sink_(std::move(sink)) {}

  ~CallRing() {
    CancelAll();
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
  }

  bool empty() const { return in_order_.empty(); }

  // Waits while the ring is full.
  void Send(Request request) {
    HandOut();
    while (in_order_.size() >= most_) WaitForFront();
    in_order_.push_back(std::make_unique<Call>());
    Call& call = *in_order_.back();
    call.ended.request = std::move(request);
    call.context.set_deadline(absl::ToChronoTime(absl::Now() + client_.options().timeout));
    call.reader = (client_.stub().*method_)(&call.context, call.ended.request, &queue_);
    call.reader->Finish(&call.ended.response, &call.ended.status, &call);
  }

  // Hands out what has come; waits up to `patience` for a call to end when nothing has.
  void Poll(absl::Duration patience) {
    if (IsCancelled(client_.options())) CancelAll();
    const bool came = MarkUntil(kNoWait);
    if (!came && !in_order_.empty()) MarkUntil(absl::Now() + patience);
    HandOut();
  }

  // Waits until the first call has been handed out, and those after it that have ended.
  void WaitForFront() {
    const Call* front = in_order_.empty() ? nullptr : in_order_.front().get();
    while (!in_order_.empty() && in_order_.front().get() == front) {
      if (IsCancelled(client_.options())) CancelAll();
      MarkUntil(absl::Now() + kBetweenLooks);
      HandOut();
    }
  }

  void Finish() {
    HandOut();
    while (!in_order_.empty()) WaitForFront();
  }

 private:
  struct Call {
    Ended ended;
    grpc::ClientContext context;
    Reader reader;
    bool done = false;
  };

  void CancelAll() {
    for (const auto& call : in_order_) call->context.TryCancel();
  }

  // Marks one call that ends before `deadline`, and all that have ended by then.
  bool MarkUntil(absl::Time deadline) {
    bool marked = false;
    void* tag = nullptr;
    bool ok = false;
    auto until = absl::ToChronoTime(deadline);
    while (queue_.AsyncNext(&tag, &ok, until) == grpc::CompletionQueue::GOT_EVENT) {
      static_cast<Call*>(tag)->done = true;
      marked = true;
      until = absl::ToChronoTime(kNoWait);
    }
    return marked;
  }

  void HandOut() {
    while (!in_order_.empty() && in_order_.front()->done) {
      const std::unique_ptr<Call> call = std::move(in_order_.front());
      in_order_.pop_front();
      sink_(call->ended);
    }
  }

  Client& client_;
  const Method method_;
  const size_t most_;
  const Sink sink_;
  grpc::CompletionQueue queue_;
  std::deque<std::unique_ptr<Call>> in_order_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CALL_RING_H_
