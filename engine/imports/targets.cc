// Tested by tests/engine/imports/mapping_test.cc.
#include "engine/imports/targets.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/listed_milestone.h"
#include "engine/base/suggest.h"
#include "engine/facts/facts.h"

namespace bellwether::imports {
namespace {

using ruleset::SignalType;

// ---- Fields of the account itself.

Put IntoText(std::string Account::*member) {
  return [member](Account& account, const Converted& value, const auto&) {
    if (const auto* text = std::get_if<std::string>(&value)) account.*member = *text;
  };
}

Put IntoNumber(std::optional<double> Account::*member) {
  return [member](Account& account, const Converted& value, const auto&) {
    if (const auto* number = std::get_if<double>(&value)) account.*member = *number;
  };
}

EventDate EventOf(const Converted& value) {
  if (const auto* moment = std::get_if<Moment>(&value)) return *moment;
  if (std::holds_alternative<NotYet>(value)) return NotYet{};
  if (std::holds_alternative<NotApplicable>(value)) return NotApplicable{};
  return std::monostate{};
}

Put IntoEvent(EventField field) {
  return [field](Account& account, const Converted& value, const auto&) {
    account.date(field) = EventOf(value);
  };
}

// ---- Parts that have names.

Put IntoPlanned(std::string key) {
  return [key = std::move(key)](Account& account, const Converted& value, const auto&) {
    if (const auto* moment = std::get_if<Moment>(&value)) {
      MilestoneOf(account, key).planned_at = *moment;
    }
  };
}

Put IntoCompleted(std::string key) {
  return [key = std::move(key)](Account& account, const Converted& value, const auto&) {
    if (!std::holds_alternative<std::monostate>(value)) {
      MilestoneOf(account, key).completed_at = EventOf(value);
    }
  };
}

Put IntoDimension(std::string name) {
  return [name = std::move(name)](Account& account, const Converted& value, const auto&) {
    const auto* score = std::get_if<double>(&value);
    if (score != nullptr) account.dimension_scores.push_back({name, *score});
  };
}

Put IntoExtension(std::optional<double> ExtensionInput::*member) {
  return [member](Account& account, const Converted& value, const auto&) {
    if (const auto* number = std::get_if<double>(&value)) account.extension.*member = *number;
  };
}

struct TextPlace {
  std::string_view name;
  ValueRule AccountRule::*rule;
  std::string Account::*member;
  std::vector<std::string> Plan::*words;  // null: any text
};
constexpr TextPlace kTexts[] = {
    {"segment", &AccountRule::segment, &Account::segment, &Plan::segments},
    {"cadence", &AccountRule::cadence, &Account::cadence, &Plan::cadences},
    {"stage", &AccountRule::stage, &Account::stage, &Plan::stages},
    {"csm", &AccountRule::csm, &Account::csm, nullptr},
    {"time_zone", &AccountRule::time_zone, &Account::time_zone, nullptr},
};

struct NumberPlace {
  std::string_view name;
  ValueRule AccountRule::*rule;
  std::optional<double> Account::*member;
};
constexpr NumberPlace kNumbers[] = {
    {"acv", &AccountRule::acv, &Account::acv},
    {"seats", &AccountRule::seats, &Account::seats},
};

struct EventPlace {
  EventField field;
  ValueRule AccountRule::*rule;
};
constexpr EventPlace kEvents[] = {
    {EventField::kContractSignedAt, &AccountRule::contract_signed_at},
    {EventField::kTrialStartedAt, &AccountRule::trial_started_at},
    {EventField::kKickoffAt, &AccountRule::kickoff_at},
    {EventField::kFirstLoginAt, &AccountRule::first_login_at},
    {EventField::kFirstValueAt, &AccountRule::first_value_at},
    {EventField::kGraduatedAt, &AccountRule::graduated_at},
    {EventField::kTargetGraduationAt, &AccountRule::target_graduation_at},
    {EventField::kRenewalAt, &AccountRule::renewal_at},
};
static_assert(std::size(kEvents) == kEventFieldCount);

class PlaceFinder {
 public:
  PlaceFinder(const AccountRule& account, const Plan& plan, DiagnosticSink& sink)
      : account_(account), plan_(plan), sink_(sink) {}

  std::vector<Placed> Run() {
    AddFields();
    for (const auto& named : account_.signals) AddSignal(named);
    for (const auto& named : account_.milestones) AddMilestone(named);
    for (const auto& named : account_.dimension_scores) AddDimension(named);
    Add(account_.extension.granted_days, {"extension.granted_days", ValueType::kNumber, nullptr,
                                          false, "", IntoExtension(&ExtensionInput::granted_days)});
    Add(account_.extension.requested_days,
        {"extension.requested_days", ValueType::kNumber, nullptr, false, "",
         IntoExtension(&ExtensionInput::requested_days)});
    return std::move(places_);
  }

 private:
  void Add(const ValueRule& rule, Place place) {
    if (rule.span.known()) places_.push_back({&rule, std::move(place)});
  }

  void AddFields() {
    for (const TextPlace& text : kTexts) {
      const auto* words = text.words == nullptr ? nullptr : &(plan_.*text.words);
      Add(account_.*text.rule,
          {std::string(text.name), ValueType::kText, words, false, "", IntoText(text.member)});
    }
    for (const NumberPlace& number : kNumbers) {
      Add(account_.*number.rule, {std::string(number.name), ValueType::kNumber, nullptr, false, "",
                                  IntoNumber(number.member)});
    }
    for (const EventPlace& event : kEvents) {
      const auto& info = kEventFields[static_cast<size_t>(event.field)];
      Add(account_.*event.rule,
          {std::string(info.name), ValueType::kMoment, nullptr, false, "", IntoEvent(event.field)});
    }
  }

  void AddSignal(const document::Named<ValueRule>& named) {
    const uint32_t index = plan_.FindSignal(named.name);
    if (index == kNoIndex) {
      sink_.Error("unknown-name", named.span, UnknownSignalMessage(plan_, named.name));
      return;
    }
    const ruleset::Signal& signal = plan_.signals[index];
    const auto* words =
        signal.type == SignalType::kEnum ? &plan_.slots[signal.slot].words : nullptr;
    Add(named.value, {"signals." + named.name, TypeOf(signal), words,
                      signal.type == SignalType::kSeries, named.name, IntoSignal(named.name)});
  }

  template <typename Named>
  bool IsKnown(const Named& named, const char* kind, const std::vector<std::string>& known) {
    for (const std::string& name : known) {
      if (name == named.name) return true;
    }
    sink_.Error("unknown-name", named.span,
                absl::StrCat("the pack has no ", kind, " ", Quoted(named.name)),
                DidYouMean(named.name, known));
    return false;
  }

  // An account's plan may hold milestones that the pack does not know: perhaps it is one of those.
  void AddMilestone(const document::Named<MilestoneRule>& named) {
    std::vector<std::string> known;
    for (const auto& milestone : plan_.milestones.order) known.push_back(milestone.name);
    const std::string closest = ClosestName(named.name, known);
    if (!closest.empty() && closest != named.name) {
      sink_.Warning("unknown-name", named.span,
                    absl::StrCat("the pack has no milestone ", Quoted(named.name)),
                    DidYouMean(named.name, known));
    }
    const std::string path = "milestones." + named.name;
    Add(named.value.planned_at,
        {path + ".planned_at", ValueType::kMoment, nullptr, false, "", IntoPlanned(named.name)});
    Add(named.value.completed_at, {path + ".completed_at", ValueType::kMoment, nullptr, false, "",
                                   IntoCompleted(named.name)});
  }

  void AddDimension(const document::Named<ValueRule>& named) {
    std::vector<std::string> known;
    for (const PlanNote& note : plan_.outcome_notes.dimensions) known.push_back(note.name);
    if (!IsKnown(named, "dimension of graduation", known)) return;
    Add(named.value, {"dimension_scores." + named.name, ValueType::kNumber, nullptr, false, "",
                      IntoDimension(named.name)});
  }

  const AccountRule& account_;
  const Plan& plan_;
  DiagnosticSink& sink_;
  std::vector<Placed> places_;
};

}  // namespace

ValueType TypeOf(const ruleset::Signal& signal) {
  switch (signal.type) {
    case SignalType::kBool:
      return ValueType::kBool;
    case SignalType::kEnum:
    case SignalType::kText:
      return ValueType::kText;
    case SignalType::kTimestamp:
      return ValueType::kMoment;
    default:
      return ValueType::kNumber;
  }
}

Put IntoSignal(std::string name) {
  return [name = std::move(name)](Account& account, const Converted& value,
                                  const std::optional<Moment>& observed_at) {
    if (std::holds_alternative<std::monostate>(value)) return;
    SignalInput signal{name, {}, observed_at};
    std::visit([&signal](const auto& given) { signal.value = given; }, value);
    account.signals.push_back(std::move(signal));
  };
}

std::vector<Placed> PlacesOf(const AccountRule& account, const Plan& plan, DiagnosticSink& sink) {
  return PlaceFinder(account, plan, sink).Run();
}

}  // namespace bellwether::imports
