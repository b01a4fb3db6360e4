// Tested by tests/engine/schema/record_kinds_test.cc.
#include "engine/schema/record_kinds.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "engine/base/string_bridge.h"

namespace bellwether::records {
namespace {

constexpr FieldInfo Word(std::string_view name, std::string_view about, std::string_view example) {
  return {name, Form::kWord, about, example};
}
constexpr FieldInfo Text(std::string_view name, std::string_view about, std::string_view example) {
  return {name, Form::kText, about, example};
}
constexpr FieldInfo Number(std::string_view name, std::string_view about,
                           std::string_view example) {
  return {name, Form::kNumber, about, example};
}
// An amount or a count: never negative.
constexpr FieldInfo Amount(std::string_view name, std::string_view about,
                           std::string_view example) {
  return Number(name, about, example).AtLeast(0);
}
constexpr FieldInfo Truth(std::string_view name, std::string_view about) {
  return {name, Form::kTruth, about, "true"};
}
constexpr FieldInfo Date(std::string_view name, std::string_view about, std::string_view example) {
  return {name, Form::kMoment, about, example};
}

constexpr FieldInfo SeveralWords(std::string_view name, std::string_view about,
                                 std::string_view example) {
  return {name, Form::kWords, about, example};
}

constexpr std::string_view kOutcomes[] = {outcome::kRenewed, outcome::kExpanded, outcome::kReduced,
                                          outcome::kLost};
constexpr FieldInfo kContractFields[] = {
    Date("term_start", "first day of the term", "2026-01-01").Required(),
    Date("term_end", "day on which it ends or is renewed", "2027-01-01").Required(),
    Amount("value", "what the term is worth in a year", "48000"),
    Truth("auto_renews", "whether it goes on unless somebody ends it"),
    Word("outcome", "how it ended; open, if not given", "renewed").OneOf(kOutcomes),
    SeveralWords("reason", "why it was lost or reduced, one or several", "[price]"),
};

constexpr std::string_view kMovements[] = {movement::kNew, movement::kExpansion,
                                           movement::kContraction, movement::kChurn,
                                           movement::kReactivation};
constexpr FieldInfo kRevenueFields[] = {
    Word("movement", "which way monthly revenue moved", "expansion").Required().OneOf(kMovements),
    Amount("mrr", "by how much, per month; never negative", "400").Required(),
    Word("cause", "what moved it", "upsell"),
    SeveralWords("reason", "why the customer did so, one or several", "[price]"),
};

constexpr FieldInfo kMilestoneFields[] = {
    Word("key", "one of the pack's milestones", "training").Required(),
    Date("planned_at", "day on which it was to be reached", "2026-02-02"),
    Date("completed_at", "when it was reached; not yet, if not given", "2026-02-03"),
    Word("cause", "what delayed it", "customer_capacity"),
    Truth("rebaselined", "whether the plan was set anew, so that variance starts again"),
};

constexpr std::string_view kSteps[] = {step::kStarted,  step::kHeld,      step::kResumed,
                                       step::kExtended, step::kGraduated, step::kAbandoned};
constexpr FieldInfo kOnboardingFields[] = {
    Word("event", "what happened to the onboarding", "graduated").Required().OneOf(kSteps),
    Amount("days", "of an extension: days granted", "14"),
    Word("reason", "why", "waiting_for_customer"),
};

constexpr FieldInfo kValueFields[] = {
    Text("outcome", "what the customer achieved", "Invoices in three days").Required(),
    Word("confirmed_by", "who of the customer said so; unconfirmed, if not given", "Ana Lima"),
    Word("metric", "what was measured", "invoice_days"),
    Number("baseline", "before", "6"),
    Number("target", "aimed at", "3"),
    Number("measured", "reached", "2.8"),
};

constexpr FieldInfo kActivityFields[] = {
    Word("type", "meeting, check_in, training, qbr, email, call or another", "training").Required(),
    Date("scheduled_at", "when it was to be", "2026-02-02T10:00:00Z"),
    Truth("held", "whether it took place"),
    Amount("attended", "people of the customer who came", "4"),
    Amount("invited", "people of the customer who were asked", "5"),
    Amount("responded_after_hours", "hours until the customer answered", "6"),
    Amount("hours", "hours of our people, preparation included", "1.5"),
    Word("csm", "whose time it was", "Ana Lima"),
    Word("purpose", "what the time was for, as the pack's time allocation calls it", "onboarding"),
    Truth("proactive", "whether it was ours to start"),
};

constexpr FieldInfo kTicketFields[] = {
    Word("type", "technical, how_to, bug or another", "how_to"),
    Date("opened_at", "when it was opened; `at`, if not given", "2026-02-02T10:00:00Z"),
    Date("first_response_at", "when somebody answered", "2026-02-02T11:00:00Z"),
    Date("resolved_at", "when it was solved; open, if not given", "2026-02-02T15:00:00Z"),
    Truth("reopened", "whether it was opened again"),
    Truth("escalated", "whether it was escalated"),
    Truth("frustrated", "whether it expressed frustration"),
};

constexpr std::string_view kInstruments[] = {instrument::kNps, instrument::kCsat, instrument::kCes};
constexpr FieldInfo kSurveyFields[] = {
    Word("instrument", "which question was asked", "nps").Required().OneOf(kInstruments),
    Word("occasion", "after what it was asked", "onboarding"),
    Amount("scale", "the best score there is; that of the instrument, if not given", "5"),
    Amount("score", "the answer; asked and not answered, if not given", "9"),
    Word("comment_tone", "what the comment sounded like", "positive"),
};

constexpr FieldInfo kUsageFields[] = {
    Word("window", "what the counts cover: day, week, month", "week"),
    Amount("active_users", "users who were active in the window", "64"),
    Amount("daily", "users active daily", "40"),
    Amount("weekly", "users active weekly", "72"),
    Amount("monthly", "users active monthly", "88"),
    FieldInfo{"features", Form::kCounts, "uses of each feature", "{reports: 12}"}.AtLeast(0),
    Amount("logins", "how often anybody logged in", "310"),
};

constexpr std::string_view kOpportunityTypes[] = {"expansion", "renewal"};
constexpr FieldInfo kOpportunityFields[] = {
    Word("type", "what it would be", "expansion").Required().OneOf(kOpportunityTypes),
    Amount("value", "what it would be worth in a year", "12000"),
    Date("opened_at", "when it was opened; `at`, if not given", "2026-02-02"),
    Date("closed_at", "when it was decided; open, if not given", "2026-03-02"),
    Truth("won", "whether it was won, once it is closed"),
};

constexpr FieldInfo kCostFields[] = {
    Word("item", "training, tools, implementation or another", "training").Required(),
    Amount("amount", "what it cost", "1500").Required(),
};

constexpr FieldInfo kEvaluationFields[] = {
    Word("model", "the health model", "customer").Required(),
    Number("score", "points, 0 to 100; none, if not given", "72").Within(0, 100),
    Word("band", "the band; none, if not given", "yellow"),
    Word("digest", "of the pack that scored it", "3f2c"),
    SeveralWords("flags", "flags that were raised", "[quiet]"),
    Word("decision", "what the decision was", "EXTEND"),
};

constexpr FieldInfo kAssignmentFields[] = {
    Word("experiment", "which one", "preparation_video").Required(),
    Word("arm", "what the account gets", "control").Required(),
    Date("assigned_at", "when that was decided; `at`, if not given", "2026-02-02"),
};

constexpr std::array<KindInfo, kKindCount> kKinds = {{
    {Kind::kAccount, "account", "attributes and signals that changed", "everything", {}},
    {Kind::kContract, "contract", "a term", "renewals, forecast, reasons of churn",
     kContractFields},
    {Kind::kRevenue, "revenue", "a movement of monthly recurring revenue",
     "revenue retention, lifetime value", kRevenueFields},
    {Kind::kMilestone, "milestone", "one step of an onboarding's plan", "punctuality, bottlenecks",
     kMilestoneFields},
    {Kind::kOnboarding, "onboarding", "an event of an onboarding", "completion, time on hold",
     kOnboardingFields},
    {Kind::kValue, "value", "a business outcome", "days to value", kValueFields},
    {Kind::kActivity, "activity", "a meeting, a call, a mail", "engagement, time of the team",
     kActivityFields},
    {Kind::kTicket, "ticket", "a request for support", "support", kTicketFields},
    {Kind::kSurvey, "survey", "a question asked, and its answer", "NPS, CSAT, CES", kSurveyFields},
    {Kind::kUsage, "usage", "counts over a window", "adoption, activation of features",
     kUsageFields},
    {Kind::kOpportunity, "opportunity", "a sale that may come", "pipeline", kOpportunityFields},
    {Kind::kCost, "cost", "money spent on an account", "cost of an onboarding", kCostFields},
    {Kind::kEvaluation, "evaluation", "what a pack said at the time", "health over time",
     kEvaluationFields},
    {Kind::kAssignment, "assignment", "an arm that an account was put into", "comparison of arms",
     kAssignmentFields},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kKindCount; ++i) {
    if (kKinds[i].kind != static_cast<Kind>(i)) return false;
  }
  return true;
}
static_assert(InOrder());

bool IsNameOf(const KindInfo& kind, std::string_view name) {
  const std::string one(kind.name);
  return absl::EqualsIgnoreCase(ToAbsl(name), one) ||
         absl::EqualsIgnoreCase(ToAbsl(name), one + "s") ||
         (one.ends_with('y') &&
          absl::EqualsIgnoreCase(ToAbsl(name), one.substr(0, one.size() - 1) + "ies"));
}

}  // namespace

std::span<const KindInfo, kKindCount> Kinds() { return kKinds; }

const KindInfo& InfoOf(Kind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::optional<Kind> KindOf(std::string_view name) {
  for (const KindInfo& kind : kKinds) {
    if (kind.name == name) return kind.kind;  // as nearly all records write it
  }
  for (const KindInfo& kind : kKinds) {
    if (IsNameOf(kind, name)) return kind.kind;
  }
  return std::nullopt;
}

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const KindInfo& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

double BestOf(std::string_view instrument) {
  if (instrument == instrument::kNps) return 10;
  return instrument == instrument::kCsat ? 5 : 7;
}

size_t FieldAt(const KindInfo& kind, std::string_view name) {
  const auto found = std::find_if(kind.fields.begin(), kind.fields.end(),
                                  [name](const FieldInfo& field) { return field.name == name; });
  return static_cast<size_t>(found - kind.fields.begin());
}

}  // namespace bellwether::records
