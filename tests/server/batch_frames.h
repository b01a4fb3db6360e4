// Between the messages of EvaluateBatch and the server's frames of them, by way of the wire.
#ifndef BELLWETHER_TESTS_SERVER_BATCH_FRAMES_H_
#define BELLWETHER_TESTS_SERVER_BATCH_FRAMES_H_

#include "bellwether/v1/scoring.pb.h"
#include "server/rpc/batch_frame.pb.h"
#include "server/rpc/scoring_handlers.h"

namespace bellwether {

// Calls `evaluate(frame, answer frame)` with `request`; `response` is what a client would read.
// Messages that do not pass the wire give DATA_LOSS.
template <typename Evaluate>
grpc::Status EvaluateFrames(const v1::EvaluateBatchRequest& request,
                            v1::EvaluateBatchResponse& response, const Evaluate& evaluate) {
  server::BatchRequestFrame frame;
  server::BatchResponseFrame answer;
  response.Clear();
  if (!frame.ParseFromString(request.SerializeAsString())) {
    return {grpc::StatusCode::DATA_LOSS, "the request is no frame"};
  }
  grpc::Status status = evaluate(frame, answer);
  if (response.ParseFromString(answer.SerializeAsString())) return status;
  return {grpc::StatusCode::DATA_LOSS, "the answer's frame is no answer"};
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_BATCH_FRAMES_H_
