// A ring of calls in the order of sending. The caller's thread polls the completion queue, so there
// is no other thread and no lock: a call that ends is marked, and the front of the ring is handed
// out for as long as it is marked.
//
// Tested by tests/clients/client_test.cc.
#include "clients/cpp/evaluate_pipeline.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "clients/cpp/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_unary_call.h"

namespace bellwether {

struct EvaluatePipeline::Calls {
  struct Call {
    grpc::ClientContext context;
    v1::EvaluateResponse response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<v1::EvaluateResponse>> reader;
    bool done = false;
  };

  Calls(Client& owner, size_t most, Sink to)
      : client(owner), window(std::max<size_t>(most, 1)), sink(std::move(to)) {}

  ~Calls() {
    for (const auto& call : in_order) call->context.TryCancel();
    queue.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue.Next(&tag, &ok)) {
    }
  }

  void WaitForOne() {
    void* tag = nullptr;
    bool ok = false;
    if (queue.Next(&tag, &ok)) static_cast<Call*>(tag)->done = true;
  }

  void HandOut() {
    while (!in_order.empty() && in_order.front()->done) {
      const std::unique_ptr<Call> call = std::move(in_order.front());
      in_order.pop_front();
      EvaluateAnswer answer;
      answer.status = ToAbslStatus(call->status);
      answer.violations = ViolationsOf(call->status);
      answer.evaluation.Swap(call->response.mutable_evaluation());
      sink(handed_out++, std::move(answer));
    }
  }

  Client& client;
  size_t window;
  Sink sink;
  grpc::CompletionQueue queue;
  std::deque<std::unique_ptr<Call>> in_order;
  uint64_t handed_out = 0;
};

EvaluatePipeline::EvaluatePipeline(Client& client, size_t window, Sink sink)
    : calls_(std::make_unique<Calls>(client, window, std::move(sink))) {}

EvaluatePipeline::~EvaluatePipeline() = default;

void EvaluatePipeline::Send(const v1::EvaluateRequest& request) {
  calls_->HandOut();
  while (calls_->in_order.size() >= calls_->window) {
    calls_->WaitForOne();
    calls_->HandOut();
  }
  calls_->in_order.push_back(std::make_unique<Calls::Call>());
  Calls::Call& call = *calls_->in_order.back();
  call.context.set_deadline(absl::ToChronoTime(absl::Now() + calls_->client.options().timeout));
  call.reader = calls_->client.stub_->AsyncEvaluate(&call.context, request, &calls_->queue);
  call.reader->Finish(&call.response, &call.status, &call);
}

void EvaluatePipeline::Finish() {
  calls_->HandOut();
  while (!calls_->in_order.empty()) {
    calls_->WaitForOne();
    calls_->HandOut();
  }
}

}  // namespace bellwether
