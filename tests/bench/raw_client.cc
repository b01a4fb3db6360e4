// Tested by tests/bench/request_files_test.py.
#include "tests/bench/raw_client.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/slice.h"

namespace bellwether::bench {
namespace {

constexpr size_t kFrameBytes = 5;
constexpr std::chrono::seconds kPatience{30};

std::shared_ptr<grpc::Channel> Connect(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

std::string Join(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

absl::StatusOr<std::string> ReadRequestFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string frame{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (frame.size() < kFrameBytes) {
    return absl::NotFoundError(absl::StrCat(path, " holds no request"));
  }
  return frame.substr(kFrameBytes);
}

RawClient::RawClient(const std::string& server) : channel_(Connect(server)), stub_(channel_) {}

RawAnswer RawClient::Call(const std::string& method, const std::string& message) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  grpc::CompletionQueue queue;
  const grpc::Slice slice(message);
  const auto call =
      stub_.PrepareUnaryCall(&context, "/" + method, grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  RawAnswer answer;
  call->Finish(&response, &answer.status, &answer);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (answer.status.ok()) answer.message = Join(response);
  return answer;
}

}  // namespace bellwether::bench
