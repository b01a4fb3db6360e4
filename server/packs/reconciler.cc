// What was read last is held against what was attempted last, byte by byte: so a source that is
// looked at every second costs a read, and a mistake is told once.
//
// Tested by tests/server/reconciler_test.cc.
#include "server/packs/reconciler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/packs/pack_gate.h"

namespace bellwether {
namespace {

// One line each in the log; the rest is counted there.
constexpr size_t kMostLogged = 10;

std::string Describe(const PackState& state) {
  if (state.digest.empty()) return "none";
  return absl::StrCat(state.name, " ", state.version, " (",
                      state.digest.substr(0, kShortDigestDigits), ")",
                      state.revision.empty() ? "" : " at ", state.revision);
}

}  // namespace

Reconciler::Reconciler(Settings settings, PackSource source, SnapshotStore& store, Logger& log)
    : settings_(std::move(settings)), source_(std::move(source)), store_(store), log_(log) {
  state_.label = settings_.label;
  state_.source = source_.place();
  status_.Set(state_);
}

bool Reconciler::IsSame(const Read& a, const Read& b) {
  if (!a.has_value() || !b.has_value()) return a.has_value() == b.has_value();
  if (!a->ok() || !b->ok()) return a->status() == b->status();
  return SameFiles(**a, **b) && (*a)->revision == (*b)->revision;
}

bool Reconciler::ReadAgain(const Stop& stop) {
  Read now = source_.Read(stop);
  if (stop.requested() || IsSame(now, seen_)) return false;
  seen_ = std::move(now);
  return true;
}

bool Reconciler::HasNews() const { return !IsSame(seen_, attempted_); }

bool Reconciler::Attempt(const Stop& stop) {
  const absl::Time begin = settings_.now();
  const Attempted attempted = Reconcile(stop);
  if (stop.requested()) return false;
  Tell(attempted, settings_.now() - begin);
  return IsGood(attempted.outcome);
}

bool Reconciler::Load(std::string& report) {
  ReadAgain();
  const Attempted attempted = Reconcile(Stop());
  absl::StrAppend(&report, attempted.pack.report);
  return IsGood(attempted.outcome);
}

Reconciler::Attempted Reconciler::Reconcile(const Stop& stop) {
  Attempted attempted = Build(stop);
  if (stop.requested()) return attempted;
  attempted_ = seen_;
  if (IsGood(attempted.outcome)) Publish(attempted);
  Record(attempted);
  return attempted;
}

Reconciler::Attempted Reconciler::Build(const Stop& stop) const {
  Attempted attempted;
  const absl::StatusOr<PackContents>& contents = *seen_;
  if (!contents.ok()) {
    attempted.pack = UnreadablePack(contents.status());
    return attempted;
  }
  GatedPack gated =
      TryPack(*contents, source_.place(), {settings_.tests, settings_.limits, settings_.numbers},
              settings_.now(), stop);
  attempted.pack = std::move(gated.pack);
  attempted.tests = gated.tests_held;
  attempted.outcome = gated.refused.value_or(OutcomeOf(attempted.pack));
  return attempted;
}

ReloadOutcome Reconciler::OutcomeOf(const LoadedPack& pack) const {
  const bool is_same = pack.snapshot != nullptr && pack.snapshot->plan->digest == state_.digest;
  return is_same ? ReloadOutcome::kRefreshed : ReloadOutcome::kPublished;
}

void Reconciler::Publish(const Attempted& attempted) {
  Snapshot next = *attempted.pack.snapshot;
  if (attempted.outcome == ReloadOutcome::kPublished) ++state_.generation;
  next.generation = state_.generation;
  next.on_trial = settings_.label == PackLabel::kCanary || settings_.label == PackLabel::kShadow;
  state_.name = next.plan->name;
  state_.version = next.plan->version;
  state_.digest = next.plan->digest;
  state_.revision = next.revision;
  state_.published_at = settings_.now();
  auto snapshot = std::make_shared<const Snapshot>(std::move(next));
  SnapshotPointer retired = settings_.publish != nullptr
                                ? settings_.publish(std::move(snapshot), settings_.label)
                                : store_.Publish(std::move(snapshot), settings_.label);
  if (retired != nullptr) retired_.push_back(std::move(retired));
}

void Reconciler::Record(const Attempted& attempted) {
  state_.attempted_at = settings_.now();
  state_.outcome = attempted.outcome;
  ++state_.attempts[static_cast<size_t>(attempted.outcome)];
  state_.problems = attempted.pack.problems;
  state_.problem_count = state_.problems.size();
  state_.problems.resize(
      std::min<size_t>(state_.problems.size(), settings_.limits.max_diagnostics));
  if (IsGood(attempted.outcome)) {
    state_.broken_since.reset();
  } else if (!state_.broken_since.has_value()) {
    state_.broken_since = state_.attempted_at;
  }
  status_.Set(state_);
  if (settings_.on_attempt != nullptr) settings_.on_attempt();
}

void Reconciler::Tell(const Attempted& attempted, absl::Duration took) {
  const bool good = IsGood(attempted.outcome);
  const std::string_view event = attempted.outcome == ReloadOutcome::kPublished ? "pack published"
                                 : good                                         ? "pack refreshed"
                                                                                : "pack refused";
  log_.Write(good ? LogLevel::kInfo : LogLevel::kWarning, event,
             {{"label", NameOf(state_.label)},
              {"source", state_.source},
              {"outcome", NameOf(attempted.outcome)},
              {"pack", Describe(state_)},
              {"generation", state_.generation},
              {"problems", state_.problem_count},
              {"tests", attempted.tests},
              {"milliseconds", absl::ToInt64Milliseconds(took)}});
  for (size_t i = 0; i < std::min(kMostLogged, state_.problems.size()); ++i) {
    const PackProblem& problem = state_.problems[i];
    log_.Warning("pack problem", {{"label", NameOf(state_.label)},
                                  {"severity", problem.is_error ? "error" : "warning"},
                                  {"place", problem.place},
                                  {"message", problem.message}});
  }
}

void Reconciler::ReleaseRetired() {
  std::erase_if(retired_, [](const SnapshotPointer& one) { return one.use_count() == 1; });
}

}  // namespace bellwether
