// Many evaluations at once through one client: a bounded window of calls in flight, the answers in
// the order of the requests.
//
//   EvaluatePipeline pipeline(client, 16, [&](uint64_t index, EvaluateAnswer answer) { ... });
//   while (Next(request)) pipeline.Send(request);   // waits while the window is full
//   pipeline.Finish();                              // waits for the rest
//
// Memory is bounded by the window: an answer that came early waits for the ones before it, and
// counts as in flight until it is handed out. The sink runs on the caller's thread, inside Send and
// Finish; the index counts the requests from 0. One thread; the client must outlive the pipeline.
// Every request gets exactly one answer, also when the server is lost.
#ifndef BELLWETHER_CLIENTS_CPP_EVALUATE_PIPELINE_H_
#define BELLWETHER_CLIENTS_CPP_EVALUATE_PIPELINE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "clients/cpp/client.h"

namespace bellwether {

class EvaluatePipeline {
 public:
  using Sink = std::function<void(uint64_t index, EvaluateAnswer answer)>;

  // `window`: calls in flight at most; 0 is taken as 1.
  EvaluatePipeline(Client& client, size_t window, Sink sink);
  // Cancels what is in flight; its answers are not handed out.
  ~EvaluatePipeline();
  EvaluatePipeline(const EvaluatePipeline&) = delete;
  EvaluatePipeline& operator=(const EvaluatePipeline&) = delete;

  void Send(const v1::EvaluateRequest& request);
  void Finish();

 private:
  struct Calls;
  std::unique_ptr<Calls> calls_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_EVALUATE_PIPELINE_H_
