// When people are told of an account, as it is written. Parts of document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_ALERTS_H_
#define BELLWETHER_ENGINE_DOCUMENT_ALERTS_H_

#include <string>

#include "engine/document/located.h"
#include "engine/document/rules.h"
#include "engine/source/span.h"

namespace bellwether::document {

// What ends an alert beside people: the end of its condition, or nothing.
enum class AlertEnd { kCondition, kPerson };

// `{from: "18:00", to: "08:00"}` where the account lives; over midnight where `to` is earlier.
struct QuietHours {
  Located<std::string> from;  // required, HH:MM
  Located<std::string> to;    // required, HH:MM
  Located<bool> weekends;     // Saturday and Sunday are quiet, too
  Span span;
  bool present() const { return span.known(); }
};

// One of `when`, `overdue` and `no_data_for` says what it is about.
struct Alert {
  ExpressionText when;            // a condition on an answer, by its paths
  Located<std::string> overdue;   // a milestone, or `any`
  Located<Period> no_data_for;    // nothing newer was observed
  ExpressionText applies_when;    // likewise a condition on an answer
  Located<std::string> severity;  // required, one of the pack's
  Text reason;                    // required
  Located<Period> dwell;          // `for:`
  Located<std::string> dedupe;    // alerts with one key are one
  NamedList<Label> route;
  Located<std::string> playbook;
  Located<Period> cooldown;
  Located<AlertEnd> resolve;
  Located<Period> remind_every;
  Located<Period> escalate_after;
  NamedList<Label> escalate_to;
  QuietHours quiet_hours;
  Located<int64_t> capacity;  // alerts of this rule that one CSM is shown at a time
  Notes notes;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_ALERTS_H_
