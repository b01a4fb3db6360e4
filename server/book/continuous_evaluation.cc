// Changes come first in every step, and a little of everything else after them, so that neither a
// flood of records nor a new pack holds up the other.
//
// Tested by tests/server/continuous_evaluation_test.cc.
#include "server/book/continuous_evaluation.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <system_error>
#include <utility>

#include "server/base/background_thread.h"
#include "server/book/alert_desk.h"

namespace bellwether {
namespace {

using store::AccountName;
using store::EvaluationCause;

// Accounts of a kind in one step: what is evaluated and written in a fraction of a second.
constexpr uint32_t kAtOnce = 128;
// Evaluations that are written together.
constexpr size_t kBatch = 128;
// Fewer are not worth the start of another thread.
constexpr size_t kLeastOfThread = 8;
constexpr uint32_t kMostThreads = 4;
constexpr absl::Duration kMostSleep = absl::Minutes(1);
// After a failure, and between two questions of who is in charge.
constexpr absl::Duration kPatience = absl::Seconds(1);
// How often is looked for what other servers that share the database left undone when they ended.
constexpr absl::Duration kUndoneByOthers = absl::Minutes(10);
// What changes all the time is due at the next microsecond.
constexpr absl::Duration kAllTheTime = absl::Microseconds(1);

uint32_t ThreadsOf(const ContinuousEvaluation::Settings& settings) {
  if (settings.threads > 0) return settings.threads;
  return std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
}

}  // namespace

ContinuousEvaluation::ContinuousEvaluation(Settings settings, store::Store& store, PackOf pack_of,
                                           const Limits& limits, Logger& log)
    : settings_(std::move(settings)),
      store_(store),
      pack_of_(std::move(pack_of)),
      desk_(MakeAlertDesk(pack_of_)),
      log_(log),
      changes_(settings_.changes) {
  for (uint32_t i = 0; i < ThreadsOf(settings_); ++i) evaluators_.emplace_back(store, limits);
}

void ContinuousEvaluation::Start() {
  thread_ = StartBackgroundThread("evaluations", [this] { Run(); });
}

void ContinuousEvaluation::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
  feed_.Close();
}

void ContinuousEvaluation::Changed(const std::string& tenant,
                                   std::span<const std::string> accounts) {
  const SteadyTime now = SteadyTime::Now();
  for (const std::string& account : accounts) {
    switch (changes_.Add({tenant, account}, now)) {
      case ChangeQueue::Added::kNew:
        break;
      case ChangeQueue::Added::kWaitsAlready:
        ++coalesced_;
        break;
      case ChangeQueue::Added::kNoRoom:
        ++left_out_;
        break;
    }
  }
  Poke();
}

void ContinuousEvaluation::PackChanged() {
  pack_changed_ = true;
  Poke();
}

void ContinuousEvaluation::Poke() {
  {
    MutexLock lock(mutex_);
    poked_ = true;
  }
  woken_.NotifyAll();
}

ContinuousEvaluation::Counts ContinuousEvaluation::CountAll() const {
  Counts counts;
  const auto by = [this](EvaluationCause cause) { return by_[static_cast<size_t>(cause)].load(); };
  counts.by_data = by(EvaluationCause::kData);
  counts.by_time = by(EvaluationCause::kTime);
  counts.by_pack = by(EvaluationCause::kPack);
  counts.by_override = by(EvaluationCause::kOverride);
  counts.by_override_expired = by(EvaluationCause::kOverrideExpired);
  counts.by_decision = by(EvaluationCause::kDecision);
  counts.waiting = changes_.waiting();
  counts.coalesced = coalesced_;
  counts.left_out = left_out_;
  counts.failed = failed_;
  counts.of_former_pack = of_former_pack_;
  counts.in_charge = in_charge_;
  return counts;
}

void ContinuousEvaluation::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      if (stopping_) return;
      poked_ = false;
    }
    if (!Step()) SleepUntilThereIsWork();
  }
}

bool ContinuousEvaluation::IsStopping() {
  MutexLock lock(mutex_);
  return stopping_;
}

void ContinuousEvaluation::SleepUntilThereIsWork() {
  const SteadyTime end = SteadyTime::Now() + TimeToSleep();
  MutexLock lock(mutex_);
  while (!stopping_ && !poked_) {
    const absl::Duration left = end - SteadyTime::Now();
    if (left <= absl::ZeroDuration()) return;
    woken_.WaitFor(mutex_, absl::ToChronoMilliseconds(absl::Ceil(left, absl::Milliseconds(1))));
  }
  // A change that was told of just now rests, and whoever woke us may have more to tell.
}

absl::Duration ContinuousEvaluation::TimeToSleep() {
  const SteadyTime now = SteadyTime::Now();
  if (now < patient_until_) return patient_until_ - now;
  absl::Duration sleep = std::min(kMostSleep, changes_.NextReady() - now);
  // Whoever is may end, and what was left undone waits for the next one.
  if (!in_charge_) return std::clamp(sleep, absl::ZeroDuration(), kPatience);
  const auto due = kept().NextDue();
  if (!due.ok()) {
    Fail("what is due", due.status());
    return kPatience;
  }
  if (due->has_value()) sleep = std::min(sleep, **due - settings_.now());
  return std::max(sleep, absl::ZeroDuration());
}

void ContinuousEvaluation::Fail(const char* what, const absl::Status& status) {
  ++failed_;
  patient_until_ = SteadyTime::Now() + kPatience;
  undone_after_ = AccountName();
  log_.Warning("accounts are not evaluated at the moment",
               {{"doing", what}, {"because", std::string(status.message())}});
}

// Whoever comes into charge looks for what another left undone.
void ContinuousEvaluation::LookWhetherInCharge() {
  const SteadyTime now = SteadyTime::Now();
  if (now - looked_ < kPatience) return;
  looked_ = now;
  const auto in_charge = kept().IsInCharge();
  if (!in_charge.ok()) {
    in_charge_ = false;
    return Fail("asking who is in charge", in_charge.status());
  }
  if (*in_charge && !in_charge_) {
    undone_after_ = AccountName();
    pack_changed_ = true;
    log_.Info("in charge of what time and packs change");
  }
  in_charge_ = *in_charge;
}

bool ContinuousEvaluation::Step() {
  if (SteadyTime::Now() < patient_until_) return false;
  LookWhetherInCharge();
  std::vector<Work> work;
  AddChanges(work);
  if (in_charge_) {
    AddDue(work);
    AddLeftUndone(work);
    AddOfFormerPack(work);
  }
  if (work.empty()) {
    for (AccountEvaluator& evaluator : evaluators_) evaluator.Release();
    // A walk may have passed over all that it looked at.
    return !walks_.empty() && SteadyTime::Now() >= patient_until_;
  }
  return Do(work);
}

void ContinuousEvaluation::AddChanges(std::vector<Work>& work) {
  for (ChangeQueue::Change& change : changes_.Take(SteadyTime::Now(), kAtOnce)) {
    work.push_back({std::move(change.of), EvaluationCause::kData, change.since});
  }
}

void ContinuousEvaluation::AddDue(std::vector<Work>& work) {
  const auto due = kept().Due(settings_.now(), kAtOnce);
  if (!due.ok()) return Fail("what is due", due.status());
  for (const AccountName& of : *due) work.push_back({of, EvaluationCause::kTime, std::nullopt});
}

// What was left out for want of room is looked for once there is room again: some always wait where
// changes come all the time.
void ContinuousEvaluation::AddLeftUndone(std::vector<Work>& work) {
  const SteadyTime now = SteadyTime::Now();
  const bool has_room = changes_.waiting() <= settings_.changes.most / 2;
  if (has_room && changes_.TakeOverflowed()) undone_after_ = AccountName();
  if (now - searched_ >= kUndoneByOthers) undone_after_ = AccountName();
  if (!undone_after_) return;
  searched_ = now;
  const auto behind = kept().Behind(*undone_after_, kAtOnce);
  if (!behind.ok()) return Fail("what was left undone", behind.status());
  for (const AccountName& of : *behind) work.push_back({of, EvaluationCause::kData, std::nullopt});
  undone_after_ = behind->size() < kAtOnce ? std::nullopt : std::optional(behind->back());
}

// The book is walked once for each pack that answers somebody.
void ContinuousEvaluation::BeginPack() {
  if (!pack_changed_.exchange(false)) return;
  std::vector<Walk> walks;
  uint64_t left = 0;
  const absl::Status planned = PlanWalks(walks, left);
  if (!planned.ok()) {
    pack_changed_ = true;
    return Fail("counting what a former pack answered", planned);
  }
  walks_ = std::move(walks);
  of_former_pack_ = left;
}

// A tenant's own pack may be the one that was active, and the other way round, so what the active
// pack has not answered says nothing of such a tenant.
absl::Status ContinuousEvaluation::PlanWalks(std::vector<Walk>& walks, uint64_t& left) {
  own_walks_.clear();
  if (settings_.tenants_with_a_pack) {
    const auto tenants = settings_.tenants_with_a_pack();
    own_walks_.insert(tenants.begin(), tenants.end());
  }
  if (const SnapshotPointer active = pack_of_("")) {
    const std::string& digest = active->plan->digest;
    const auto all = kept().CountOfOtherPacks(digest);
    if (!all.ok()) return all.status();
    uint64_t others = *all;
    for (const std::string& tenant : own_walks_) {
      const auto own = kept().CountOfOtherPacksIn(tenant, digest);
      if (!own.ok()) return own.status();
      others -= std::min(others, *own);
    }
    if (others > 0) walks.push_back({std::nullopt, digest, AccountName()});
    left += others;
  }
  for (const std::string& tenant : own_walks_) {
    const SnapshotPointer own = pack_of_(tenant);
    if (own == nullptr) continue;  // whoever gives it one says so
    const auto count = kept().CountOfOtherPacksIn(tenant, own->plan->digest);
    if (!count.ok()) return count.status();
    if (*count > 0) walks.push_back({tenant, own->plan->digest, {tenant, ""}});
    left += *count;
  }
  return absl::OkStatus();
}

void ContinuousEvaluation::AddOfFormerPack(std::vector<Work>& work) {
  BeginPack();
  if (walks_.empty()) return;
  Walk& walk = walks_.back();
  const uint32_t most = settings_.walked_at_once;
  const auto others =
      walk.tenant ? kept().OfOtherPacksIn(*walk.tenant, walk.digest, walk.after.account, most)
                  : kept().OfOtherPacks(walk.digest, walk.after, most);
  if (!others.ok()) return Fail("what a former pack answered", others.status());
  uint64_t found = 0;
  for (const AccountName& of : *others) {
    if (!walk.tenant && own_walks_.contains(of.tenant)) continue;
    work.push_back({of, EvaluationCause::kPack, std::nullopt});
    ++found;
  }
  if (others->size() < most) {
    walks_.pop_back();
  } else {
    walk.after = others->back();
  }
  const uint64_t left = of_former_pack_;
  of_former_pack_ = walks_.empty() ? 0 : left - std::min(left, found);
}

absl::Status ContinuousEvaluation::Store(const std::vector<store::EvaluatedAlerts>& evaluated) {
  const bool says_more =
      std::any_of(evaluated.begin(), evaluated.end(), [](const store::EvaluatedAlerts& one) {
        return one.alert_version.has_value() || !one.concerns.empty();
      });
  if (!says_more) {
    std::vector<store::StoredEvaluation> evaluations;
    evaluations.reserve(evaluated.size());
    for (const store::EvaluatedAlerts& one : evaluated) evaluations.push_back(one.evaluation);
    return kept().Put(evaluations).status();
  }
  const auto put = store_.alerts().PutEvaluated(evaluated, desk_);
  if (!put.ok()) return put.status();
  // They are due in the store, too: where there is no room here, they are found there.
  for (const AccountName& of : put->again) changes_.Add(of, SteadyTime::Now());
  return absl::OkStatus();
}

// Whom no pack answers at the moment would be due all the time, before all others.
void ContinuousEvaluation::Postpone(const AccountName& of, absl::Time now,
                                    std::vector<store::EvaluatedAlerts>& postponed) {
  auto last = kept().Last(of);
  if (!last.ok()) return Fail("reading an account", last.status());
  if (!last->has_value()) return;
  store::StoredEvaluation& one = **last;
  one.next_change_at = now + settings_.between;
  one.says_nothing_new = true;
  postponed.push_back({std::move(one), std::nullopt, std::nullopt});
}

std::vector<ContinuousEvaluation::Asked> ContinuousEvaluation::AskedOf(
    const std::vector<Work>& work, absl::Time now, std::vector<store::EvaluatedAlerts>& postponed) {
  std::vector<Asked> all;
  std::set<AccountName> names;
  for (const Work& one : work) {
    // Two reasons to evaluate an account are one evaluation.
    if (!names.insert(one.of).second) continue;
    SnapshotPointer snapshot = pack_of_(one.of.tenant);
    if (snapshot != nullptr) {
      all.push_back({&one, std::move(snapshot)});
    } else if (one.cause == EvaluationCause::kTime) {
      Postpone(one.of, now, postponed);
    }
  }
  return all;
}

// Each thread takes the next account that nobody has. What is left when it is stopped has no
// evaluation, and is found again at the next start.
void ContinuousEvaluation::EvaluateAndStore(std::span<Asked> all, absl::Time now, Tally& tally) {
  std::vector<std::span<Asked>> batches;
  for (size_t i = 0; i < all.size(); i += kBatch) {
    batches.push_back(all.subspan(i, std::min(kBatch, all.size() - i)));
  }
  std::vector<std::atomic<size_t>> evaluated(batches.size());  // of each of these
  std::atomic<size_t> taken{0};
  const auto evaluate_next = [&](AccountEvaluator& evaluator) {
    const size_t i = taken++;
    if (i >= all.size() || IsStopping()) return false;
    const Work& work = *all[i].work;
    all[i].evaluated = evaluator.Evaluate(work.of, all[i].snapshot, now, work.cause);
    ++evaluated[i / kBatch];
    return true;
  };
  const size_t threads = std::clamp<size_t>(all.size() / kLeastOfThread, 1, evaluators_.size());
  std::vector<std::thread> helpers;
  helpers.reserve(threads);
  try {
    for (size_t i = 1; i < threads; ++i) {
      helpers.push_back(StartBackgroundThread("evaluations", [&, i] {
        while (evaluate_next(evaluators_[i])) {
        }
      }));
    }
  } catch (const std::system_error&) {  // there is no room for another: this one does it all
  }
  size_t stored = 0;  // batches
  while (evaluate_next(evaluators_.front())) {
    const bool is_whole = evaluated[stored] == batches[stored].size();
    if (is_whole) StoreBatch(batches[stored++], now, tally);
  }
  for (std::thread& helper : helpers) helper.join();
  while (stored < batches.size()) StoreBatch(batches[stored++], now, tally);
}

void ContinuousEvaluation::Write(const std::vector<store::EvaluatedAlerts>& evaluated,
                                 Tally& tally) {
  if (evaluated.empty() || tally.cannot_store) return;
  const absl::Status stored = Store(evaluated);
  if (!stored.ok()) {
    tally.cannot_store = true;
    return Fail("storing evaluations", stored);
  }
  tally.is_stored = true;
  feed_.Changed();
}

void ContinuousEvaluation::StoreBatch(std::span<Asked> batch, absl::Time now, Tally& tally) {
  std::vector<store::EvaluatedAlerts> evaluations;
  std::vector<const Work*> of;  // of each of these
  for (Asked& one : batch) {
    if (!one.evaluated.ok()) {
      Fail("reading an account", one.evaluated.status());
      continue;
    }
    if (!one.evaluated->has_value()) {
      tally.stays_due = tally.stays_due || one.work->cause == EvaluationCause::kTime;
      continue;
    }
    std::optional<absl::Time>& next = (**one.evaluated).evaluation.next_change_at;
    if (next && *next - now <= kAllTheTime) next = now + settings_.between;
    evaluations.push_back(**std::move(one.evaluated));
    of.push_back(one.work);
  }
  Write(evaluations, tally);
  if (tally.cannot_store) return;
  for (size_t i = 0; i < of.size(); ++i) {
    if (of[i]->since) delays_.Add(SteadyTime::Now() - *of[i]->since);
    ++by_[static_cast<size_t>(evaluations[i].evaluation.cause)];
  }
}

bool ContinuousEvaluation::Do(const std::vector<Work>& work) {
  // As moments are kept, so that what is due by then is due to the store as well.
  const absl::Time now = absl::FromUnixMicros(absl::ToUnixMicros(settings_.now()));
  std::vector<store::EvaluatedAlerts> postponed;
  std::vector<Asked> all = AskedOf(work, now, postponed);
  Tally tally;
  EvaluateAndStore(all, now, tally);
  Write(postponed, tally);
  if (tally.cannot_store) return false;
  if (tally.is_stored) return true;
  const bool goes_on = !tally.stays_due || undone_after_ || !walks_.empty();
  if (goes_on) return SteadyTime::Now() >= patient_until_;
  patient_until_ = SteadyTime::Now() + kPatience;
  return false;
}

}  // namespace bellwether
