// Tested by tests/e2e/delivery_test.py.
#include "server/delivered_messages.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "server/store/outbox_store.h"

namespace bellwether {
namespace {

constexpr absl::Duration kPollInterval = absl::Seconds(10);

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
    : path_(options.delivery),
      log_(log),
      file_(std::move(file)),
      router_(file_.routes),
      dispatcher_(SettingsOf(options), file_.targets, store.outbox(), transport_, log) {}

void DeliveredMessages::Start() {
  dispatcher_.Start();
  follower_.Start({path_}, [this] { return Look(); });
}

void DeliveredMessages::Stop() {
  follower_.Stop();
  dispatcher_.Stop();
}

FileFollower::Next DeliveredMessages::Look() {
  auto read = delivery::ReadDeliveryFile(path_);
  SayWhetherGood(read.status());
  if (read.ok()) Take(*std::move(read));
  FileFollower::Next next{{path_}, kPollInterval};
  next.paths.insert(next.paths.end(), file_.files.begin(), file_.files.end());
  return next;
}

// Targets come first: nothing is routed to one that is not there yet.
void DeliveredMessages::Take(delivery::DeliveryFile file) {
  if (file == file_) return;
  file_ = std::move(file);
  dispatcher_.SetTargets(file_.targets);
  router_.Replace(file_.routes);
  log_.Info("delivery file in force",
            {{"file", path_}, {"targets", file_.targets.size()}, {"routes", file_.routes.size()}});
}

void DeliveredMessages::SayWhetherGood(const absl::Status& read) {
  if (read.ok()) {
    broken_since_micros_ = 0;
  } else if (broken_since_micros_ == 0) {
    broken_since_micros_ = absl::ToUnixMicros(absl::Now());
  }
  if (read.message() == problem_) return;
  problem_ = std::string(read.message());
  if (read.ok()) return log_.Info("delivery file is good again", {{"file", path_}});
  for (const auto& line : absl::StrSplit(problem_, '\n', absl::SkipEmpty())) {
    log_.Error("delivery file refused, the last good one stays in force",
               {{"problem", ToStd(line)}});
  }
}

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
  const int64_t since = broken_since_micros_;
  const absl::Duration broken =
      since == 0 ? absl::ZeroDuration() : absl::Now() - absl::FromUnixMicros(since);
  exposition.Add(MetricId::kDeliveryFileBroken, {}, std::max(0.0, absl::ToDoubleSeconds(broken)));
  exposition.Add(MetricId::kDeliveryInCharge, {}, dispatcher_.is_in_charge() ? 1 : 0);
}

}  // namespace bellwether
