// The outbox of a store, emptied as long as the server runs: the file of who is told, what sends,
// and what metrics say of it.
//
// The file, and the files that it names, are followed: another one counts for the next event and
// the next attempt. One that is not good is not taken: the last good one stays in force, the log
// says what is wrong and where, and a metric says for how long.
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
// Start and Stop are called by one thread, the rest by any. No secret is logged.
#ifndef BELLWETHER_SERVER_DELIVERED_MESSAGES_H_
#define BELLWETHER_SERVER_DELIVERED_MESSAGES_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/file_follower.h"
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

  void Start();
  void Stop();
  // Looks at the files at once, whatever is seen.
  void LookNow() { follower_.LookNow(); }

  const delivery::Router& router() const { return router_; }
  void Poke() { dispatcher_.Poke(); }
  void Collect(Exposition& exposition) const;

 private:
  DeliveredMessages(const ServerOptions& options, delivery::DeliveryFile file, store::Store& store,
                    Logger& log);

  // On the follower's thread.
  FileFollower::Next Look();
  void Take(delivery::DeliveryFile file);
  void SayWhetherGood(const absl::Status& read);

  const std::string path_;
  Logger& log_;
  delivery::DeliveryFile file_;  // in force; the follower's thread alone, once it runs
  std::string problem_;          // of the file that is there, as it was logged; likewise
  std::atomic<int64_t> broken_since_micros_{0};  // 0: it is good
  delivery::Router router_;
  delivery::CurlTransport transport_;
  delivery::Dispatcher dispatcher_;
  FileFollower follower_{"delivery-file"};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DELIVERED_MESSAGES_H_
