// One thread sends and receives: it sleeps on its queue until an answer comes or a call is due.
//
// Tested by tests/reliability/prove_test.py.
#include "tests/reliability/load.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "grpcpp/channel.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/slice.h"
#include "tests/bench/raw_client.h"
#include "tests/reliability/load_call.h"

namespace bellwether::load {
namespace {

constexpr size_t kDigestDigits = 64;
// How PackInfo.digest begins on the wire: field 3, 64 bytes.
constexpr std::string_view kDigestHead = "\x1a\x40";

struct NamedDigest {
  std::string digest;
  bool mixed = false;  // the answer names several
};

bool IsDigest(std::string_view text) {
  return text.size() == kDigestDigits &&
         std::all_of(text.begin(), text.end(), absl::ascii_isxdigit);
}

NamedDigest DigestOf(const std::string& answer) {
  NamedDigest found;
  size_t at = answer.find(kDigestHead);
  for (; at != std::string::npos; at = answer.find(kDigestHead, at + 1)) {
    std::string digest = answer.substr(at + kDigestHead.size(), kDigestDigits);
    if (!IsDigest(digest)) continue;
    found.mixed |= !found.digest.empty() && found.digest != digest;
    found.digest = std::move(digest);
  }
  return found;
}

// FNV-1a: the same on every machine, for answers that are to be alike.
uint64_t HashOf(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return hash;
}

// What this process has had of the processors.
absl::Duration Busy() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime);
}

class Load {
 public:
  Load(const LoadOptions& options, const std::string& message) : options_(options) {
    const grpc::Slice slice(message);
    shape_.method = "/" + options.method;
    shape_.message = grpc::ByteBuffer(&slice, 1);
    shape_.messages = options.messages;
    shape_.deadline = absl::Milliseconds(options.deadline_ms);
    if (options.cancel_ms > 0) shape_.cancel_after = absl::Milliseconds(options.cancel_ms);
    for (uint32_t i = 0; i < options.connections; ++i) stubs_.emplace_back(Connect(i));
  }

  LoadReport Run() {
    const absl::Time start = absl::Now();
    const absl::Time end = start + absl::Seconds(options_.seconds);
    const absl::Duration busy = Busy();
    start_ = start;
    for (absl::Time now = start; now < end; now = absl::Now()) {
      SendWhatIsDue(now);
      Await(std::min(end, options_.rate > 0 ? DueAt(due_) : end));
    }
    report_.set_seconds(absl::ToDoubleSeconds(absl::Now() - start));
    report_.set_busy_seconds(absl::ToDoubleSeconds(Busy() - busy));
    while (under_way_ > 0) Await(absl::InfiniteFuture());
    return std::move(report_);
  }

 private:
  std::shared_ptr<grpc::Channel> Connect(uint32_t index) const {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    arguments.SetInt("bellwether.connection", static_cast<int>(index));  // else channels share one
    if (!options_.service_config.empty()) {
      arguments.SetServiceConfigJSON(options_.service_config);
    }
    return grpc::CreateCustomChannel(options_.target, grpc::InsecureChannelCredentials(),
                                     arguments);
  }

  // When the call with that number is due in an open loop.
  absl::Time DueAt(uint64_t number) const {
    return start_ + absl::Seconds(static_cast<double>(number) / options_.rate);
  }

  void SendWhatIsDue(absl::Time now) {
    if (options_.rate <= 0) {
      while (under_way_ < options_.in_flight) Send(now);
      return;
    }
    for (; DueAt(due_) <= now; ++due_) {
      if (under_way_ < options_.in_flight) {
        Send(DueAt(due_));
      } else {
        report_.NotSent();
      }
    }
  }

  void Send(absl::Time due) {
    LoadCall::Start(shape_, stubs_[next_stub_++ % stubs_.size()], queue_, due);
    ++under_way_;
  }

  // Takes one event, or waits until `deadline`.
  void Await(absl::Time deadline) {
    void* tag = nullptr;
    bool ok = false;
    if (queue_.AsyncNext(&tag, &ok, absl::ToChronoTime(deadline)) !=
        grpc::CompletionQueue::GOT_EVENT) {
      return;
    }
    auto* event = static_cast<LoadCall::Event*>(tag);
    if (!event->Proceed(ok)) return;
    const std::unique_ptr<LoadCall> call(&event->call());
    --under_way_;
    const absl::Time now = absl::Now();
    NamedDigest named;
    if (call->status().ok()) named = DigestOf(call->answers());
    if (named.mixed) report_.Mixed();
    report_.Ended({call->status().error_code(), now - start_, now - call->due(), named.digest,
                   HashOf(call->answers())});
  }

  const LoadOptions& options_;
  CallShape shape_;
  std::vector<grpc::GenericStub> stubs_;
  grpc::CompletionQueue queue_;
  LoadReport report_;
  absl::Time start_;
  uint64_t due_ = 0;  // number of the next call of an open loop
  uint64_t next_stub_ = 0;
  uint32_t under_way_ = 0;
};

}  // namespace

absl::StatusOr<LoadReport> RunLoad(const LoadOptions& options) {
  const auto message = bench::ReadRequestFile(options.request);
  if (!message.ok()) return message.status();
  return Load(options, *message).Run();
}

}  // namespace bellwether::load
