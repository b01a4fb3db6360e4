// bellwether_null_server BYTES: a server that does everything but its work. Evaluate decodes its
// request as bellwetherd does, and answers BYTES bytes that stand ready. Queues, threads, calls and
// limits are those of bellwetherd with its defaults, for it is the same RpcServer. What it answers
// in a second is what gRPC leaves room for; bellwetherd is measured against it.
//
// "ready on HOST:PORT" on stdout; SIGTERM ends it.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "google/protobuf/unknown_field_set.h"
#include "server/rpc/rpc_server.h"
#include "server/signals.h"
#include "server/telemetry/logger.h"

namespace bellwether::bench {
namespace {

// A field that the message does not have: it is written as it stands, so an answer costs one copy
// however many fields the real one has.
constexpr int kField = 15;
constexpr size_t kLengthDigitBits = 7;

// Length of a field with `bytes` of content: its tag, its length and the content.
size_t FieldSize(size_t bytes) {
  size_t length_bytes = 1;
  for (size_t rest = bytes >> kLengthDigitBits; rest != 0; rest >>= kLengthDigitBits) {
    ++length_bytes;
  }
  return 1 + length_bytes + bytes;
}

// Content that makes the whole answer `size` bytes long; one less where no content can.
std::string ContentFor(size_t size) {
  size_t bytes = size;
  while (bytes > 0 && FieldSize(bytes) > size) --bytes;
  return std::string(bytes, 'x');
}

ScoringHandlers NullHandlers(const std::string& content) {
  ScoringHandlers handlers;
  handlers.evaluate = [content](CallContext&, const v1::EvaluateRequest&,
                                v1::EvaluateResponse& response) {
    response.GetReflection()->MutableUnknownFields(&response)->AddLengthDelimited(kField, content);
    return grpc::Status::OK;
  };
  return handlers;
}

int Serve(size_t answer_bytes) {
  BlockStopSignals();
  ServerOptions options;
  options.listen = "127.0.0.1:0";
  Logger log(LogLevel::kWarning, LogFormat::kText);
  RpcServer server(options, {NullHandlers(ContentFor(answer_bytes))}, log);
  if (const absl::Status started = server.Start(); !started.ok()) {
    std::fprintf(stderr, "%s\n", started.ToString().c_str());
    return 1;
  }
  server.SetServing(true);
  std::printf("ready on %s\n", server.address().c_str());
  std::fflush(stdout);
  AwaitStopSignal([] {});
  server.Stop(absl::Seconds(1));
  return 0;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  size_t bytes = 0;
  const char* end = argc == 2 ? argv[1] + std::strlen(argv[1]) : nullptr;
  if (argc != 2 || std::from_chars(argv[1], end, bytes).ptr != end) {
    std::fputs("usage: bellwether_null_server BYTES   (see scripts/bench)\n", stderr);
    return 2;
  }
  return bellwether::bench::Serve(bytes);
}
