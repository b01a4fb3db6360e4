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
};
inline constexpr std::array<TextFieldInfo, 6> kTextFields = {{
    {"id", &Account::id},
    {"segment", &Account::segment},
    {"cadence", &Account::cadence},
    {"stage", &Account::stage},
    {"csm", &Account::csm},
    {"time_zone", &Account::time_zone},
}};

struct NumberFieldInfo {
  std::string_view name;
  std::optional<double> Account::*member;
};
inline constexpr std::array<NumberFieldInfo, 2> kNumberFields = {{
    {"acv", &Account::acv},
    {"seats", &Account::seats},
}};

void ReadAccount(const Node& node, const Limits& limits, Account& account, Violations& violations);

// `signals: {...}`: plain values, objects and series (signal_fields.cc).
void ReadSignals(ValueReader& reader, const Node& node, const FieldPath& path, Account& account);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_FIELDS_H_
