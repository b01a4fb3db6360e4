// Bytes as a configuration file: diagnostics that say where, or options within what the table says
// of them. Mistakes are found anew in whatever order they are read.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "server/settings/config_file.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

struct Decoded {
  ServerOptions options;
  std::string report;
  bool good = false;
};

Decoded Decode(std::string_view text) {
  const Sources sources({SourceFile{"bellwetherd.yaml", std::string(text)}});
  DiagnosticSink sink;
  Decoded decoded;
  DecodeConfig(sources, decoded.options, sink);
  decoded.good = !sink.has_errors();
  const auto diagnostics = sink.Take();
  for (const Diagnostic& diagnostic : diagnostics) {
    Require(!diagnostic.message.empty(), "a mistake is told");
  }
  decoded.report = RenderAll(diagnostics, sources);
  Require(decoded.good || !decoded.report.empty(), "a refusal says why");
  return decoded;
}

void RequireWithinLimits(const ServerOptions& options) {
  const ServerOptions usual;
  Require(options.max_calls_in_flight > 0 && options.armed_calls > 0, "calls can be taken");
  Require(options.max_request_bytes > 0 && options.max_response_bytes > 0, "messages have room");
  Require(options.canary_share >= 0 && options.canary_share <= 1, "a share is one of all calls");
  Require(options.shadow_share >= 0 && options.shadow_share <= 1, "a share is one of all calls");
  Require(options.drain_delay >= absl::ZeroDuration() &&
              options.drain_deadline >= absl::ZeroDuration() &&
              options.drain_deadline < absl::InfiniteDuration(),
          "a stop comes to its end");
}

void Run(std::string_view text) {
  if (text.size() > kMaxConfigBytes) return;  // refused before it is decoded
  const Decoded decoded = Decode(text);
  RequireWithinLimits(decoded.options);
  Require(Decode(text).report == decoded.report, "the same bytes have the same mistakes");
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
