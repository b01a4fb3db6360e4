// Tested by tests/e2e/delivery_test.py.
#include "server/delivered_messages.h"

#include "server/store/outbox_store.h"

namespace bellwether {
namespace {

double AsDouble(uint64_t count) { return static_cast<double>(count); }

delivery::Dispatcher::Settings SettingsOf(const ServerOptions& options) {
  delivery::Dispatcher::Settings settings;
  settings.most_in_flight = options.max_deliveries;
  settings.most_to_one = options.max_deliveries_to_one;
  return settings;
}

}  // namespace

absl::StatusOr<std::unique_ptr<DeliveredMessages>> DeliveredMessages::Open(
    const ServerOptions& options, store::Store& store, Logger& log) {
  auto file = delivery::ReadDeliveryFile(options.delivery);
  if (!file.ok()) return file.status();
  return std::unique_ptr<DeliveredMessages>(
      new DeliveredMessages(options, *std::move(file), store, log));
}

DeliveredMessages::DeliveredMessages(const ServerOptions& options, delivery::DeliveryFile file,
                                     store::Store& store, Logger& log)
    : targets_(std::move(file.targets)),
      router_(std::move(file.routes)),
      dispatcher_(SettingsOf(options), targets_, store.outbox(), transport_, log) {}

void DeliveredMessages::Collect(Exposition& exposition) const {
  for (const delivery::Dispatcher::TargetCounts& target : dispatcher_.CountAll()) {
    const std::string& name = target.name;
    exposition.Add(MetricId::kDeliveries, {name, "delivered"}, AsDouble(target.delivered));
    exposition.Add(MetricId::kDeliveries, {name, "failed"}, AsDouble(target.failed));
    exposition.Add(MetricId::kDeliveries, {name, "refused"}, AsDouble(target.refused));
    exposition.Add(MetricId::kDeliveries, {name, "given_up"}, AsDouble(target.given_up));
    exposition.Add(MetricId::kDeliveriesInFlight, {name}, target.in_flight);
    exposition.Add(MetricId::kDeliveryWaiting, {name}, AsDouble(target.waiting));
    exposition.Add(MetricId::kDeliveryDead, {name}, AsDouble(target.dead));
    exposition.Add(MetricId::kDeliveryOldest, {name}, absl::ToDoubleSeconds(target.oldest));
  }
  exposition.Add(MetricId::kDeliveryInCharge, {}, dispatcher_.is_in_charge() ? 1 : 0);
}

}  // namespace bellwether
