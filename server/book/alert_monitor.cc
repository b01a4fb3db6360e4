// Tested by tests/server/alert_monitor_test.cc.
#include "server/book/alert_monitor.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "bellwether/v1/alerts.pb.h"
#include "server/base/background_thread.h"
#include "server/book/told_alerts.h"

namespace bellwether {
namespace {

constexpr uint32_t kEventsAtOnce = 256;
constexpr char kOther[] = "other";
constexpr const char* kStandingNames[] = {"open", "acknowledged", "snoozed", "held_back"};

// "ALERT_EVENT_KIND_RAISED" -> "raised".
std::string NameOfKind(size_t kind) {
  const std::string name = v1::AlertEventKind_Name(static_cast<v1::AlertEventKind>(kind));
  return absl::AsciiStrToLower(absl::StripPrefix(name, "ALERT_EVENT_KIND_"));
}

}  // namespace

AlertMonitor::AlertMonitor(Settings settings, store::Store& store, Logger& log)
    : settings_(std::move(settings)), store_(store), log_(log) {
  static_assert(v1::AlertEventKind_ARRAYSIZE == kKinds);
  static_assert(std::size(kStandingNames) == kStandings);
}

void AlertMonitor::Start() {
  // What is told from now on counts, also what is told before the thread looks.
  const auto last = store_.alerts().LastSequence();
  if (last.ok()) cursor_ = *last;
  thread_ = StartBackgroundThread("alert-metrics", [this] { Run(); });
}

void AlertMonitor::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

void AlertMonitor::Run() {
  while (!IsStopping()) {
    Look();
    MutexLock lock(mutex_);
    if (!stopping_) woken_.WaitFor(mutex_, absl::ToChronoMilliseconds(settings_.between));
  }
}

bool AlertMonitor::IsStopping() const {
  MutexLock lock(mutex_);
  return stopping_;
}

void AlertMonitor::Look() {
  const bool in_charge = settings_.in_charge();
  const auto last = store_.alerts().LastSequence();
  if (!last.ok()) return Fail("asking what was told of alerts", last.status());
  if (!in_charge) {
    cursor_ = *last;  // whoever is in charge counts it
    MutexLock lock(mutex_);
    has_counted_ = false;
    return;
  }
  if (!cursor_) cursor_ = *last;
  ReadEvents(*last);
  CountWhatIsOpen(settings_.now());
}

void AlertMonitor::ReadEvents(int64_t upto) {
  while (*cursor_ < upto && !IsStopping()) {
    const auto events = store_.alerts().AfterOfAll(*cursor_, kEventsAtOnce);
    if (!events.ok()) return Fail("reading what happened to alerts", events.status());
    if (events->empty()) return;
    for (const store::ToldAlertEvent& told : *events) {
      v1::AlertEvent message;
      if (!TellAlertEvent(told.event, message).ok()) continue;  // whoever tells it says so
      const auto kind = static_cast<size_t>(message.kind());
      if (kind >= kKinds) continue;  // a later version wrote it
      const std::string& rule = message.lead().empty() ? message.alert() : message.lead();
      MutexLock lock(mutex_);
      ++events_[Known({rule, message.severity()})][kind];
    }
    cursor_ = events->back().event.sequence;
  }
}

void AlertMonitor::CountWhatIsOpen(absl::Time now) {
  const auto counts = store_.alerts().Count(now);
  if (!counts.ok()) return Fail("counting alerts", counts.status());
  const auto due = store_.evaluations().NextDue();
  if (!due.ok()) return Fail("asking what is due", due.status());
  MutexLock lock(mutex_);
  for (auto& [rule, standings] : open_) standings.fill(0);
  for (const store::OpenAlertCount& one : counts->open) {
    open_[Known({one.lead, one.severity})][static_cast<size_t>(one.standing)] += one.count;
  }
  tasks_overdue_ = counts->tasks_overdue;
  tasks_open_ = counts->tasks_open - std::min(counts->tasks_open, tasks_overdue_);
  untold_.Note(counts->untold_since, now);
  unevaluated_.Note(*due, now);
  has_counted_ = true;
}

// Rules come from packs, and packs follow each other.
const AlertMonitor::Rule& AlertMonitor::Known(const Rule& rule) {
  static const Rule other{kOther, kOther};
  const bool has_room = std::max(events_.size(), open_.size()) < settings_.most_rules;
  return has_room || events_.contains(rule) || open_.contains(rule) ? rule : other;
}

void AlertMonitor::Late::Note(std::optional<absl::Time> due, absl::Time now) {
  const bool is_late = due && *due <= now;
  since = is_late ? due : std::nullopt;
  if (!is_late) {
    seen.reset();
  } else if (!seen) {
    seen = now;
  }
}

// Something may be late all the time, and another thing each time.
absl::Duration AlertMonitor::Late::At(absl::Time now) const {
  if (!since || !seen) return absl::ZeroDuration();
  return std::max(now - std::max(*since, *seen), absl::ZeroDuration());
}

void AlertMonitor::Collect(Exposition& exposition) const {
  const absl::Time now = settings_.now();
  MutexLock lock(mutex_);
  for (const auto& [rule, kinds] : events_) {
    for (size_t kind = 1; kind < kKinds; ++kind) {
      exposition.Add(MetricId::kAlertEvents, {rule.first, rule.second, NameOfKind(kind)},
                     static_cast<double>(kinds[kind]));
    }
  }
  if (!has_counted_) return;
  for (const auto& [rule, standings] : open_) {
    for (size_t i = 0; i < kStandings; ++i) {
      exposition.Add(MetricId::kAlerts, {rule.first, rule.second, kStandingNames[i]},
                     static_cast<double>(standings[i]));
    }
  }
  exposition.Add(MetricId::kTasks, {"open"}, static_cast<double>(tasks_open_));
  exposition.Add(MetricId::kTasks, {"overdue"}, static_cast<double>(tasks_overdue_));
  exposition.Add(MetricId::kAlertsUntold, {}, absl::ToDoubleSeconds(untold_.At(now)));
  exposition.Add(MetricId::kContinuousLate, {}, absl::ToDoubleSeconds(unevaluated_.At(now)));
}

void AlertMonitor::Fail(const char* what, const absl::Status& status) {
  log_.Warning("alerts are not counted at the moment",
               {{"doing", what}, {"because", std::string(status.message())}});
}

}  // namespace bellwether
