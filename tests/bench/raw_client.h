// Sends bytes as they are: for requests that stand in files.
//
//   const auto request = ReadRequestFile("build/bench/requests/evaluate.bin");
//   RawClient client("127.0.0.1:50051");
//   RawAnswer answer = client.Call("bellwether.v1.ScoringService/Evaluate", *request);
#ifndef BELLWETHER_TESTS_BENCH_RAW_CLIENT_H_
#define BELLWETHER_TESTS_BENCH_RAW_CLIENT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace bellwether::bench {

// The message of a file that bellwether_bench_requests wrote, without gRPC's frame.
absl::StatusOr<std::string> ReadRequestFile(const std::string& path);

// The bytes of a message; "" when it cannot be read.
std::string Join(const grpc::ByteBuffer& buffer);

struct RawAnswer {
  grpc::Status status;
  std::string message;  // when OK
};

// One connection. One thread. A call ends after 30 seconds at the latest.
class RawClient {
 public:
  explicit RawClient(const std::string& server);

  RawAnswer Call(const std::string& method, const std::string& message);

 private:
  std::shared_ptr<grpc::Channel> channel_;
  grpc::GenericStub stub_;
};

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_RAW_CLIENT_H_
