// What a store keeps of alerts, as clients are told of it. DATA_LOSS: what is kept cannot be read.
//
// Reads JSON, which takes longer than a thread that polls may: for workers. Pure functions.
#ifndef BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_
#define BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "engine/plan/plan.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "server/store/alert_store.h"

namespace bellwether {

// How it stands at a moment: what is snoozed ends by itself.
v1::AlertState StateOf(const store::StoredAlert& alert, absl::Time now);
v1::TaskState StateOf(const store::StoredTask& task);

absl::Status TellAlert(const store::StoredAlert& alert, absl::Time now, v1::Alert& message);
// With its account's segment, and its place where it is held back.
absl::Status TellListedAlert(const store::ListedAlert& alert, absl::Time now, v1::Alert& message);
absl::Status TellTask(const store::StoredTask& task, absl::Time now, v1::Task& message);
absl::Status TellAlertEvent(const store::StoredAlertEvent& event, v1::AlertEvent& message);

// What the pack says of each rule that raised these alerts, in their order, each once; those that
// it lacks are left out. Alerts that are not over say so in the language. "": the pack's first one.
void TellAlertRules(const Plan& plan, const std::string& language,
                    google::protobuf::RepeatedPtrField<v1::Alert>& alerts,
                    google::protobuf::RepeatedPtrField<v1::AlertRule>& rules);

// What is to be done, in the language: of steps that the pack still has as they were told.
void TellTaskActions(const Plan& plan, const std::string& language,
                     google::protobuf::RepeatedPtrField<v1::Task>& tasks);

// The words of each sort, those with the most alerts first.
void TellAlertChoices(const std::vector<store::AlertChoice>& found, v1::AlertChoices& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_
