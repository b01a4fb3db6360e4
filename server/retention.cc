// Tested by tests/server/retention_test.cc and tests/e2e/retention_test.py.
#include "server/retention.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/background_thread.h"
#include "server/settings/retention_periods.h"

namespace bellwether {
namespace {

// Looked at in one step, and deleted of each sort in one transaction.
constexpr uint32_t kAccounts = 64;
constexpr uint32_t kRows = 256;
// Between two steps: others write meanwhile. And so many times as long as the step took, for nobody
// waits for it, and after a start all accounts may have to be evaluated.
constexpr absl::Duration kBreath = absl::Milliseconds(10);
constexpr int kRest = 9;
constexpr absl::Duration kPatience = absl::Minutes(1);  // after a failure, or out of charge
// Answers are given again for a day (answered_requests.h).
constexpr absl::Duration kRequests = absl::Hours(24);

std::optional<absl::Time> Before(absl::Time now, absl::Duration period) {
  if (period == absl::InfiniteDuration()) return std::nullopt;
  return now - period;
}

}  // namespace

Retention::Settings Retention::SettingsOf(const ServerOptions& options) {
  Settings settings;
  settings.evaluations = options.keep_evaluations;
  settings.resolved_alerts = options.keep_resolved_alerts;
  settings.ended_tasks = options.keep_ended_tasks;
  settings.interventions = options.keep_interventions;
  settings.delivered = options.delivered_kept;
  settings.dead_letters = options.dead_letters_kept;
  settings.audit = options.keep_audit;
  settings.records = KeptRecordsOf(options);
  settings.interval = options.retention_interval;
  return settings;
}

Retention::Retention(Settings settings, store::Store& store, Logger& log)
    : settings_(std::move(settings)), store_(store), log_(log) {}

void Retention::Start() {
  thread_ = StartBackgroundThread("retention", [this] { Run(); });
}

void Retention::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

void Retention::Run() {
  while (true) {
    const SteadyTime begin = SteadyTime::Now();
    const bool goes_on = Step();
    const SteadyTime end = SteadyTime::Now();
    const SteadyTime until = goes_on ? end + std::max(kBreath, kRest * (end - begin)) : next_;
    MutexLock lock(mutex_);
    while (!stopping_) {
      const absl::Duration left = until - SteadyTime::Now();
      if (left <= absl::ZeroDuration()) break;
      woken_.WaitFor(mutex_, absl::ToChronoMilliseconds(absl::Ceil(left, absl::Milliseconds(1))));
    }
    if (stopping_) return;
  }
}

bool Retention::Step() {
  if (!walks_ && !Begin()) return false;
  bool over = false;
  const absl::Status done = Go(over);
  if (!done.ok()) return Fail(done);
  if (over) End();
  return !over;
}

// False: it is not time yet, or another server's task.
bool Retention::Begin() {
  if (SteadyTime::Now() < next_) return false;
  const auto in_charge = store_.retention().IsInCharge();
  in_charge_ = in_charge.value_or(false);
  if (!in_charge.ok()) return Fail(in_charge.status());
  if (!*in_charge) {
    next_ = SteadyTime::Now() + kPatience;
    return false;
  }
  const absl::Time now = settings_.now();
  bounds_ = {};
  bounds_.evaluations = Before(now, settings_.evaluations);
  bounds_.resolved_alerts = Before(now, settings_.resolved_alerts);
  bounds_.ended_tasks = Before(now, settings_.ended_tasks);
  bounds_.interventions = Before(now, settings_.interventions);
  bounds_.delivered = Before(now, settings_.delivered);
  bounds_.dead_letters = Before(now, settings_.dead_letters);
  bounds_.audit = Before(now, settings_.audit);
  bounds_.requests = now - kRequests;
  for (const auto& [kind, period] : settings_.records) {
    if (const auto before = Before(now, period)) bounds_.records[kind] = *before;
  }
  others_done_ = false;
  after_ = {};
  walked_ = {};
  walks_ = true;
  return true;
}

// First what is found without accounts, and then account by account.
absl::Status Retention::Go(bool& over) {
  if (!others_done_) {
    const auto deleted = store_.retention().DeleteOthers(bounds_, kRows);
    if (!deleted.ok()) return deleted.status();
    Count(*deleted);
    others_done_ = !deleted->more;
    return absl::OkStatus();
  }
  const auto accounts = store_.retention().Accounts(after_, kAccounts);
  if (!accounts.ok()) return accounts.status();
  const auto deleted = store_.retention().DeleteOf(*accounts, bounds_, kRows);
  if (!deleted.ok()) return deleted.status();
  Count(*deleted);
  if (deleted->more) return absl::OkStatus();
  over = accounts->size() < kAccounts;
  if (!over) after_ = accounts->back();
  return absl::OkStatus();
}

void Retention::Count(const store::DeletedCounts& deleted) {
  walked_ += deleted;
  MutexLock lock(mutex_);
  deleted_ += deleted;
}

void Retention::End() {
  walks_ = false;
  next_ = SteadyTime::Now() + settings_.interval;
  completed_ = absl::ToUnixSeconds(settings_.now());
  const auto& of = walked_;
  if (of.evaluations + of.alerts + of.tasks + of.interventions + of.delivered + of.dead_letters +
          of.audit + of.records ==
      0) {
    return;
  }
  log_.Info("deleted what is kept no longer", {{"evaluations", of.evaluations},
                                               {"alerts", of.alerts},
                                               {"tasks", of.tasks},
                                               {"interventions", of.interventions},
                                               {"delivered", of.delivered},
                                               {"dead_letters", of.dead_letters},
                                               {"audit", of.audit},
                                               {"records", of.records}});
}

// The walk begins anew: it finds what is left.
bool Retention::Fail(const absl::Status& status) {
  ++failures_;
  walks_ = false;
  next_ = SteadyTime::Now() + std::min(kPatience, settings_.interval);
  log_.Warning("what is kept no longer is not deleted at the moment",
               {{"because", std::string(status.message())}});
  return false;
}

void Retention::Collect(Exposition& exposition) const {
  store::DeletedCounts all;
  {
    MutexLock lock(mutex_);
    all = deleted_;
  }
  const std::pair<std::string_view, uint64_t> deleted[] = {{"evaluations", all.evaluations},
                                                           {"alerts", all.alerts},
                                                           {"tasks", all.tasks},
                                                           {"interventions", all.interventions},
                                                           {"delivered", all.delivered},
                                                           {"dead_letters", all.dead_letters},
                                                           {"audit", all.audit},
                                                           {"records", all.records}};
  for (const auto& [kind, count] : deleted) {
    exposition.Add(MetricId::kRetentionDeleted, {kind}, static_cast<double>(count));
  }
  exposition.Add(MetricId::kRetentionFailures, {}, static_cast<double>(failures_.load()));
  exposition.Add(MetricId::kRetentionCompleted, {}, static_cast<double>(completed_.load()));
  exposition.Add(MetricId::kRetentionInCharge, {}, in_charge_ ? 1 : 0);
}

}  // namespace bellwether
