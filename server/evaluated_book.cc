// Tested by tests/e2e/continuous_test.py.
#include "server/evaluated_book.h"

#include "engine/base/limits.h"
#include "server/tenant_packs.h"

namespace bellwether {
namespace {

double AsDouble(uint64_t count) { return static_cast<double>(count); }

}  // namespace

EvaluatedBook::EvaluatedBook(const ServerOptions& options, store::Store& store, LivePacks& packs,
                             const Security& security, Logger& log)
    : store_(store),
      packs_(packs),
      security_(security),
      log_(log),
      continuous_(
          SettingsOf(options), store, [this](const std::string& tenant) { return PackOf(tenant); },
          Limits{}, log),
      reader_(EvaluationSource(store), continuous_.feed(), log),
      alert_reader_(AlertSource(store), continuous_.feed(), log),
      monitor_({[this] { return continuous_.CountAll().in_charge; }}, store, log) {}

ContinuousEvaluation::Settings EvaluatedBook::SettingsOf(const ServerOptions& options) const {
  ContinuousEvaluation::Settings settings;
  settings.changes = {options.evaluation_rest, options.max_changes_waiting};
  settings.tenants_with_a_pack = [this] { return TenantsWithAPack(security_); };
  return settings;
}

SnapshotPointer EvaluatedBook::PackOf(const std::string& tenant) const {
  return PackOfTenant(packs_.store(), security_, tenant);
}

void EvaluatedBook::Start() {
  reader_.Start();
  alert_reader_.Start();
  monitor_.Start();
  // First: a call may activate a pack by now, and no change may be missed.
  packs_.feed().Add(continuous_.pack_listener());
  continuous_.Start();
}

void EvaluatedBook::Stop() {
  packs_.feed().Remove(continuous_.pack_listener());
  monitor_.Stop();
  reader_.Stop();
  alert_reader_.Stop();
  continuous_.Stop();
}

EvaluationsHandlers EvaluatedBook::Handlers() {
  return MakeEvaluationsHandlers(
      {store_, reader_, [this](const std::string& tenant) { return PackOf(tenant); }, log_});
}

AlertsHandlers EvaluatedBook::HandlersOfAlerts() {
  return MakeAlertsHandlers({store_, alert_reader_, continuous_, continuous_.feed(),
                             [this](const std::string& tenant) { return PackOf(tenant); }, log_});
}

InterventionsHandlers EvaluatedBook::HandlersOfInterventions() {
  return MakeInterventionsHandlers(
      {store_, [this](const std::string& tenant) { return PackOf(tenant); }, log_});
}

void EvaluatedBook::Collect(Exposition& exposition) const {
  const ContinuousEvaluation::Counts counts = continuous_.CountAll();
  exposition.Add(MetricId::kContinuousEvaluations, {"data"}, AsDouble(counts.by_data));
  exposition.Add(MetricId::kContinuousEvaluations, {"time"}, AsDouble(counts.by_time));
  exposition.Add(MetricId::kContinuousEvaluations, {"pack"}, AsDouble(counts.by_pack));
  exposition.Add(MetricId::kContinuousEvaluations, {"override"}, AsDouble(counts.by_override));
  exposition.Add(MetricId::kContinuousEvaluations, {"override_expired"},
                 AsDouble(counts.by_override_expired));
  exposition.Add(MetricId::kContinuousEvaluations, {"decision"}, AsDouble(counts.by_decision));
  exposition.Add(MetricId::kContinuousDelay, {}, continuous_.waits().Counts());
  exposition.Add(MetricId::kContinuousWaiting, {}, AsDouble(counts.waiting));
  exposition.Add(MetricId::kContinuousChanges, {"coalesced"}, AsDouble(counts.coalesced));
  exposition.Add(MetricId::kContinuousChanges, {"left_out"}, AsDouble(counts.left_out));
  exposition.Add(MetricId::kContinuousFailures, {}, AsDouble(counts.failed));
  exposition.Add(MetricId::kContinuousFormerPack, {}, AsDouble(counts.of_former_pack));
  exposition.Add(MetricId::kContinuousInCharge, {}, counts.in_charge ? 1 : 0);
  monitor_.Collect(exposition);
}

}  // namespace bellwether
