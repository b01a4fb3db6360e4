// Internal to the stages that test packs: an account as the case that a person would write.
#ifndef BELLWETHER_ENGINE_TESTING_CASE_YAML_H_
#define BELLWETHER_ENGINE_TESTING_CASE_YAML_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether {

// An entry of `cases:` without its expectations, to be followed by them, two columns in:
//
//   - name: usage is low
//     as_of: 2026-03-01
//     account: {signals: {usage: 0.1}}
//
// The account's id is left out: it changes no answer.
std::string CaseYaml(const std::string& name, const Moment& as_of, const Account& account);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_CASE_YAML_H_
