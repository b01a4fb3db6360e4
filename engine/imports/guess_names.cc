// Tested by tests/engine/imports/guess_test.cc.
#include "engine/imports/guess_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "engine/accounts/account_fields.h"
#include "engine/imports/targets.h"

namespace bellwether::imports {
namespace {

// Headings of exports, for fields that they call otherwise. A signal has the pack's name alone.
struct Synonyms {
  std::string_view field;
  std::vector<std::string_view> names;  // plain
};
const std::vector<Synonyms>& AllSynonyms() {
  static const auto* const all = new std::vector<Synonyms>{
      {"id", {"recordid", "accountid", "companyid", "customerid", "organizationid", "clientid"}},
      {"segment", {"tier", "customertier", "customersegment", "companysize"}},
      {"cadence", {"usagerhythm", "usagefrequency"}},
      {"stage", {"lifecyclestage", "customerstage", "accountstatus"}},
      {"csm", {"customersuccessmanager", "companyowner", "accountowner", "owner"}},
      {"time_zone", {"timezone", "tz"}},
      {"acv", {"annualcontractvalue", "arr", "annualvalue", "contractvalue"}},
      {"seats", {"licenses", "licences", "licensedusers", "licencedusers", "seatcount"}},
      {"contract_signed_at", {"contractsigned", "contractdate", "customersince", "signedon"}},
      {"trial_started_at", {"trialstart", "trialstarted", "trialstartdate"}},
      {"kickoff_at", {"kickoff", "kickoffdate"}},
      {"first_login_at", {"firstlogin", "firstlogindate"}},
      {"first_value_at", {"firstvalue", "firstoutcomeconfirmed"}},
      {"graduated_at", {"graduated", "onboardingcompleted", "onboardingcompletedon"}},
      {"target_graduation_at", {"golive", "golivedate", "golivetarget", "targetgraduation"}},
      {"renewal_at", {"renewal", "renewaldate", "contractend", "contractenddate"}},
  };
  return *all;
}

std::vector<Candidate> CandidatesOf(const Plan& plan) {
  std::vector<Candidate> candidates;
  for (const TextFieldInfo& field : kTextFields) {
    candidates.push_back({std::string(field.name), false, ValueType::kText, nullptr, true});
  }
  candidates[1].words = &plan.segments;
  candidates[2].words = &plan.cadences;
  candidates[3].words = &plan.stages;
  for (const NumberFieldInfo& field : kNumberFields) {
    candidates.push_back({std::string(field.name), false, ValueType::kNumber, nullptr, true});
  }
  for (const EventFieldInfo& field : kEventFields) {
    candidates.push_back({std::string(field.name), false, ValueType::kMoment, nullptr, true});
  }
  for (const ruleset::Signal& signal : plan.signals) {
    if (signal.type == ruleset::SignalType::kSeries) continue;  // many rows an account
    const ruleset::Slot& slot = plan.slots[signal.slot];
    const auto* words = signal.type == ruleset::SignalType::kEnum ? &slot.words : nullptr;
    candidates.push_back({slot.name, true, TypeOf(signal), words, true});
  }
  return candidates;
}

std::string FieldCalled(const std::string& plain) {
  for (const Synonyms& synonyms : AllSynonyms()) {
    const auto& names = synonyms.names;
    if (std::find(names.begin(), names.end(), plain) != names.end()) {
      return std::string(synonyms.field);
    }
  }
  return "";
}

}  // namespace

std::string PlainName(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) plain.push_back(absl::ascii_tolower(byte));
  }
  return plain;
}

std::optional<Candidate> CandidateOf(std::string_view column, const Plan& plan,
                                     std::vector<std::string>& taken) {
  const std::string plain = PlainName(column);
  const std::string field = FieldCalled(plain);
  for (Candidate& candidate : CandidatesOf(plan)) {
    const bool same = PlainName(candidate.key) == plain;
    const bool alike = !candidate.signal && candidate.key == field;
    if (!same && !alike) continue;
    if (std::find(taken.begin(), taken.end(), candidate.key) != taken.end()) continue;
    taken.push_back(candidate.key);
    candidate.sure = same;
    return std::move(candidate);
  }
  return std::nullopt;
}

}  // namespace bellwether::imports
