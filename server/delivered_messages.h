// The outbox of a store, emptied as long as the server runs: the file of who is told, what sends,
// and what metrics say of it.
//
//   absl::StatusOr<std::unique_ptr<DeliveredMessages>> delivered =
//       DeliveredMessages::Open(options, *parts.store, log);     // reads the file
//   (*delivered)->Start();
//   ...
//   (*delivered)->Stop();                                        // after the calls ended
//
// Whoever has something to tell asks `router()` who is told, writes the messages in the transaction
// that writes what they tell of (server/store/sql_outbox_store.h), or has them relayed, and calls
// Poke when that is durable.
//
// Start and Stop are called by one thread, the rest by any.
#ifndef BELLWETHER_SERVER_DELIVERED_MESSAGES_H_
#define BELLWETHER_SERVER_DELIVERED_MESSAGES_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "server/delivery/curl_transport.h"
#include "server/delivery/delivery_file.h"
#include "server/delivery/dispatcher.h"
#include "server/delivery/router.h"
#include "server/settings/options.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class DeliveredMessages {
 public:
  // INVALID_ARGUMENT: all that is wrong with the file, a line each. `store` and `log` outlive it.
  static absl::StatusOr<std::unique_ptr<DeliveredMessages>> Open(const ServerOptions& options,
                                                                 store::Store& store, Logger& log);
  ~DeliveredMessages() { Stop(); }
  DeliveredMessages(const DeliveredMessages&) = delete;
  DeliveredMessages& operator=(const DeliveredMessages&) = delete;

  void Start() { dispatcher_.Start(); }
  void Stop() { dispatcher_.Stop(); }

  const delivery::Router& router() const { return router_; }
  void Poke() { dispatcher_.Poke(); }
  void Collect(Exposition& exposition) const;

 private:
  DeliveredMessages(const ServerOptions& options, delivery::DeliveryFile file, store::Store& store,
                    Logger& log);

  const std::vector<delivery::Target> targets_;
  const delivery::Router router_;
  delivery::CurlTransport transport_;
  delivery::Dispatcher dispatcher_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DELIVERED_MESSAGES_H_
