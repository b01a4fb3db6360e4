// Only raw numbers of the generator are used: distributions differ between libraries.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/random_accounts.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

namespace bellwether::saas {
namespace {

constexpr const char* kGoodWhenTrue[] = {"success_criteria_agreed",
                                         "sales_handoff_done",
                                         "customer_adoption_plan",
                                         "sponsor_signed_off",
                                         "customer_signed_off",
                                         "ownership_clear",
                                         "stakeholders_engaged",
                                         "stakeholders_supportive",
                                         "key_users_work_alone",
                                         "admins_know_help",
                                         "customer_documentation_exists",
                                         "trains_new_users",
                                         "expands_use_cases",
                                         "self_sufficient",
                                         "core_workflow_ready",
                                         "performance_acceptable",
                                         "security_requirements_met",
                                         "core_workflow_in_use",
                                         "reports_opened_regularly",
                                         "key_users_active_when_needed",
                                         "critical_workflows_succeed",
                                         "real_process_in_production",
                                         "login_frequency_as_expected",
                                         "roi_realised",
                                         "outcome_achieved",
                                         "success_metric_positive",
                                         "success_criteria_met",
                                         "customer_articulates_value",
                                         "use_case_in_production"};

constexpr const char* kGoodWhenFalse[] = {"timeline_underestimated",
                                          "customer_busy",
                                          "external_blocker",
                                          "scope_added",
                                          "action_plan_agreed",
                                          "scope_dispute",
                                          "unsolvable_blocker",
                                          "doubt_expressed",
                                          "churn_risk",
                                          "decision_maker_objection",
                                          "champion_leaving",
                                          "internal_resistance",
                                          "competing_priority",
                                          "open_security_concern"};

struct NumberSignal {
  const char* name;
  double worst;
  double best;
  double steps;  // in one: 1 for whole numbers, 100 for hundredths
};
constexpr NumberSignal kNumbers[] = {{"csm_hours", 170, 0, 1},
                                     {"csm_hours_planned", 0, 90, 1},
                                     {"csm_hourly_cost", 150, 50, 1},
                                     {"training_cost", 5000, 0, 1},
                                     {"tools_cost", 900, 0, 1},
                                     {"implementation_cost", 8000, 0, 1},
                                     {"meeting_attendance_ratio", 0, 1, 100},
                                     {"response_hours", 90, 0, 1},
                                     {"training_completion_ratio", 0, 1, 100},
                                     {"missed_meetings", 4, 0, 1},
                                     {"training_quiz_ratio", 0, 1, 100},
                                     {"super_users", 0, 3, 1},
                                     {"support_tickets", 15, 0, 1},
                                     {"escalation_ratio", 0.4, 0, 100},
                                     {"first_response_hours", 9, 0, 2},
                                     {"resolution_hours", 60, 0, 1},
                                     {"csat", 1, 5, 10},
                                     {"csat_of_ten", 1, 10, 1},
                                     {"frustrated_tickets", 2, 0, 1},
                                     {"users_with_access_ratio", 0.5, 1, 100},
                                     {"integration_success_ratio", 0.7, 1, 100},
                                     {"data_accuracy_ratio", 0.8, 1, 1000},
                                     {"weekly_active_ratio", 0, 1, 100},
                                     {"monthly_active_ratio", 0, 1, 100},
                                     {"daily_active_ratio", 0, 1, 100},
                                     {"user_activation_ratio", 0, 1, 100},
                                     {"dau_mau_ratio", 0, 0.6, 100},
                                     {"core_feature_adoption_ratio", 0, 1, 100},
                                     {"success_metrics_met_ratio", 0, 1, 100},
                                     {"onboarding_nps", -100, 100, 1},
                                     {"onboarding_csat", 1, 5, 10},
                                     {"nps", -100, 100, 1},
                                     {"ces", 7, 1, 10}};

struct WordSignal {
  const char* name;
  std::vector<const char*> words;  // best first
};
const WordSignal kWords[] = {
    {"delay_cause",
     {"customer_capacity", "technical_complexity", "our_process", "product_fit", "external"}},
    {"champion_sentiment",
     {"positive", "neutral", "nervous", "negative", "defensive", "unresponsive"}},
    {"sponsor_sentiment", {"satisfied", "neutral", "sceptical", "absent"}},
    {"admin_training", {"demonstrated", "trained", "not_trained"}},
    {"customer_feedback", {"positive", "neutral", "vague", "negative"}},
    {"roi_path", {"validated", "plausible", "questionable", "negative"}}};

constexpr const char* kDates[] = {"first_invite_at", "first_import_at", "first_workflow_at",
                                  "first_report_at", "first_enthusiasm_at"};

constexpr const char* kMilestones[] = {
    "kickoff",  "access_and_setup",       "integration_live",  "data_migration",
    "training", "first_production_usage", "value_achievement", "graduation"};

constexpr const char* kModels[] = {"customer", "early_stage", "onboarding"};

// Draws one account. Chances are per cent.
class AccountDrawer {
 public:
  AccountDrawer(std::mt19937& random, size_t number) : random_(random), number_(number) {}

  RandomAccount Draw() {
    DrawKind();
    DrawAccount();
    DrawDates();
    DrawSignals();
    DrawSeries();
    DrawMilestones();
    DrawPeoplesWord();
    return std::move(drawn_);
  }

 private:
  uint32_t Below(uint32_t count) { return static_cast<uint32_t>(random_() % count); }
  bool Chance(uint32_t percent) { return Below(100) < percent; }
  template <size_t count>
  const char* OneOf(const char* const (&words)[count]) {
    return words[Below(count)];
  }
  Moment DaysFrom(absl::CivilDay day, int64_t days) { return Moment::Date(day + days); }

  // How good the account is, and how much of it is known: some want nothing at all.
  void DrawKind() {
    constexpr uint32_t kGood[] = {100, 100, 98, 95, 85, 60, 30, 10};
    constexpr uint32_t kMissing[] = {0, 0, 0, 3, 8, 20, 45, 80};
    good_ = kGood[number_ % std::size(kGood)];
    missing_ = good_ == 100 ? 0 : kMissing[Below(std::size(kMissing))];
    not_applicable_ = good_ == 100 ? 0 : kMissing[Below(6)];
  }

  void DrawAccount() {
    constexpr const char* kSegments[] = {"enterprise", "mid_market", "smb", "plg"};
    constexpr const char* kCadences[] = {"daily", "daily", "weekly", "periodic"};
    constexpr const char* kStages[] = {"onboarding", "onboarding", "onboarding", "onboarding",
                                       "customer",   "customer",   "churned"};
    constexpr const char* kZones[] = {"", "", "Asia/Jakarta", "America/New_York", "UTC"};
    Account& account = drawn_.account;
    account.id = "random-" + std::to_string(number_);
    account.time_zone = OneOf(kZones);
    if (!Chance(8)) account.segment = OneOf(kSegments);
    if (!Chance(8)) account.cadence = OneOf(kCadences);
    if (good_ == 100) {
      account.stage = "onboarding";
    } else if (!Chance(8)) {
      account.stage = OneOf(kStages);
    }
    if (!Chance(missing_)) account.acv = Below(60) * 1000.0;
    if (!Chance(missing_)) account.seats = 1 + Below(500);
    today_ = absl::CivilDay(2026, 2, 1) + Below(60);
    drawn_.as_of = Chance(60) ? Moment::Date(today_)
                              : Moment::Instant(absl::FromCivil(today_, absl::UTCTimeZone()) +
                                                absl::Minutes(Below(24 * 60)));
  }

  EventDate DrawEvent(Moment moment, uint32_t not_yet) {
    if (Chance(missing_)) return std::monostate();
    if (Chance(not_applicable_)) return NotApplicable();
    if (Chance(not_yet)) return NotYet();
    return moment;
  }

  // In an order that Bind accepts: start, kickoff, then target and graduation (S10).
  void DrawDates() {
    Account& account = drawn_.account;
    const absl::CivilDay signed_at = today_ - Below(160);
    const absl::CivilDay tried_at = today_ - Below(40);
    kickoff_ = signed_at + Below(20) - (Chance(5) ? 10 : 0);
    value_ = kickoff_ + Below(100) - (Chance(5) ? 3 : 0);
    graduated_ = std::max({signed_at, tried_at, kickoff_}) + Below(90);
    const absl::Time login =
        absl::FromCivil(kickoff_ + Below(10) - 1, absl::UTCTimeZone()) + absl::Minutes(Below(1440));
    account.date(EventField::kContractSignedAt) = DrawEvent(Moment::Date(signed_at), 2);
    account.date(EventField::kTrialStartedAt) = DrawEvent(Moment::Date(tried_at), 2);
    account.date(EventField::kKickoffAt) = DrawEvent(Moment::Date(kickoff_), 3);
    account.date(EventField::kFirstLoginAt) = DrawEvent(Moment::Instant(login), 25 - good_ / 4);
    account.date(EventField::kFirstValueAt) = DrawEvent(
        Moment::Date(good_ == 100 ? std::min(value_, today_ - 1) : value_), good_ == 100 ? 0 : 30);
    if (Chance(25)) {
      account.date(EventField::kGraduatedAt) = DrawEvent(Moment::Date(graduated_), 60);
    }
    account.date(EventField::kTargetGraduationAt) =
        DrawEvent(DaysFrom(std::max(kickoff_, today_ - 60), Below(90)), 0);
    account.date(EventField::kRenewalAt) = DrawEvent(DaysFrom(today_, Below(300)), 0);
  }

  template <typename Value>
  void AddSignal(const char* name, Value value) {
    if (Chance(missing_)) return;
    SignalInput input;
    input.name = name;
    input.value = std::move(value);
    if (Chance(not_applicable_)) input.value = NotApplicable();
    if (Chance(5)) input.observed_at = DaysFrom(today_, -1 - static_cast<int64_t>(Below(200)));
    if (good_ < 100 && Chance(1)) input.observed_at = DaysFrom(today_, 5);
    drawn_.account.signals.push_back(std::move(input));
  }

  void DrawSignals() {
    for (const char* name : kGoodWhenTrue) AddSignal(name, Chance(good_) || Chance(50));
    for (const char* name : kGoodWhenFalse) AddSignal(name, !(Chance(good_) || Chance(70)));
    for (const NumberSignal& signal : kNumbers) AddSignal(signal.name, DrawNumber(signal));
    for (const WordSignal& signal : kWords) {
      const auto count = static_cast<uint32_t>(signal.words.size());
      AddSignal(signal.name, std::string(signal.words[Chance(good_) ? 0 : Below(count)]));
    }
    for (const char* name : kDates) DrawDateSignal(name, -1 - static_cast<int64_t>(Below(60)));
    DrawDateSignal("last_response_at", Chance(good_) ? -1 : -static_cast<int64_t>(Below(20)));
    DrawDateSignal("action_item_overdue_since",
                   Chance(good_) ? -1 : -static_cast<int64_t>(Below(12)));
  }

  void DrawDateSignal(const char* name, int64_t days) {
    if (Chance(25 - good_ / 4)) return AddSignal(name, NotYet());
    AddSignal(name, DaysFrom(today_, Chance(2) ? 3 : days));
  }

  double DrawNumber(const NumberSignal& signal) {
    const double share = Chance(good_) ? 1 - Below(10) / 100.0 : Below(101) / 100.0;
    const bool best = good_ == 100 && Chance(90);
    const double value = signal.worst + (signal.best - signal.worst) * (best ? 1 : share);
    return std::round(value * signal.steps) / signal.steps;
  }

  void DrawSeries() {
    const auto weeks = static_cast<int64_t>(Below(8));
    const bool falling = !Chance(good_) && Chance(60);
    AddSeries("weekly_active_history", weeks, 7, falling ? -4 : 3);
    AddSeries("dau_mau_history", 1 + static_cast<int64_t>(Below(6)), 15 + Below(20),
              falling ? -9 : 2);
  }

  // Points every `days` back from today, which change by about `slope` hundredths.
  void AddSeries(const char* name, int64_t count, int64_t days, int slope) {
    if (count == 0 || Chance(missing_)) return;
    if (Chance(not_applicable_ / 2)) return AddSignal(name, NotApplicable());
    SeriesInput series;
    series.name = name;
    int hundredths = 50 - slope * static_cast<int>(count) / 2;
    for (int64_t i = count - 1; i >= 0; --i) {
      hundredths += slope + static_cast<int>(Below(5)) - 2;
      const double value = std::clamp(hundredths, 0, 100) / 100.0;
      if (!Chance(6)) series.points.push_back({DaysFrom(today_, -i * days), value});
    }
    if (Chance(5)) series.points.push_back({DaysFrom(today_, 9), 0.5});
    drawn_.account.series.push_back(std::move(series));
  }

  // The event that the milestone is the same fact as; none for most.
  EventDate SameEvent(const std::string& key, bool& has_event) {
    has_event = true;
    if (key == "kickoff") return drawn_.account.date(EventField::kKickoffAt);
    if (key == "value_achievement") return drawn_.account.date(EventField::kFirstValueAt);
    if (key == "graduation") return drawn_.account.date(EventField::kGraduatedAt);
    has_event = false;
    return std::monostate();
  }

  // Some have no plan, and some are so late that the forecast leaves the year.
  void DrawMilestones() {
    if (good_ < 100 && Chance(8)) return;
    const bool stuck = Chance(4);
    absl::CivilDay plan = stuck ? today_ - 130 : kickoff_;
    for (const char* key : kMilestones) {
      if (stuck && key == kMilestones[2]) plan = today_;
      plan += 3 + Below(15);
      if (Chance(25)) AddMilestone("own_" + std::to_string(plan - kickoff_), plan);
      if (!Chance(missing_ / 2 + 10)) AddMilestone(key, plan);
    }
  }

  void AddMilestone(const std::string& key, absl::CivilDay plan) {
    MilestoneInput milestone;
    milestone.key = key;
    if (!Chance(5)) milestone.planned_at = Moment::Date(plan);
    bool has_event = false;
    const EventDate event = SameEvent(key, has_event);
    if (has_event) {
      if (Chance(50)) milestone.completed_at = event;
    } else if (Chance(not_applicable_ / 4)) {
      milestone.completed_at = NotApplicable();
    } else if (Chance(good_ / 2 + 45)) {
      const int64_t late =
          Chance(good_) ? static_cast<int64_t>(Below(5)) - 2 : static_cast<int64_t>(Below(40)) - 2;
      milestone.completed_at = Moment::Date(plan + late);
    } else if (Chance(30)) {
      milestone.completed_at = NotYet();
    }
    if (Chance(15)) milestone.critical = Chance(50);
    drawn_.account.milestones.push_back(std::move(milestone));
  }

  void DrawPeoplesWord() {
    Account& account = drawn_.account;
    constexpr const char* kDimensions[] = {"technical", "knowledge", "usage", "value",
                                           "stakeholder"};
    for (const char* dimension : kDimensions) {
      if (Chance(12)) account.dimension_scores.push_back({dimension, Below(1001) / 100.0});
    }
    constexpr const char* kBands[] = {"green", "yellow", "red"};
    for (const char* model : kModels) {
      if (Chance(20)) account.previous_bands.push_back({model, OneOf(kBands)});
      if (Chance(12)) AddOverride(model, /*expired=*/false);
      if (Chance(6)) AddOverride(model, /*expired=*/true);
    }
    if (Chance(30)) account.extension.granted_days = Below(36);
    if (Chance(15)) account.extension.requested_days = 1 + Below(40);
  }

  void AddOverride(const char* model, bool expired) {
    OverrideInput given;
    given.model = model;
    given.kind = static_cast<OverrideInput::Kind>(Below(3));
    given.value = Below(201) / 2.0;
    given.author = "ann";
    given.reason = "drawn";
    if (expired) given.expires_at = DaysFrom(today_, -3);
    if (!expired && Chance(30)) given.expires_at = DaysFrom(today_, 9);
    drawn_.account.overrides.push_back(std::move(given));
  }

  std::mt19937& random_;
  const size_t number_;
  RandomAccount drawn_;
  uint32_t good_ = 100;
  uint32_t missing_ = 0;
  uint32_t not_applicable_ = 0;
  absl::CivilDay today_, kickoff_, value_, graduated_;
};

}  // namespace

std::vector<RandomAccount> RandomAccounts(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  std::vector<RandomAccount> accounts;
  accounts.reserve(count);
  for (size_t i = 0; i < count; ++i) accounts.push_back(AccountDrawer(random, i).Draw());
  return accounts;
}

}  // namespace bellwether::saas
