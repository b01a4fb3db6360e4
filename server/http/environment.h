// What all connections of a gateway share.
#ifndef BELLWETHER_SERVER_HTTP_ENVIRONMENT_H_
#define BELLWETHER_SERVER_HTTP_ENVIRONMENT_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "grpcpp/channel.h"
#include "server/http/gateway.h"
#include "server/http/message_codec.h"
#include "server/http/method_catalog.h"
#include "server/http/origin_rules.h"
#include "server/http/outgoing_call.h"
#include "server/http/pages.h"

namespace bellwether::http {

// Thread-safe.
class Environment {
 public:
  Environment(std::shared_ptr<grpc::Channel> channel_, GatewaySettings settings_)
      : settings(std::move(settings_)),
        channel(std::move(channel_)),
        methods(settings.services),
        pages(settings.pages),
        origins(settings.origins, settings.tls.has_value() ? "https" : "http",
                settings.known_hosts_only) {}

  void CountRefusal(Refusal refusal, std::string_view detail) {
    refused[static_cast<size_t>(refusal)].fetch_add(1, std::memory_order_relaxed);
    if (settings.refused) settings.refused(refusal, detail);
  }

  const GatewaySettings settings;
  const std::shared_ptr<grpc::Channel> channel;
  const MessageCodec codec;
  const MethodCatalog methods;
  const Pages pages;
  const OriginRules origins;
  CallQueue calls;
  std::atomic<uint64_t> connections{0}, requests{0}, bytes_held{0};
  std::array<std::atomic<uint64_t>, kRefusals> refused{};
};

// Bytes of bodies that one exchange holds, counted in the sum of all.
class HeldBytes {
 public:
  explicit HeldBytes(Environment& environment) : environment_(environment) {}
  ~HeldBytes() { Set(0); }
  HeldBytes(const HeldBytes&) = delete;
  HeldBytes& operator=(const HeldBytes&) = delete;

  // False: all together hold too much.
  bool Set(uint64_t bytes) {
    const uint64_t sum = environment_.bytes_held.fetch_add(bytes - mine_) + bytes - mine_;
    mine_ = bytes;
    return sum <= environment_.settings.limits.max_bytes_held;
  }

 private:
  Environment& environment_;
  uint64_t mine_ = 0;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_ENVIRONMENT_H_
