// The service that the conformance suite of Connect asks: it answers as each request says, and
// tells what it saw of the request. A plain gRPC service, without state; called by threads of the
// server.
#ifndef BELLWETHER_TESTS_CONFORMANCE_HTTP_CONFORMANCE_SERVICE_H_
#define BELLWETHER_TESTS_CONFORMANCE_HTTP_CONFORMANCE_SERVICE_H_

#include "connectrpc/conformance/v1/service.grpc.pb.h"

namespace bellwether::conformance {

namespace suite = ::connectrpc::conformance::v1;

// `Unimplemented` is left as it is generated.
class ConformanceService final : public suite::ConformanceService::Service {
 public:
  grpc::Status Unary(grpc::ServerContext* context, const suite::UnaryRequest* request,
                     suite::UnaryResponse* response) override;
  grpc::Status IdempotentUnary(grpc::ServerContext* context,
                               const suite::IdempotentUnaryRequest* request,
                               suite::IdempotentUnaryResponse* response) override;
  grpc::Status ClientStream(grpc::ServerContext* context,
                            grpc::ServerReader<suite::ClientStreamRequest>* reader,
                            suite::ClientStreamResponse* response) override;
  grpc::Status ServerStream(grpc::ServerContext* context, const suite::ServerStreamRequest* request,
                            grpc::ServerWriter<suite::ServerStreamResponse>* writer) override;
  // Half duplex: answers when every request has come. Full duplex: an answer for each request, and
  // at the end those that are left.
  grpc::Status BidiStream(grpc::ServerContext* context,
                          grpc::ServerReaderWriter<suite::BidiStreamResponse,
                                                   suite::BidiStreamRequest>* stream) override;
};

}  // namespace bellwether::conformance

#endif  // BELLWETHER_TESTS_CONFORMANCE_HTTP_CONFORMANCE_SERVICE_H_
