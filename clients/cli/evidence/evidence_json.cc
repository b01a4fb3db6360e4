// Tested by tests/clients/evidence_command_test.py.
#include "clients/cli/evidence/evidence_json.h"

#include "clients/cli/evidence/evidence_words.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using nlohmann::ordered_json;

constexpr int kIndent = 2;

void Put(ordered_json& json, const char* key, const std::optional<double>& value) {
  if (value) json[key] = *value;
}
void Put(ordered_json& json, const char* key, const std::optional<statistics::Interval>& interval) {
  if (interval) json[key] = {{"low", interval->low}, {"high", interval->high}};
}

ordered_json ToJson(const statistics::Proportion& share) {
  ordered_json json = {{"value", share.value}};
  Put(json, "interval", share.interval);
  json["events"] = share.events;
  json["n"] = share.n;
  return json;
}

ordered_json ToJson(const evidence::LandmarkDays& days) {
  return {{"landmark_days", days.landmark}, {"gap_days", days.gap}, {"horizon_days", days.horizon}};
}

ordered_json ToJson(const evidence::Landmarks& landmarks, uint64_t members) {
  return {{"members", members},
          {"lost_before", landmarks.lost_before},
          {"too_young", landmarks.too_young},
          {"without_start", landmarks.without_start},
          {"refused", landmarks.refused}};
}

ordered_json ToJson(const evidence::Driver& driver) {
  ordered_json json = {{"name", driver.name},
                       {"state", StateName(driver.state)},
                       {"known", driver.known},
                       {"unknown", driver.unknown}};
  if (driver.state == evidence::DriverState::kJudged) {
    json["auc"] = driver.auc;
    Put(json, "interval", driver.interval);
    json["p"] = driver.p;
    json["adjusted_p"] = driver.adjusted_p;
    json["more_stays"] = driver.more_stays;
    json["probable_leak"] = driver.probable_leak;
  }
  Put(json, "swing", driver.swing);
  json["buckets_by"] = BucketsName(driver.buckets_by);
  auto& buckets = json["buckets"] = ordered_json::array();
  for (const auto& bucket : driver.buckets) {
    ordered_json entry = {{"name", bucket.name}};
    Put(entry, "above", bucket.above);
    Put(entry, "up_to", bucket.up_to);
    entry["retained"] = ToJson(bucket.retained);
    buckets.push_back(std::move(entry));
  }
  return json;
}

ordered_json ToJson(const evidence::Period& period) {
  ordered_json json = {{"accounts", period.accounts}, {"lost", period.lost}};
  if (period.accounts > 0) {
    json["first_start"] = DayText(period.first_day);
    json["last_start"] = DayText(period.last_day);
  }
  return json;
}

ordered_json ToJson(const evidence::FittedWeight& weight) {
  ordered_json json = {{"name", weight.name},
                       {"today", weight.todays},
                       {"known", weight.known},
                       {"left_out", weight.left_out}};
  if (weight.left_out) return json;
  json["fitted"] = weight.fitted;
  json["percent"] = weight.percent;
  Put(json, "interval", weight.interval);
  if (weight.interval) json["distinguishable_from_zero"] = weight.from_zero;
  return json;
}

ordered_json ToJson(const evidence::Judgement& judgement) {
  ordered_json json = ordered_json::object();
  if (judgement.power) {
    json["auc"] = judgement.power->auc;
    Put(json, "auc_interval", judgement.power->interval);
  }
  if (judgement.called) {
    json["called"] = {{"calls", judgement.called->calls},
                      {"lost", judgement.called->found},
                      {"precision", judgement.called->precision}};
    Put(json["called"], "lift", judgement.called->lift);
  }
  const evidence::Alarm& alarm = judgement.alarm;
  auto& worst = json["worst_band"] = {{"accounts", alarm.raised}};
  if (alarm.precision) worst["precision"] = ToJson(*alarm.precision);
  if (alarm.recall) worst["recall"] = ToJson(*alarm.recall);
  Put(worst, "lead_days", alarm.lead_days);
  return json;
}

ordered_json ToJson(const evidence::ArmValue& value) {
  ordered_json json = {{"n", value.n}};
  Put(json, "value", value.value);
  return json;
}

ordered_json ToJson(const evidence::Effect& effect) {
  ordered_json json = {{"metric", effect.metric},
                       {"compares", OutcomeName(effect.outcome)},
                       {"better", effect.lower_is_better ? "lower" : "higher"},
                       {"control", ToJson(effect.control)},
                       {"arm", ToJson(effect.arm)}};
  Put(json, "difference", effect.difference);
  Put(json, "interval", effect.interval);
  Put(json, "horizon_days", effect.horizon);
  json["judged"] = effect.judged;
  if (effect.judged) {
    json["p"] = effect.p;
    json["adjusted_p"] = effect.adjusted_p;
    json["says"] = effect.is_better() ? "BETTER" : effect.is_worse() ? "WORSE" : "WITHIN_NOISE";
  } else {
    json["why"] = effect.why;
  }
  Put(json, "detectable", effect.detectable);
  Put(json, "detectable_as_planned", effect.detectable_as_planned);
  return json;
}

ordered_json ToJson(const evidence::ArmReport& arm) {
  ordered_json json = {{"arm", arm.arm}, {"verdict", VerdictName(arm.verdict)}, {"why", arm.why}};
  auto& effects = json["effects"] = ordered_json::array();
  for (const auto& effect : arm.effects) effects.push_back(ToJson(effect));
  Put(json, "more_cost", arm.more_cost);
  Put(json, "more_cost_interval", arm.more_cost_interval);
  return json;
}

std::string Text(const ordered_json& json) { return json.dump(kIndent) + "\n"; }

}  // namespace

std::string DriversJson(const evidence::DriverReport& report, const std::string& digest) {
  ordered_json json = {{"digest", digest}, {"evidence", report.evidence}};
  json.update(ToJson(report.days));
  json["min_count"] = report.min_count;
  json["accounts"] = ToJson(report.landmarks, report.members);
  if (report.retained.n > 0) json["retained"] = ToJson(report.retained);
  auto& drivers = json["drivers"] = ordered_json::array();
  for (const auto& driver : report.drivers) drivers.push_back(ToJson(driver));
  return Text(json);
}

std::string FitJson(const evidence::FitReport& report, const std::string& digest,
                    const std::string& patch) {
  ordered_json json = {{"digest", digest},
                       {"model", report.model},
                       {"verdict", VerdictName(report.verdict)},
                       {"why", report.why}};
  json.update(ToJson(report.days));
  json["accounts"] = ToJson(report.landmarks, report.members);
  json["not_scored"] = report.not_scored;
  json["fitted_on"] = ToJson(report.earlier);
  json["judged_on"] = ToJson(report.later);
  auto& weights = json["weights"] = ordered_json::array();
  for (const auto& weight : report.weights) weights.push_back(ToJson(weight));
  if (!report.penalties.empty()) {
    json["penalty"] = report.penalty;
    auto& tried = json["penalties"] = ordered_json::array();
    for (const auto& one : report.penalties) {
      tried.push_back({{"penalty", one.penalty}, {"log_loss", one.log_loss}});
    }
  }
  if (report.todays) {
    json["todays_weights"] = ToJson(*report.todays);
    json["fitted_weights"] = ToJson(*report.fitted);
    json["packs_score"] = ToJson(*report.packs);
  }
  if (report.improvement) {
    json["improvement"] = {{"auc", report.improvement->value}, {"p", report.improvement->p}};
    Put(json["improvement"], "interval", report.improvement->interval);
  }
  if (report.calibration) {
    json["calibration"] = {{"slope", report.calibration->slope},
                           {"intercept", report.calibration->intercept}};
    Put(json["calibration"], "slope_interval", report.calibration->slope_interval);
    Put(json["calibration"], "intercept_interval", report.calibration->intercept_interval);
  }
  if (report.brier) {
    json["brier"] = {{"score", report.brier->score}, {"n", report.brier->n}};
    Put(json["brier"], "skill", report.brier->skill);
  }
  if (!patch.empty()) json["patch"] = patch;
  return Text(json);
}

std::string ExperimentJson(const evidence::ExperimentReport& report, const std::string& digest) {
  ordered_json json = {{"digest", digest},
                       {"experiment", report.name},
                       {"randomised", report.randomised},
                       {"shares_p", report.shares_p},
                       {"worthwhile", report.worthwhile}};
  auto& arms = json["arms"] = ordered_json::array();
  for (const auto& arm : report.arms) {
    ordered_json entry = {
        {"arm", arm.arm}, {"accounts", arm.accounts}, {"planned_share", arm.planned_share}};
    Put(entry, "cost", arm.cost);
    arms.push_back(std::move(entry));
  }
  if (!report.cost_problem.empty()) json["cost_problem"] = report.cost_problem;
  json["hours_priced"] = report.hours_priced;
  json["reassigned"] = report.reassigned;
  json["other_arms"] = {{"assignments", report.other_arms}, {"first", report.other_arm_names}};
  auto& reports = json["reports"] = ordered_json::array();
  for (const auto& arm : report.reports) reports.push_back(ToJson(arm));
  return Text(json);
}

}  // namespace bellwether::cli
