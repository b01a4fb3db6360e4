// Tested by tests/server/delivery/router_test.cc.
#include "server/delivery/router.h"

#include <algorithm>

namespace bellwether::delivery {
namespace {

bool Has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool Takes(const std::vector<std::string>& wanted, const std::string& value) {
  return wanted.empty() || Has(wanted, value);
}

bool Takes(const Route& route, const Event& event) {
  const bool named = route.routes.empty() ||
                     std::any_of(event.routes.begin(), event.routes.end(),
                                 [&](const std::string& name) { return Has(route.routes, name); });
  return named && Takes(route.segments, event.face.segment) && Takes(route.csms, event.face.csm) &&
         Takes(route.severities, event.face.severity) && Takes(route.alerts, event.face.alert) &&
         Takes(route.kinds, event.kind);
}

std::vector<std::string> TargetsBy(const std::vector<Route>& routes, const Event& event) {
  std::vector<std::string> targets;
  for (const Route& route : routes) {
    if (!Takes(route, event)) continue;
    for (const std::string& target : route.to) {
      if (!Has(targets, target)) targets.push_back(target);
    }
    if (!route.goes_on) break;
  }
  return targets;
}

}  // namespace

void Router::Replace(std::vector<Route> routes) {
  auto next = std::make_shared<const Routes>(std::move(routes));
  MutexLock lock(mutex_);
  routes_.swap(next);
}

std::shared_ptr<const Router::Routes> Router::Pin() const {
  MutexLock lock(mutex_);
  return routes_;
}

std::vector<std::string> Router::TargetsOf(const Event& event) const {
  return TargetsBy(*Pin(), event);
}

std::vector<store::OutboxMessage> Router::MessagesFor(const Event& event) const {
  const std::shared_ptr<const Routes> routes = Pin();
  const std::string key = KeyOf(event), body = EncodeEvent(event);
  std::vector<store::OutboxMessage> messages;
  const std::vector<std::string> targets = TargetsBy(*routes, event);
  for (const std::string& target : targets) {
    messages.push_back({{event.tenant, event.account}, target, key, body});
  }
  if (!event.former) return messages;
  Event before = event;
  before.face = *event.former;
  before.former.reset();
  const std::vector<std::string> told = TargetsBy(*routes, before);
  before.kind = std::string(kMoved);
  const std::string moved = EncodeEvent(before);
  for (const std::string& target : told) {
    if (!Has(targets, target)) {
      messages.push_back({{event.tenant, event.account}, target, key, moved});
    }
  }
  return messages;
}

}  // namespace bellwether::delivery
