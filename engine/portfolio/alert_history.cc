// Accounts one after the other, then everything that happened in order of time: what CSMs are shown
// depends on all of their accounts.
//
// Tested by tests/clients/alerts_command_test.py.
#include "engine/portfolio/alert_history.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/alerts/account_alerts.h"
#include "engine/alerts/alert_conditions.h"
#include "engine/alerts/desk.h"
#include "engine/alerts/holdout.h"
#include "engine/alerts/stake.h"
#include "engine/base/civil_day.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/portfolio/replay.h"
#include "engine/portfolio/steps_back.h"

namespace bellwether::portfolio {
namespace {

using alerts::AlertEvent;
using alerts::AlertEventKind;

// Something that happened to an account, with what was known of it then.
struct Happening {
  uint32_t account = 0;
  AlertEvent event;
  std::string csm;
  double stake = 0;
  bool held_out = false;  // its alert
};

class HistoryReader {
 public:
  HistoryReader(const View& view, const AlertHistoryOptions& options,
                alerts::AlertConditions conditions)
      : view_(view),
        options_(options),
        plan_(view.plan()),
        conditions_(std::move(conditions)),
        replay_(view.book(), view.plan()),
        held_out_(view.plan()) {
    wanted_ = conditions_.wanted();
    // Bands hold by hysteresis, and stakes are points of the primary score.
    wanted_ |= {Arithmetic::kOutcomes, plan_.stage_needs.Close({Stage::kHealth})};
    for (const ruleset::Alert& alert : plan_.alerts) {
      AlertCounts& counts = history_.alerts.emplace_back();
      counts.name = alert.name;
      counts.severity = plan_.severities.empty() ? "" : plan_.severities[alert.severity];
    }
    last_raised_.resize(plan_.alerts.size());
  }

  AlertHistory Run() {
    for (uint32_t account = 0; account < view_.book().account_count(); ++account) {
      if (view_.stopped()) return {};
      LookAt(account);
    }
    CountHeldBack();
    for (AlertCounts& counts : history_.alerts) Order(counts);
    return std::move(history_);
  }

 private:
  void LookAt(uint32_t account) {
    const Life& life = view_.life(account);
    if (!life.start) {
      ++history_.without_start;
      return;
    }
    const Moment start = Moment::Date(DayOfNumber(life.start->day));
    const absl::TimeZone& zone = view_.book().zone_of(account);
    const bool later = options_.from && book::StampOf(*options_.from, zone) > *life.start;
    const Moment begin = later ? *options_.from : start;
    const Moment last = life.lost ? Moment::Date(DayOfNumber(life.lost->day - 1)) : view_.moment();
    const StepsBack moments(begin, last, options_.every_days, zone);
    if (moments.size() == 0) return;
    ++history_.accounts;
    const size_t first = happened_.size();
    alerts::AccountAlerts alerts(plan_);
    held_out_ = alerts::HeldOutAlerts(plan_);
    previous_bands_.clear();
    for (uint64_t i = 0; i < moments.size() && !view_.stopped(); ++i) {
      Look(account, moments[i], alerts);
    }
    Count(account, first, alerts.state());
    if (life.lost) CountLoss(*life.lost, zone, account, first, alerts.state());
  }

  void Look(uint32_t account, const Moment& moment, alerts::AccountAlerts& alerts) {
    ++history_.looks;
    account_ = replay_.At(account, moment);
    account_.previous_bands = previous_bands_;
    std::vector<Violation> violations;
    // The pack of today may lack signals of the past (S11).
    const BindOptions bind{moment, /*report_unknown_signals=*/true, ""};
    if (!EvaluateAccount(plan_, account_, bind, limits_, memory_, violations, wanted_).ok()) {
      ++history_.refused;
      return;
    }
    const EvaluatedAccount known{plan_, account_, memory_.facts, memory_.evaluation};
    KeepBands(known);
    conditions_.Look(known, holds_);
    events_.clear();
    alerts.Observe(memory_.facts.as_of, holds_, memory_.facts.zone, events_);
    const double stake = events_.empty() ? 0 : alerts::StakeOf(known).weight();
    for (AlertEvent& event : events_) {
      const bool held_out = held_out_.Take(event, view_.book().account_id(account));
      if (held_out && alerts::IsToldAgain(event.kind)) continue;
      happened_.push_back({account, std::move(event), account_.csm, stake, held_out});
    }
  }

  // Hysteresis looks at the band before.
  void KeepBands(const EvaluatedAccount& known) {
    previous_bands_.clear();
    for (size_t m = 0; m < known.evaluation.models.size(); ++m) {
      const ModelResult& model = known.evaluation.models[m];
      if (!model.has_score()) continue;
      const uint32_t band = known.plan.models[m].bands.first + model.band;
      previous_bands_.push_back({plan_.model_notes[m].name, known.plan.band_notes[band].name});
    }
  }

  size_t PositionOf(const std::string& alert) const {
    size_t position = 0;
    while (position < plan_.alerts.size() && plan_.alerts[position].name != alert) ++position;
    return position;
  }

  // What happened to an account, from position `first` on, by rule.
  void Count(uint32_t account, size_t first, const alerts::AlertState& state) {
    std::vector<AlertedAccount> of_account(history_.alerts.size());
    std::map<std::string, absl::Time> ended;  // by key
    for (size_t i = first; i < happened_.size(); ++i) {
      const AlertEvent& event = happened_[i].event;
      const size_t position = PositionOf(event.alert);
      AlertCounts& counts = history_.alerts[position];
      switch (event.kind) {
        case AlertEventKind::kRaised: {
          const bool held_out = happened_[i].held_out;
          ++counts.raised;
          counts.held_out += held_out;
          counts.put_off += !held_out && event.told_at > event.at;
          AlertedAccount& alerted = of_account[position];
          ++alerted.raised;
          alerted.held_out += held_out;
          alerted.csm = happened_[i].csm;
          const auto before = ended.find(event.key);
          const bool flaps = before != ended.end() &&
                             event.at - before->second <= absl::Hours(24) * options_.flap_days;
          counts.flaps += flaps;
          alerted.flaps += flaps;
          if (!held_out) AddManager(counts, happened_[i].csm);
          break;
        }
        case AlertEventKind::kGrouped:
          ++counts.grouped;
          break;
        case AlertEventKind::kReminded:
          ++counts.reminded;
          break;
        case AlertEventKind::kEscalated:
          ++counts.escalated;
          break;
        case AlertEventKind::kResolved:
          ++counts.resolved;
          ended[event.key] = event.at;
          break;
        case AlertEventKind::kAcknowledged:
        case AlertEventKind::kSnoozed:
          break;
      }
    }
    for (size_t position = 0; position < of_account.size(); ++position) {
      if (of_account[position].raised == 0) continue;
      of_account[position].id = std::string(view_.book().account_id(account));
      history_.alerts[position].accounts.push_back(std::move(of_account[position]));
    }
    if (view_.life(account).lost) return;
    for (const alerts::OpenAlert& open : state.open) ++history_.alerts[PositionOf(open.lead)].open;
  }

  static void AddManager(AlertCounts& counts, const std::string& csm) {
    for (auto& [name, raised] : counts.managers) {
      if (name != csm) continue;
      ++raised;
      return;
    }
    counts.managers.emplace_back(csm, 1);
  }

  // The account is gone: who was told of it how long before, and nobody is shown it any more.
  void CountLoss(const book::Stamp& lost, const absl::TimeZone& zone, uint32_t account,
                 size_t first, const alerts::AlertState& state) {
    ++history_.lost;
    std::vector<std::optional<int32_t>> days(history_.alerts.size());
    for (size_t i = first; i < happened_.size(); ++i) {
      const AlertEvent& event = happened_[i].event;
      if (event.kind != AlertEventKind::kRaised && event.kind != AlertEventKind::kGrouped) continue;
      days[PositionOf(event.alert)] = lost.day - DayNumber(event.at, zone);
    }
    for (size_t position = 0; position < days.size(); ++position) {
      ++history_.alerts[position].lead.lost;
      if (days[position]) last_raised_[position].push_back(*days[position]);
    }
    const absl::Time at = StartOfDay(DayOfNumber(lost.day), zone);
    for (const alerts::OpenAlert& open : state.open) {
      Happening gone;
      gone.account = account;
      gone.event.kind = AlertEventKind::kResolved;
      gone.event.at = gone.event.told_at = at;
      gone.event.key = open.key;
      gone.event.alert = gone.event.lead = open.lead;
      happened_.push_back(std::move(gone));
    }
  }

  void CountHeldBack() {
    const bool any = std::any_of(plan_.alerts.begin(), plan_.alerts.end(),
                                 [](const auto& alert) { return alert.capacity.has_value(); });
    if (!any) return;
    std::stable_sort(
        happened_.begin(), happened_.end(),
        [](const Happening& a, const Happening& b) { return a.event.at < b.event.at; });
    alerts::Desk desk(plan_);
    for (size_t i = 0; i < happened_.size(); ++i) {
      if (view_.stopped()) return;
      Tell(happened_[i], desk);
      const bool more =
          i + 1 < happened_.size() && happened_[i + 1].event.at == happened_[i].event.at;
      if (more) continue;
      for (const alerts::DeskEvent& event : desk.Settle(happened_[i].event.at)) {
        const bool held = event.kind == alerts::DeskEvent::Kind::kHeldBack;
        history_.alerts[PositionOf(event.claim.alert)].held_back += held;
      }
    }
  }

  void Tell(const Happening& happening, alerts::Desk& desk) const {
    const AlertEvent& event = happening.event;
    const std::string id(view_.book().account_id(happening.account));
    if (event.kind == AlertEventKind::kResolved) return desk.Close(id, event.key);
    if (event.kind != AlertEventKind::kRaised && event.kind != AlertEventKind::kGrouped) return;
    if (happening.held_out) return;  // it takes up no place
    desk.Open({id, event.key, event.lead, happening.csm, happening.stake, event.at});
  }

  void Order(AlertCounts& counts) {
    std::sort(counts.accounts.begin(), counts.accounts.end(),
              [](const AlertedAccount& a, const AlertedAccount& b) {
                return std::tie(b.raised, a.id) < std::tie(a.raised, b.id);
              });
    std::sort(counts.managers.begin(), counts.managers.end(), [](const auto& a, const auto& b) {
      return std::tie(b.second, a.first) < std::tie(a.second, b.first);
    });
    const std::vector<double>& days =
        last_raised_[static_cast<size_t>(&counts - history_.alerts.data())];
    AlertLead& lead = counts.lead;
    lead.warned = days.size();
    const auto spread = statistics::SpreadOf(days);
    if (!spread) return;
    lead.state = days.size() < kLeastLeads ? AlertLead::State::kFew : AlertLead::State::kKnown;
    lead.days = *spread;
  }

  const View& view_;
  const AlertHistoryOptions options_;
  const Plan& plan_;
  alerts::AlertConditions conditions_;
  AccountReplay replay_;
  Wanted wanted_ = kNothingWanted;
  const Limits limits_;
  AlertHistory history_;
  std::vector<Happening> happened_;
  std::vector<std::vector<double>> last_raised_;  // by rule: days before the loss
  // Working memory.
  Account account_;
  AccountMemory memory_;
  std::vector<PreviousBand> previous_bands_;
  std::vector<Ternary> holds_;
  std::vector<AlertEvent> events_;
  alerts::HeldOutAlerts held_out_;
};

}  // namespace

AlertHistory ReadAlertHistory(const View& view, const AlertHistoryOptions& options) {
  DiagnosticSink sink;  // a pack that loaded has no mistake in them
  auto conditions = alerts::AlertConditions::Read(view.plan(), Limits(), sink);
  if (!conditions) return {};
  return HistoryReader(view, options, *std::move(conditions)).Run();
}

}  // namespace bellwether::portfolio
