// When people are told of an account, resolved and checked. Parts of ruleset.h.
//
// Conditions of alerts are about answers, so they are texts here still: what they name is known
// when the plan is (engine/alerts/alert_conditions.h).
#ifndef BELLWETHER_ENGINE_RULESET_ALERTS_H_
#define BELLWETHER_ENGINE_RULESET_ALERTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ruleset/rules.h"

namespace bellwether::ruleset {

// A condition on an answer, by dotted paths; "" where there is none.
struct AnswerCondition {
  std::string text;
  Location location;
  bool verbatim = false;  // as expression::Text has it
  bool present() const { return !text.empty(); }
};

// Minutes after midnight, 0 to 1439, where the account lives. Over midnight where `to` comes before
// `from`.
struct QuietHours {
  int32_t from = 0;
  int32_t to = 0;
  bool weekends = false;
};

enum class AlertTrigger : uint8_t { kCondition, kOverdue, kNoData };

struct Alert {
  std::string name;
  AlertTrigger trigger = AlertTrigger::kCondition;
  AnswerCondition when;          // of kCondition
  std::string milestone;         // of kOverdue; "": any
  int64_t no_data_seconds = 0;   // of kNoData
  AnswerCondition applies_when;  // may be absent
  uint32_t severity = 0;         // 0 is the worst
  Text reason;
  int64_t dwell_seconds = 0;  // 0: at once
  std::string key;            // of alerts that are one; its name where none is given
  std::vector<std::string> route;
  std::optional<uint32_t> playbook;
  int64_t cooldown_seconds = 0;
  bool ends_with_condition = true;  // false: people alone end it
  int64_t remind_seconds = 0;       // 0: never
  int64_t escalate_seconds = 0;     // 0: never
  std::vector<std::string> escalate_to;
  std::optional<QuietHours> quiet;
  std::optional<uint32_t> capacity;  // at least 1; nothing: all are shown
  Notes notes;
  Location location;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_ALERTS_H_
