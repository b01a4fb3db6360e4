// Node -> Account: the one decoder behind JSON, JSON lines and YAML.
//
//   id: acme
//   kickoff_at: 2026-01-12
//   signals: {active: 0.72, mood: {value: 41, observed_at: 2026-02-20}}
//
// All problems are collected; each names its field. Every field that could be read is set, so the
// account can be named even when it is refused. What a value means for a pack is Bind's question.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_FIELDS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_FIELDS_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "engine/accounts/value_reader.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "engine/yaml/node.h"

namespace bellwether {

struct TextFieldInfo {
  std::string_view name;
  std::string Account::*member;
  std::string_view about;
  std::string_view example;
};
inline constexpr std::array<TextFieldInfo, 6> kTextFields = {{
    {"id", &Account::id, "what the account is called, for people and programs", "acme"},
    {"segment", &Account::segment, "one of the pack's segments", "enterprise"},
    {"cadence", &Account::cadence, "how often the product is used, one of the pack's cadences",
     "daily"},
    {"stage", &Account::stage, "one of the pack's stages", "onboarding"},
    {"csm", &Account::csm, "who looks after the account", "Ana Lima"},
    {"time_zone", &Account::time_zone, "IANA zone of its civil dates; the pack's, if not given",
     "Asia/Jakarta"},
}};

struct NumberFieldInfo {
  std::string_view name;
  std::optional<double> Account::*member;
  std::string_view about;
  std::string_view example;
};
inline constexpr std::array<NumberFieldInfo, 2> kNumberFields = {{
    {"acv", &Account::acv, "contract value of the first year, in the pack's currency, at least 0",
     "48000"},
    {"seats", &Account::seats, "licensed users, at least 0", "120"},
}};

// What each event date is, in the order of kEventFields.
inline constexpr std::array<std::string_view, kEventFieldCount> kEventFieldAbouts = {
    "when the contract was signed",
    "when the trial started",
    "when the onboarding was kicked off",
    "when somebody first logged in",
    "when the first outcome was confirmed",
    "when the account left onboarding",
    "original target of graduation, without extensions",
    "when the contract is to be renewed",
};

void ReadAccount(const Node& node, const Limits& limits, Account& account, Violations& violations);

// `signals: {...}`: plain values, objects and series (signal_fields.cc).
void ReadSignals(ValueReader& reader, const Node& node, const FieldPath& path, Account& account);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_FIELDS_H_
