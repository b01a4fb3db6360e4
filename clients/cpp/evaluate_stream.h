// Internal to clients/cpp: a stream of evaluations. The client must outlive it.
#ifndef BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_
#define BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_

#include "clients/cpp/call_stream.h"
#include "clients/cpp/client.h"

namespace bellwether {

class EvaluateStream : public CallStream<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse> {
 public:
  explicit EvaluateStream(Client& client)
      : CallStream(
            [&client](grpc::ClientContext* context, grpc::CompletionQueue* queue, void* tag) {
              return client.stub().AsyncStreamEvaluate(context, queue, tag);
            }) {}
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_
