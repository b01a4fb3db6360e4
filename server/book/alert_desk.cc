// Tested by tests/server/alert_course_test.cc.
#include "server/book/alert_desk.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "bellwether/v1/alerts.pb.h"
#include "engine/alerts/desk.h"
#include "engine/alerts/quiet_hours.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/alert_state.h"
#include "server/book/stored_body.h"

namespace bellwether {
namespace {

using store::AlertStanding;

std::optional<ruleset::QuietHours> QuietHoursOf(const SnapshotPointer& snapshot,
                                                const std::string& rule) {
  if (snapshot == nullptr) return std::nullopt;
  for (const ruleset::Alert& alert : snapshot->plan->alerts) {
    if (alert.name == rule) return alert.quiet;
  }
  return std::nullopt;
}

std::string EventBody(const store::StoredAlert& alert, const alerts::DeskEvent& event) {
  v1::Alert of;
  static_cast<void>(DecodeBody(alert.body, "an alert", of));  // else little is said
  v1::AlertEvent told;
  const bool held_back = event.kind == alerts::DeskEvent::Kind::kHeldBack;
  told.set_kind(held_back ? v1::ALERT_EVENT_KIND_HELD_BACK : v1::ALERT_EVENT_KIND_SHOWN);
  told.set_key(alert.key);
  told.set_alert(alert.lead);
  told.set_lead(alert.lead);
  told.set_severity(alert.severity);
  told.set_reason(of.reason());
  *told.mutable_to() = of.route();
  told.set_csm(alert.csm);
  told.set_times(of.times());
  told.set_rank(static_cast<int32_t>(event.rank));
  wire::TimeToProto(event.at, *told.mutable_at());
  return EncodeBody(told);
}

alerts::Desk DeskOf(const store::DeskQueue& queue) {
  std::map<std::string, uint32_t> capacities;
  if (queue.capacity) capacities[queue.rule] = *queue.capacity;
  alerts::Desk desk(std::move(capacities));
  for (const store::DeskQueue::Entry& entry : queue.entries) {
    const store::StoredAlert& alert = entry.alert;
    const alerts::Claim claim{alert.of.account, alert.key,   queue.rule,
                              queue.csm,        alert.stake, alert.raised_at};
    switch (alert.standing) {
      case AlertStanding::kUndecided:
        desk.Open(claim);
        break;
      case AlertStanding::kShown:
        desk.Restore(claim, alerts::DeskEvent::Kind::kShown);
        break;
      case AlertStanding::kHeldBack:
        desk.Restore(claim, alerts::DeskEvent::Kind::kHeldBack);
        break;
      case AlertStanding::kHeldOut:  // is on none
        break;
    }
  }
  return desk;
}

std::vector<store::DeskVerdict> Settle(const store::DeskQueue& queue,
                                       const std::optional<ruleset::QuietHours>& quiet) {
  std::map<std::pair<std::string, std::string>, size_t> positions;
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    const store::StoredAlert& alert = queue.entries[i].alert;
    positions[{alert.of.account, alert.key}] = i;
  }
  alerts::Desk desk = DeskOf(queue);
  std::vector<store::DeskVerdict> verdicts;
  for (const alerts::DeskEvent& event : desk.Settle(queue.now)) {
    store::DeskVerdict verdict;
    verdict.entry = positions.at({event.claim.account, event.claim.key});
    const auto& [alert, state] = queue.entries[verdict.entry];
    const bool shown = event.kind == alerts::DeskEvent::Kind::kShown;
    verdict.standing = shown ? AlertStanding::kShown : AlertStanding::kHeldBack;
    const auto remembered = DecodeAlertState(state);
    verdict.told_at =
        remembered.ok() ? alerts::ToldAt(quiet, event.at, remembered->facts.zone) : event.at;
    // One that was never held back is told of by being raised.
    if (!shown || alert.standing == AlertStanding::kHeldBack) {
      verdict.body = EventBody(alert, event);
    }
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace

store::SettleDesk MakeAlertDesk(std::function<SnapshotPointer(const std::string& tenant)> pack_of) {
  return [pack_of = std::move(pack_of)](const store::DeskQueue& queue) {
    return Settle(queue, QuietHoursOf(pack_of(queue.tenant), queue.rule));
  };
}

}  // namespace bellwether
