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

namespace bellwether {
namespace {

constexpr char kSource[] = "alerts";
constexpr uint32_t kAtOnce = 64;
constexpr uint32_t kOpenAtOnce = 1'000;
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

absl::StatusOr<std::optional<delivery::Event>> EventOf(const store::OpenAlert& open,
                                                       absl::Time now) {
  v1::Alert message;
  const absl::Status read = TellAlert(open.alert, now, message);
  if (!read.ok()) return read;
  const bool is_told = open.told > 0 && message.arm() != v1::ALERT_ARM_HELD_OUT &&
                       (!message.held_back() || message.has_escalated_at());
  if (!is_told) return std::optional<delivery::Event>();
  delivery::Event event;
  event.tenant = open.alert.of.tenant;
  event.account = open.alert.of.account;
  event.alert_id = absl::StrCat(open.alert.number);
  event.number = static_cast<uint64_t>(open.told);
  event.face = {open.alert.lead, open.alert.severity, open.segment, open.alert.csm};
  event.routes.assign(message.route().begin(), message.route().end());
  event.reason = message.reason();
  event.playbook = message.playbook();
  event.raised_at = event.at = open.alert.raised_at;
  event.kind = NameOf(v1::ALERT_EVENT_KIND_RAISED);
  if (message.has_escalated_at()) {
    event.kind = NameOf(v1::ALERT_EVENT_KIND_ESCALATED);
    event.at = TimeOf(message.escalated_at());
    event.routes.insert(event.routes.end(), message.escalate_to().begin(),
                        message.escalate_to().end());
  }
  if (message.state() == v1::ALERT_STATE_SNOOZED) {
    event.kind = NameOf(v1::ALERT_EVENT_KIND_SNOOZED);
  }
  if (message.state() == v1::ALERT_STATE_ACKNOWLEDGED) {
    event.kind = NameOf(v1::ALERT_EVENT_KIND_ACKNOWLEDGED);
    event.at = *open.alert.acknowledged_at;
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

void AlertRelay::Begin() {
  const auto upto = store_.outbox().Relayed(kSource);
  if (!upto.ok() || upto->has_value()) return;  // a store that is away is asked again by Step
  const auto last = store_.alerts().LastSequence();
  if (!last.ok() || *last > 0) return;
  static_cast<void>(store_.outbox().BeginRelay({}, absl::Now(), kSource, 0));
}

bool AlertRelay::Step() {
  const auto upto = store_.outbox().Relayed(kSource);
  if (!upto.ok()) return Fail("asking what was relayed", upto.status());
  if (!upto->has_value()) return TellWhatIsOpen();
  return TellWhatHappened(**upto);
}

absl::StatusOr<std::vector<store::OutboxMessage>> AlertRelay::MessagesOfOpen(int64_t upto,
                                                                             absl::Time now) {
  std::vector<store::OutboxMessage> messages;
  for (int64_t after = 0;;) {
    const auto open = store_.alerts().OpenOfAll(after, upto, kOpenAtOnce);
    if (!open.ok()) return open.status();
    for (const store::OpenAlert& one : *open) Add(EventOf(one, now), messages);
    if (open->size() < kOpenAtOnce) return messages;
    after = open->back().alert.number;
  }
}

bool AlertRelay::TellWhatIsOpen() {
  const auto upto = store_.alerts().LastSequence();
  if (!upto.ok()) return Fail("asking what happened to alerts", upto.status());
  const absl::Time now = absl::Now();
  const auto messages = MessagesOfOpen(*upto, now);
  if (!messages.ok()) return Fail("reading alerts that are open", messages.status());
  const auto written = store_.outbox().BeginRelay(*messages, now, kSource, *upto);
  if (!written.ok()) return Fail("writing to the outbox", written.status());
  SayThatItGoesOn();
  if (*upto > 0) {
    log_.Info(
        "alerts are carried out for the first time: those that are open are told as they "
        "stand, and not what happened before",
        {{"messages", *written}});
  }
  if (*written > 0 && relayed_) relayed_();
  return true;
}

bool AlertRelay::TellWhatHappened(int64_t after) {
  const auto events = store_.alerts().AfterOfAll(after, kAtOnce);
  if (!events.ok()) return Fail("reading what happened to alerts", events.status());
  waiting_since_ = kNothingWaits;
  if (events->empty()) {
    SayThatItGoesOn();
    return false;
  }
  NoteWaiting(events->front().event.told_at);
  std::vector<store::OutboxMessage> messages;
  for (const store::ToldAlertEvent& told : *events) Add(EventOf(told), messages);
  const auto written =
      store_.outbox().Relay(messages, absl::Now(), kSource, events->back().event.sequence);
  if (!written.ok()) return Fail("writing to the outbox", written.status());
  SayThatItGoesOn();
  waiting_since_ = kNothingWaits;
  if (*written > 0 && relayed_) relayed_();
  return events->size() == kAtOnce;
}

// What cannot be read is passed over, or nothing after it would ever be told.
void AlertRelay::Add(const absl::StatusOr<std::optional<delivery::Event>>& event,
                     std::vector<store::OutboxMessage>& messages) {
  if (!event.ok()) {
    log_.Warning("what happened to an alert is not carried out",
                 {{"because", std::string(event.status().message())}});
    return;
  }
  if (!event->has_value()) return;
  for (store::OutboxMessage& one : router_.MessagesFor(**event)) {
    messages.push_back(std::move(one));
  }
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

bool AlertRelay::Fail(const char* what, const absl::Status& status) {
  NoteWaiting(absl::Now());
  if (outage_.Fails(SteadyTime::Now())) {
    log_.Warning("alerts are not carried out at the moment",
                 {{"doing", what}, {"because", std::string(status.message())}});
  }
  return false;
}

void AlertRelay::SayThatItGoesOn() {
  const auto was = outage_.Ends(SteadyTime::Now());
  if (!was) return;
  log_.Info("alerts are carried out again",
            {{"after", absl::FormatDuration(absl::Trunc(was->lasted, absl::Milliseconds(1)))},
             {"failures", was->failures}});
}

}  // namespace bellwether
