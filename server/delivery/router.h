// From an event to the messages that tell it: which targets a delivery file gives it to.
//
//   Router router(file.routes);
//   store::WriteMessages(session, router.MessagesFor(event), now);
//
// Any thread; an event is routed by one file, whenever another one comes.
#ifndef BELLWETHER_SERVER_DELIVERY_ROUTER_H_
#define BELLWETHER_SERVER_DELIVERY_ROUTER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/base/mutex.h"
#include "server/delivery/event.h"
#include "server/delivery/target.h"
#include "server/store/outbox_store.h"

namespace bellwether::delivery {

class Router {
 public:
  explicit Router(std::vector<Route> routes) { Replace(std::move(routes)); }
  // Counts for the next event.
  void Replace(std::vector<Route> routes);

  // Names of targets, each once, in the order of the routes. Never empty with the routes of a file
  // that was read.
  std::vector<std::string> TargetsOf(const Event& event) const;
  // One for each of them, and, where it was told of under another face before, one of the kind
  // "moved" for each target that was told then and is not any more: it would wait for the end of
  // that alert for ever.
  std::vector<store::OutboxMessage> MessagesFor(const Event& event) const;

 private:
  using Routes = std::vector<Route>;
  std::shared_ptr<const Routes> Pin() const;

  mutable Mutex mutex_;
  std::shared_ptr<const Routes> routes_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_ROUTER_H_
