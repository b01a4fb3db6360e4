// Tested by tests/server/alert_relay_test.cc.
#include "server/alert_relay.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "bellwether/v1/alerts.pb.h"
#include "server/base/background_thread.h"
#include "server/book/told_alerts.h"
#include "server/store/outbox_store.h"

namespace bellwether {
namespace {

constexpr char kSource[] = "alerts";
constexpr uint32_t kAtOnce = 64;
constexpr std::chrono::milliseconds kPatience{1'000};

// "ALERT_EVENT_KIND_RAISED" -> "raised".
std::string NameOf(v1::AlertEventKind kind) {
  const std::string name = v1::AlertEventKind_Name(kind);
  return absl::AsciiStrToLower(absl::StripPrefix(name, "ALERT_EVENT_KIND_"));
}

delivery::Face FaceOf(const v1::AlertEvent& message, const std::string& segment) {
  return {message.lead().empty() ? message.alert() : message.lead(), message.severity(), segment,
          message.csm()};
}

bool IsTold(const v1::AlertEvent& message) {
  if (message.arm() == v1::ALERT_ARM_HELD_OUT) return false;
  if (message.kind() == v1::ALERT_EVENT_KIND_HELD_BACK) return false;
  return !message.held_back() || message.kind() == v1::ALERT_EVENT_KIND_ESCALATED ||
         message.kind() == v1::ALERT_EVENT_KIND_RESOLVED;
}

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

}  // namespace

absl::StatusOr<std::optional<delivery::Event>> EventOf(const store::ToldAlertEvent& told) {
  v1::AlertEvent message;
  const absl::Status read = TellAlertEvent(told.event, message);
  if (!read.ok()) return read;
  if (!IsTold(message)) return std::optional<delivery::Event>();
  delivery::Event event;
  event.tenant = told.tenant;
  event.account = told.event.account;
  event.alert_id = absl::StrCat(message.number());
  event.number = static_cast<uint64_t>(message.sequence());
  event.kind = NameOf(message.kind());
  event.face = FaceOf(message, told.segment);
  event.routes.assign(message.to().begin(), message.to().end());
  event.reason = message.reason();
  event.playbook = message.playbook();
  event.by = message.by();
  event.why = message.why();
  event.task = message.action();
  event.at = TimeOf(message.at());
  event.raised_at = told.raised_at;
  if (!told.former.empty()) {
    store::StoredAlertEvent before = told.event;
    before.body = told.former;
    v1::AlertEvent former;
    const bool is_read = TellAlertEvent(before, former).ok();
    if (is_read && former.arm() != v1::ALERT_ARM_HELD_OUT) {  // of that nobody was told
      const delivery::Face face = FaceOf(former, told.segment);
      if (face != event.face) event.former = face;
    }
  }
  return std::optional(std::move(event));
}

void AlertRelay::Start(PackFeed& feed) {
  feed_ = &feed;
  feed.Add(*this);
  thread_ = StartBackgroundThread("alert-relay", [this] { Run(); });
}

void AlertRelay::Stop() {
  if (feed_ != nullptr) std::exchange(feed_, nullptr)->Remove(*this);
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

void AlertRelay::OnChange() {
  {
    MutexLock lock(mutex_);
    changed_ = true;
  }
  woken_.NotifyAll();
}

void AlertRelay::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      if (stopping_) return;
      changed_ = false;
    }
    if (Step()) continue;
    MutexLock lock(mutex_);
    if (!stopping_ && !changed_) woken_.WaitFor(mutex_, kPatience);
  }
}

bool AlertRelay::Step() {
  const auto upto = store_.outbox().Relayed(kSource);
  if (!upto.ok()) {
    NoteWaiting(absl::Now());
    Fail("asking what was relayed", upto.status());
    return false;
  }
  const auto events = store_.alerts().AfterOfAll(*upto, kAtOnce);
  if (!events.ok()) {
    NoteWaiting(absl::Now());
    Fail("reading what happened to alerts", events.status());
    return false;
  }
  waiting_since_ = kNothingWaits;
  if (events->empty()) return false;
  NoteWaiting(events->front().event.told_at);
  std::vector<store::OutboxMessage> messages;
  for (const store::ToldAlertEvent& told : *events) {
    const auto event = EventOf(told);
    if (!event.ok()) {  // it is passed over, or nothing after it would ever be told
      Fail("reading an event of an alert", event.status());
      continue;
    }
    if (!event->has_value()) continue;
    for (store::OutboxMessage& one : router_.MessagesFor(**event)) {
      messages.push_back(std::move(one));
    }
  }
  const auto written =
      store_.outbox().Relay(messages, absl::Now(), kSource, events->back().event.sequence);
  if (!written.ok()) {
    Fail("writing to the outbox", written.status());
    return false;
  }
  waiting_since_ = kNothingWaits;
  if (*written > 0 && relayed_) relayed_();
  return events->size() == kAtOnce;
}

void AlertRelay::NoteWaiting(absl::Time since) {
  waiting_since_ = std::min<int64_t>(waiting_since_, absl::ToUnixMicros(since));
}

absl::Duration AlertRelay::Lag(absl::Time now) const {
  const int64_t since = waiting_since_;
  if (since == kNothingWaits) return absl::ZeroDuration();
  return std::max(now - absl::FromUnixMicros(since), absl::ZeroDuration());
}

void AlertRelay::Collect(Exposition& exposition) const {
  exposition.Add(MetricId::kAlertRelayLag, {}, absl::ToDoubleSeconds(Lag(absl::Now())));
}

void AlertRelay::Fail(const char* what, const absl::Status& status) {
  log_.Warning("alerts are not carried out at the moment",
               {{"doing", what}, {"because", std::string(status.message())}});
}

}  // namespace bellwether
