// Tested by tests/server/drift_monitor_test.cc.
#include "server/drift/drift_monitor.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "server/base/background_thread.h"

namespace bellwether {
namespace {

constexpr size_t kMostBound = 4;
constexpr std::chrono::milliseconds kPatience{200};
// A level ends below its bound by so much, so that what lies on the bound is not told all day.
constexpr double kCalm = 0.8;

LogField Number(std::string_view name, double value) {
  LogField field(name, absl::StrFormat("%.3f", value));
  field.is_text = false;
  return field;
}

int LevelOf(double psi, int before) {
  const auto reaches = [psi](double bound, bool held) {
    return psi >= (held ? kCalm * bound : bound);
  };
  if (reaches(drift::kMovedFar, before >= 2)) return 2;
  return reaches(drift::kMoved, before >= 1) ? 1 : 0;
}

}  // namespace

DriftMonitor::DriftMonitor(drift::Baseline baseline, DriftSettings settings, Logger& log)
    : baseline_(std::move(baseline)),
      settings_(settings),
      log_(log),
      window_(baseline_, settings_.slices),
      levels_(baseline_.distributions.size()),
      slice_begun_(absl::Now()),
      thread_(StartBackgroundThread("drift", [this] { Run(); })) {}

DriftMonitor::~DriftMonitor() { Stop(); }

void DriftMonitor::Answered(const AnsweredEvaluation& answered) {
  Waiting waiting{packs_.Of(answered.snapshot), {}};
  waiting.pack->value.Read(answered.facts, answered.evaluation, answered.stages, waiting.values);
  MutexLock lock(mutex_);
  if (stopping_ || waiting_.size() >= settings_.most_waiting) {
    dropped_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  waiting_.push_back(std::move(waiting));
  if (waiting_.size() == 1) changed_.NotifyAll();
}

std::deque<DriftMonitor::Waiting> DriftMonitor::Take(bool& stopping) {
  std::deque<Waiting> batch;
  MutexLock lock(mutex_);
  if (waiting_.empty() && !stopping_) changed_.WaitFor(mutex_, kPatience);
  batch.swap(waiting_);
  stopping = stopping_;
  return batch;
}

void DriftMonitor::Run() {
  bool stopping = false;
  while (!stopping) {
    const std::deque<Waiting> batch = Take(stopping);
    MoveOn(absl::Now());
    {
      MutexLock lock(window_mutex_);
      for (const Waiting& waiting : batch) Count(waiting);
    }
    counted_.fetch_add(batch.size(), std::memory_order_relaxed);
    Look(absl::Now());
    packs_.Release();
  }
}

void DriftMonitor::Count(const Waiting& waiting) {
  window_.Add(BindingOf(waiting.pack), waiting.values);
}

const drift::Binding& DriftMonitor::BindingOf(const PackVariables::MadePointer& pack) {
  for (const Bound& bound : bound_) {
    if (bound.pack == pack) return bound.binding;
  }
  if (bound_.size() >= kMostBound) bound_.erase(bound_.begin());
  bound_.push_back({pack, drift::Binding(baseline_, pack->value)});
  return bound_.back().binding;
}

// After a long sleep no slice is left.
void DriftMonitor::MoveOn(absl::Time now) {
  const absl::Duration slice = settings_.window / settings_.slices;
  for (uint32_t i = 0; i <= settings_.slices && now - slice_begun_ >= slice; ++i) {
    MutexLock lock(window_mutex_);
    window_.NextSlice();
    slice_begun_ += slice;
  }
  if (now - slice_begun_ >= slice) slice_begun_ = now;
}

void DriftMonitor::Look(absl::Time now) {
  if (now - looked_at_ < settings_.look_every) return;
  looked_at_ = now;
  const std::vector<drift::DriftValue> values = Values();
  for (size_t i = 0; i < values.size(); ++i) {
    const drift::DriftValue& value = values[i];
    if (!value.psi) continue;  // as it was
    const int level = LevelOf(*value.psi, levels_[i]);
    const int before = std::exchange(levels_[i], level);
    if (level == before) continue;
    const auto write = level > before ? LogLevel::kWarning : LogLevel::kInfo;
    const char* const event = level == 0       ? "drift is over"
                              : level == 2     ? "drifted far"
                              : level > before ? "drifted"
                                               : "drift is less";
    log_.Write(write, event,
               {{"name", value.name},
                Number("psi", *value.psi),
                {"accounts", value.accounts},
                Number("missing_before", value.missing_before),
                Number("missing_now", value.missing_now)});
  }
}

std::vector<drift::DriftValue> DriftMonitor::Values() const {
  MutexLock lock(window_mutex_);
  return window_.Values(settings_.least_accounts);
}

DriftCounts DriftMonitor::Counts() const {
  return {counted_.load(std::memory_order_relaxed), dropped_.load(std::memory_order_relaxed)};
}

void DriftMonitor::Stop() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
}

}  // namespace bellwether
