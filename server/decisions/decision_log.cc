// Tested by tests/server/decision_log_test.cc and tests/clients/decision_log_test.py.
#include "server/decisions/decision_log.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "engine/decisions/write_line.h"
#include "server/base/background_thread.h"

namespace bellwether {
namespace {

constexpr size_t kBatch = 64;  // what is out of the queue and not yet in a file
constexpr absl::Duration kRetry = absl::Seconds(1);
constexpr absl::Duration kTellInterval = absl::Seconds(1);  // lines that tell of drops
constexpr absl::Duration kSayInterval = absl::Seconds(30);  // in the server's log
constexpr std::chrono::milliseconds kPatience{200};

constexpr size_t kTraceBegin = 3;  // "00-" and then the 32 digits of the trace
constexpr size_t kTraceDigits = 32;

// W3C Trace Context; "" of anything else.
std::string TraceOf(const std::string& trace_parent) {
  if (trace_parent.size() <= kTraceBegin + kTraceDigits) return "";
  return trace_parent[kTraceBegin - 1] == '-' && trace_parent[kTraceBegin + kTraceDigits] == '-'
             ? trace_parent.substr(kTraceBegin, kTraceDigits)
             : "";
}

std::string LabelOf(const AnsweredEvaluation& answered) {
  if (answered.asked.empty()) {
    return std::string(
        NameOf(answered.snapshot->on_trial ? PackLabel::kCanary : PackLabel::kActive));
  }
  for (const PackLabel label : kPackLabels) {
    if (answered.asked == NameOf(label)) return answered.asked;
  }
  return "";
}

// Memory, about.
uint64_t BytesOf(const Account& account) {
  uint64_t bytes = sizeof(Account);
  for (const SignalInput& signal : account.signals) {
    bytes += sizeof(SignalInput) + signal.name.capacity();
    if (const auto* text = std::get_if<std::string>(&signal.value)) bytes += text->capacity();
    if (const auto* text = std::get_if<Untyped>(&signal.value)) bytes += text->text.capacity();
  }
  for (const SeriesInput& series : account.series) {
    bytes += sizeof(SeriesInput) + series.points.size() * sizeof(SeriesInput::Point);
  }
  for (const OverrideInput& one : account.overrides) {
    bytes += sizeof(OverrideInput) + one.author.capacity() + one.reason.capacity();
  }
  return bytes + account.milestones.size() * sizeof(MilestoneInput) +
         account.dimension_scores.size() * sizeof(DimensionScore) +
         account.previous_bands.size() * sizeof(PreviousBand);
}

uint64_t BytesOf(const decisions::Decision& decision) {
  return sizeof(decisions::Decision) + BytesOf(decision.account) +
         decision.outcome.size() * sizeof(decisions::OutcomeValue);
}

}  // namespace

DecisionLog::DecisionLog(DecisionLogSettings settings, decisions::Redaction redaction, Logger& log)
    : settings_(std::move(settings)),
      redaction_(std::move(redaction)),
      log_(log),
      one_(settings_.share),
      many_(settings_.large_share),
      folder_(settings_.folder, log) {}

DecisionLog::~DecisionLog() { Stop(); }

absl::Status DecisionLog::Open() {
  absl::Status opened = folder_.Open(absl::Now());
  if (opened.ok()) thread_ = StartBackgroundThread("decision-log", [this] { Run(); });
  return opened;
}

// Looked at before anything is copied, so that a full queue costs a call next to nothing.
bool DecisionLog::HasRoom() const {
  return waiting_count_.load(std::memory_order_relaxed) < settings_.most_waiting &&
         waiting_bytes_.load(std::memory_order_relaxed) < settings_.most_waiting_bytes;
}

void DecisionLog::Answered(const AnsweredEvaluation& answered) {
  if (!(answered.of_many ? many_ : one_).Takes()) return;
  if (!HasRoom()) {
    dropped_full_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  auto waiting = std::make_unique<Waiting>();
  waiting->pack = packs_.Of(answered.snapshot);
  decisions::Decision& decision = waiting->decision;
  decision.time = answered.received;
  decision.request_id = answered.origin.request_id;
  decision.trace_id = TraceOf(answered.origin.trace_parent);
  decision.method = answered.method;
  decision.caller = answered.origin.caller->name;
  decision.pack.label = LabelOf(answered);
  decision.as_of = answered.options.as_of;
  decision.report_unknown_signals = answered.options.report_unknown_signals;
  decision.benchmark_set = answered.options.benchmark_set;
  decision.account = answered.CopyAccount();
  decision.outcome = waiting->pack->value.Of(
      {*answered.snapshot->plan, decision.account, answered.facts, answered.evaluation},
      answered.stages);
  waiting->bytes = BytesOf(decision);

  MutexLock lock(mutex_);
  const uint64_t bytes = waiting_bytes_.load(std::memory_order_relaxed) + waiting->bytes;
  if (stopping_ || waiting_.size() >= settings_.most_waiting ||
      bytes > settings_.most_waiting_bytes) {
    dropped_full_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  waiting_.push_back(std::move(waiting));
  waiting_count_.store(waiting_.size(), std::memory_order_relaxed);
  waiting_bytes_.store(bytes, std::memory_order_relaxed);
  if (waiting_.size() == 1) changed_.NotifyAll();
}

std::vector<DecisionLog::WaitingPointer> DecisionLog::Take(bool& stopping) {
  std::vector<WaitingPointer> batch;
  MutexLock lock(mutex_);
  if (waiting_.empty() && !stopping_ && !folder_.HasWork(absl::Now())) {
    changed_.WaitFor(mutex_, kPatience);
  }
  const size_t count = std::min(waiting_.size(), kBatch);
  uint64_t bytes = waiting_bytes_.load(std::memory_order_relaxed);
  for (size_t i = 0; i < count; ++i) {
    bytes -= waiting_.front()->bytes;
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  waiting_count_.store(waiting_.size(), std::memory_order_relaxed);
  waiting_bytes_.store(bytes, std::memory_order_relaxed);
  stopping = stopping_ && waiting_.empty();
  return batch;
}

void DecisionLog::Run() {
  bool stopping = false;
  while (!stopping) {
    WriteAll(Take(stopping));
    const absl::Time now = absl::Now();
    TellOfDrops(now, stopping);
    SayWhatWasLost(now, stopping);
    folder_.WorkABit(now);
    files_deleted_.store(folder_.files_deleted(), std::memory_order_relaxed);
    bytes_.store(folder_.bytes_written(), std::memory_order_relaxed);
    packs_.Release();
  }
  folder_.Close();
}

void DecisionLog::WriteAll(std::vector<WaitingPointer> batch) {
  std::string lines;
  uint64_t count = 0;
  for (const WaitingPointer& waiting : batch) {
    decisions::Decision& decision = waiting->decision;
    const Plan& plan = *waiting->pack->snapshot->plan;
    decision.pack.name = plan.name;
    decision.pack.version = plan.version;
    decision.pack.digest = plan.digest;
    redaction_.Apply(plan, decision);
    const std::string line = decisions::WriteLine(decision);
    if (line.size() > decisions::kMostLineBytes) {
      dropped_long_.fetch_add(1, std::memory_order_relaxed);
      continue;
    }
    lines += line;
    ++count;
  }
  if (count == 0) return;
  (Append(lines, absl::Now()) ? written_ : dropped_unwritten_).fetch_add(count);
}

// After a failure nothing is tried for a while: what comes meanwhile is lost, and counted.
bool DecisionLog::Append(const std::string& lines, absl::Time now) {
  if (now < retry_at_) return false;
  decisions::Opened opened;
  opened.time = now;
  opened.server = settings_.server_version;
  const absl::Status status =
      folder_.Append(lines, decisions::WriteLine(decisions::Line(opened)), now);
  if (status.ok()) {
    if (!failure_.empty()) log_.Info("decision log is written again");
    failure_.clear();
    return true;
  }
  failure_ = ToStd(status.message());
  retry_at_ = now + kRetry;
  return false;
}

bool DecisionLog::TellOf(const char* reason, uint64_t all, uint64_t& told, absl::Time now) {
  if (all == told) return true;
  decisions::Dropped dropped;
  dropped.time = now;
  dropped.count = all - told;
  dropped.reason = reason;
  if (!Append(decisions::WriteLine(decisions::Line(dropped)), now)) return false;
  told = all;
  return true;
}

void DecisionLog::TellOfDrops(absl::Time now, bool at_once) {
  if (!at_once && now - told_at_ < kTellInterval) return;
  const bool told = TellOf("queue_full", dropped_full_.load(), told_full_, now) &&
                    TellOf("cannot_write", dropped_unwritten_.load(), told_unwritten_, now) &&
                    TellOf("too_long", dropped_long_.load(), told_long_, now);
  if (told) told_at_ = now;
}

void DecisionLog::SayWhatWasLost(absl::Time now, bool at_once) {
  const uint64_t lost = dropped_full_.load() + dropped_unwritten_.load() + dropped_long_.load();
  if (lost == said_ || (!at_once && now - said_at_ < kSayInterval)) return;
  log_.Warning("decision log has gaps", {{"lost", lost - said_},
                                         {"lost_since_start", lost},
                                         {"queue_full", dropped_full_.load()},
                                         {"cannot_write", dropped_unwritten_.load()},
                                         {"too_long", dropped_long_.load()},
                                         {"reason", failure_}});
  said_ = lost;
  said_at_ = now;
}

DecisionLogCounts DecisionLog::Counts() const {
  DecisionLogCounts counts;
  counts.written = written_.load(std::memory_order_relaxed);
  counts.dropped_full = dropped_full_.load(std::memory_order_relaxed);
  counts.dropped_unwritten = dropped_unwritten_.load(std::memory_order_relaxed);
  counts.dropped_long = dropped_long_.load(std::memory_order_relaxed);
  counts.waiting = waiting_count_.load(std::memory_order_relaxed);
  counts.waiting_bytes = waiting_bytes_.load(std::memory_order_relaxed);
  counts.bytes = bytes_.load(std::memory_order_relaxed);
  counts.files_deleted = files_deleted_.load(std::memory_order_relaxed);
  return counts;
}

void DecisionLog::Stop() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
}

}  // namespace bellwether
