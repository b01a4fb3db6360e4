// What a row holds beside its body is put into the body's message, as for clients that list it, and
// taken out of it again.
//
// Tested by tests/server/transfer_handlers_test.cc.
#include "server/rpc/transfer_messages.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "engine/records/record_tree.h"
#include "protos/wire/moment_from_proto.h"
#include "protos/wire/time_to_proto.h"
#include "server/accounts/stored_account.h"
#include "server/book/account_evaluator.h"
#include "server/book/alert_state.h"
#include "server/book/stored_body.h"
#include "server/book/told_alerts.h"
#include "server/book/told_evaluation.h"
#include "server/rpc/entry_messages.h"
#include "server/rpc/kept_texts.h"
#include "server/store/imported_sequence.h"

namespace bellwether {
namespace {

using google::protobuf::Timestamp;
using store::AlertStanding;

// --- to messages

void InterventionToProto(const store::KeptIntervention& one, v1::KeptIntervention& message) {
  message.set_playbook(one.playbook);
  message.set_rule(one.rule);
  message.set_band(one.band);
  if (one.lots) {
    message.set_arm(one.lots->held_out ? v1::ALERT_ARM_HELD_OUT : v1::ALERT_ARM_TREATED);
    message.set_holdout_share(one.lots->share);
    message.set_holdout_seed(one.lots->seed);
  }
  wire::TimeToProto(one.begun_at, *message.mutable_begun_at());
  message.set_was_acknowledged(one.was_acknowledged);
  message.set_tasks_gone(static_cast<int32_t>(one.tasks_gone));
  message.set_tasks_gone_done(static_cast<int32_t>(one.tasks_gone_done));
  message.set_former_alert(one.former_alert);
}

v1::AlertPlace PlaceOf(AlertStanding standing) {
  switch (standing) {
    case AlertStanding::kUndecided:
      return v1::ALERT_PLACE_UNDECIDED;
    case AlertStanding::kShown:
      return v1::ALERT_PLACE_SHOWN;
    case AlertStanding::kHeldBack:
      return v1::ALERT_PLACE_HELD_BACK;
    case AlertStanding::kHeldOut:
      return v1::ALERT_PLACE_HELD_OUT;
  }
  return v1::ALERT_PLACE_UNSPECIFIED;
}

absl::Status AlertToProto(const store::KeptAlert& alert, v1::KeptAlert& message) {
  v1::Alert& its = *message.mutable_alert();
  absl::Status told = TellAlert(alert.row, absl::UnixEpoch(), its);
  if (!told.ok()) return told;
  its.clear_state();
  its.clear_held_back();
  its.clear_etag();
  message.set_place(PlaceOf(alert.row.standing));
  for (const store::KeptTask& task : alert.tasks) {
    v1::KeptTask& kept = *message.add_tasks();
    told = TellTask(task.row, absl::UnixEpoch(), *kept.mutable_task());
    if (!told.ok()) return told;
    kept.mutable_task()->clear_overdue();
    kept.mutable_task()->clear_etag();
    kept.set_told_overdue(task.row.told_overdue);
  }
  for (const store::KeptAlertEvent& event : alert.events) {
    told = TellAlertEvent(event.row, *message.add_events());
    if (!told.ok()) return told;
  }
  for (const store::KeptIntervention& one : alert.interventions) {
    InterventionToProto(one, *message.add_interventions());
  }
  return absl::OkStatus();
}

absl::Status EvaluationToProto(const store::StoredEvaluation& one, v1::KeptEvaluation& message) {
  message.set_records(static_cast<int64_t>(one.records));
  return TellEvaluation(one, *message.mutable_evaluation());
}

absl::Status StandingToProto(const store::AccountStanding& standing, v1::AccountStanding& message) {
  message.set_account_id(standing.account);
  message.set_alert_state(standing.alert_state);
  for (const store::KeptBandChange& band : standing.bands) {
    v1::KeptBandChange& change = *message.add_band_changes();
    change.set_sequence(band.sequence);
    change.set_band(band.band);
    wire::TimeToProto(band.at, *change.mutable_at());
  }
  for (const store::KeptIntervention& one : standing.former) {
    InterventionToProto(one, *message.add_former_interventions());
  }
  for (const store::KeptAlert& alert : standing.open) {
    const absl::Status told = AlertToProto(alert, *message.add_open_alerts());
    if (!told.ok()) return told;
  }
  if (!standing.last) return absl::OkStatus();
  return EvaluationToProto(*standing.last, *message.mutable_last_evaluation());
}

// --- from messages

// Reads below a path, where all that is wrong is said.
class ItemReader {
 public:
  ItemReader(std::string below, std::vector<Violation>& violations)
      : below_(std::move(below)), violations_(violations) {}

  ItemReader Below(const std::string& field) const {
    return ItemReader(absl::StrCat(below_, field, "."), violations_);
  }
  ItemReader At(const char* field, int position) const {
    return Below(absl::StrCat(field, "[", position, "]"));
  }

  void Say(const char* field, const char* code, std::string what) const {
    violations_.push_back({absl::StrCat(below_, field), code, std::move(what)});
  }

  std::string Text(const std::string& text, const char* field) const {
    CheckKept(text, absl::StrCat(below_, field).c_str(), violations_);
    return text;
  }
  std::string Name(const std::string& text, const char* field) const {
    if (text.empty()) Say(field, "MISSING_FIELD", "it is empty");
    return Text(text, field);
  }
  std::string Account(const std::string& id) const {
    std::vector<Violation> its;
    CheckAccountId(id, its);
    for (Violation& one : its) {
      one.path = absl::StrCat(below_, one.path);
      violations_.push_back(std::move(one));
    }
    return id;
  }

  absl::Time Time(const Timestamp& time, const char* field) const {
    const auto moment = wire::MomentFromProto(
        time, [&] { return absl::StrCat(below_, field); }, violations_);
    return moment ? moment->time : absl::UnixEpoch();
  }
  absl::Time Time(bool has, const Timestamp& time, const char* field) const {
    if (!has) Say(field, "MISSING_FIELD", "a moment is needed");
    return has ? Time(time, field) : absl::UnixEpoch();
  }
  std::optional<absl::Time> TimeIf(bool has, const Timestamp& time, const char* field) const {
    return has ? std::optional(Time(time, field)) : std::nullopt;
  }

  int64_t Number(int64_t number, int64_t least, int64_t most, const char* field) const {
    if (number < least || number > most) {
      Say(field, "OUT_OF_RANGE", absl::StrCat(number, " is not from ", least, " to ", most));
    }
    return std::clamp(number, least, most);
  }
  double Amount(double amount, double most, const char* field) const {
    if (!std::isfinite(amount) || amount < 0 || amount > most) {
      Say(field, "OUT_OF_RANGE", absl::StrCat(amount, " is not possible here"));
    }
    return amount;
  }

 private:
  std::string below_;
  std::vector<Violation>& violations_;
};

constexpr int64_t kMostCount = 1'000'000'000;
constexpr double kMostStake = 1e18;

store::StoredEvaluation EvaluationFromProto(const v1::KeptEvaluation& message,
                                            const ItemReader& reader) {
  store::StoredEvaluation one;
  v1::StoredEvaluation answer = message.evaluation();
  const ItemReader its = reader.Below("evaluation");
  one.of.account = its.Account(answer.account_id());
  one.sequence = its.Number(answer.sequence(), 1, store::kMostSequence, "sequence");
  one.as_of = its.Time(answer.has_as_of(), answer.as_of(), "as_of");
  if (answer.cause() == v1::EVALUATION_CAUSE_UNSPECIFIED ||
      !v1::EvaluationCause_IsValid(answer.cause())) {
    its.Say("cause", "UNKNOWN_NAME", "this server knows no such cause");
  }
  one.cause = static_cast<store::EvaluationCause>(answer.cause());
  one.facts_digest = its.Text(answer.facts_digest(), "facts_digest");
  one.pack_digest = its.Text(answer.pack_digest(), "pack_digest");
  one.next_change_at =
      its.TimeIf(answer.has_next_change_at(), answer.next_change_at(), "next_change_at");
  one.records = static_cast<uint64_t>(reader.Number(message.records(), 0, kMostCount, "records"));
  for (const v1::StoredModelScore& model : answer.models()) {
    if (model.primary()) its.Text(model.band(), "models.band");
  }
  WriteHealth(answer, one);
  answer.clear_account_id();
  answer.clear_sequence();
  answer.clear_as_of();
  answer.clear_cause();
  answer.clear_facts_digest();
  answer.clear_pack_digest();
  answer.clear_next_change_at();
  answer.clear_of_former_pack();
  one.body = EncodeAnswer(answer);
  return one;
}

store::KeptIntervention InterventionFromProto(const v1::KeptIntervention& message, bool is_former,
                                              const ItemReader& reader) {
  store::KeptIntervention one;
  one.playbook = reader.Name(message.playbook(), "playbook");
  one.rule = reader.Text(message.rule(), "rule");
  one.band = reader.Text(message.band(), "band");
  if (message.arm() != v1::ALERT_ARM_UNSPECIFIED) {
    if (!v1::AlertArm_IsValid(message.arm())) {
      reader.Say("arm", "UNKNOWN_NAME", "this server knows no such arm");
    }
    one.lots = store::Lots{reader.Amount(message.holdout_share(), 1, "holdout_share"),
                           message.holdout_seed(), message.arm() == v1::ALERT_ARM_HELD_OUT};
  }
  one.begun_at = reader.Time(message.has_begun_at(), message.begun_at(), "begun_at");
  one.was_acknowledged = message.was_acknowledged();
  one.tasks_gone =
      static_cast<uint32_t>(reader.Number(message.tasks_gone(), 0, kMostCount, "tasks_gone"));
  one.tasks_gone_done = static_cast<uint32_t>(
      reader.Number(message.tasks_gone_done(), 0, one.tasks_gone, "tasks_gone_done"));
  if (is_former) {
    one.former_alert =
        reader.Number(message.former_alert(), 1, store::kMostSequence, "former_alert");
  }
  return one;
}

store::KeptTask TaskFromProto(const v1::KeptTask& message, const std::string& account,
                              const ItemReader& reader) {
  store::KeptTask kept;
  v1::Task task = message.task();
  store::StoredTask& row = kept.row;
  const ItemReader its = reader.Below("task");
  row.of.account = account;
  row.number = its.Number(task.number(), 1, store::kMostSequence, "number");
  row.owner = its.Text(task.owner(), "owner");
  row.csm = its.Text(task.csm(), "csm");
  if (task.state() < v1::TASK_STATE_OPEN || task.state() > v1::TASK_STATE_DROPPED) {
    its.Say("state", "UNKNOWN_NAME", "a task is open, done or dropped");
  }
  row.standing = task.state() == v1::TASK_STATE_DONE      ? store::TaskStanding::kDone
                 : task.state() == v1::TASK_STATE_DROPPED ? store::TaskStanding::kDropped
                                                          : store::TaskStanding::kOpen;
  row.due_at = its.TimeIf(task.has_due_at(), task.due_at(), "due_at");
  row.told_overdue = message.told_overdue();
  if (row.standing != store::TaskStanding::kOpen) {
    kept.ended_at = its.Time(task.has_ended_at(), task.ended_at(), "ended_at");
  }
  task.clear_number();
  task.clear_account_id();
  task.clear_alert();
  task.clear_owner();
  task.clear_csm();
  task.clear_state();
  task.clear_overdue();
  task.clear_etag();
  row.body = EncodeBody(task);
  return kept;
}

store::KeptAlertEvent EventFromProto(v1::AlertEvent event, const std::string& account,
                                     const ItemReader& reader) {
  store::KeptAlertEvent kept;
  kept.row.account = account;
  kept.row.sequence = reader.Number(event.sequence(), 0, store::kMostSequence, "sequence");
  kept.row.told_at = reader.Time(event.has_told_at(), event.told_at(), "told_at");
  kept.row.held_back = event.held_back();
  kept.task = event.task();
  event.clear_sequence();
  event.clear_account_id();
  event.clear_number();
  event.clear_held_back();
  event.clear_told_at();
  kept.row.body = EncodeBody(event);
  return kept;
}

AlertStanding StandingOf(v1::AlertPlace place, const ItemReader& reader) {
  switch (place) {
    case v1::ALERT_PLACE_UNDECIDED:
      return AlertStanding::kUndecided;
    case v1::ALERT_PLACE_SHOWN:
      return AlertStanding::kShown;
    case v1::ALERT_PLACE_HELD_BACK:
      return AlertStanding::kHeldBack;
    case v1::ALERT_PLACE_HELD_OUT:
      return AlertStanding::kHeldOut;
    default:
      reader.Say("place", "MISSING_FIELD", "say how it stands with its CSM");
      return AlertStanding::kUndecided;
  }
}

// The row without what belongs to it.
store::StoredAlert RowFromProto(v1::Alert alert, v1::AlertPlace place, const ItemReader& reader) {
  store::StoredAlert row;
  const ItemReader its = reader.Below("alert");
  row.of.account = its.Account(alert.account_id());
  row.number = its.Number(alert.number(), 1, store::kMostSequence, "number");
  row.key = its.Name(alert.key(), "key");
  row.lead = its.Text(alert.alert(), "alert");
  row.severity = its.Text(alert.severity(), "severity");
  row.csm = its.Text(alert.csm(), "csm");
  row.stake = its.Amount(alert.stake(), kMostStake, "stake");
  row.standing = StandingOf(place, reader);
  row.raised_at = its.Time(alert.has_raised_at(), alert.raised_at(), "raised_at");
  row.acknowledged_at =
      its.TimeIf(alert.has_acknowledged_at(), alert.acknowledged_at(), "acknowledged_at");
  row.snoozed_until = its.TimeIf(alert.has_snoozed_until(), alert.snoozed_until(), "snoozed_until");
  row.resolved_at = its.TimeIf(alert.has_resolved_at(), alert.resolved_at(), "resolved_at");
  alert.clear_number();
  alert.clear_account_id();
  alert.clear_state();
  alert.clear_held_back();
  alert.clear_csm();
  alert.clear_stake();
  alert.clear_etag();
  row.body = EncodeBody(alert);
  return row;
}

store::KeptAlert AlertFromProto(const v1::KeptAlert& message, bool is_open,
                                const ItemReader& reader) {
  store::KeptAlert alert;
  alert.row = RowFromProto(message.alert(), message.place(), reader);
  if (is_open == alert.row.resolved_at.has_value()) {
    reader.Say("alert.resolved_at", "NOT_ALLOWED",
               is_open ? "an open alert has no end"
                       : "an alert that is open belongs to the standing of its account");
  }
  const std::string& account = alert.row.of.account;
  for (int i = 0; i < message.tasks_size(); ++i) {
    alert.tasks.push_back(TaskFromProto(message.tasks(i), account, reader.At("tasks", i)));
  }
  for (int i = 0; i < message.events_size(); ++i) {
    alert.events.push_back(EventFromProto(message.events(i), account, reader.At("events", i)));
  }
  for (int i = 0; i < message.interventions_size(); ++i) {
    alert.interventions.push_back(InterventionFromProto(
        message.interventions(i), /*is_former=*/false, reader.At("interventions", i)));
  }
  return alert;
}

// What the engine remembers and what is open are of one piece: what one of them lacks would end, or
// be raised anew, at the next look.
void CheckState(const store::AccountStanding& standing, const ItemReader& reader) {
  reader.Text(standing.alert_state, "alert_state");
  const auto remembered = DecodeAlertState(standing.alert_state);
  if (!remembered.ok()) {
    return reader.Say("alert_state", "SYNTAX", std::string(remembered.status().message()));
  }
  std::vector<std::string> known, open;
  for (const alerts::OpenAlert& one : remembered->state.open) known.push_back(one.key);
  for (const store::KeptAlert& one : standing.open) open.push_back(one.row.key);
  std::sort(known.begin(), known.end());
  std::sort(open.begin(), open.end());
  if (known != open) {
    reader.Say("open_alerts", "NOT_ALLOWED",
               "these are not the alerts that alert_state knows as open; export both again");
  }
}

store::AccountStanding StandingFromProto(const v1::AccountStanding& message,
                                         const ItemReader& reader) {
  store::AccountStanding standing;
  standing.account = reader.Account(message.account_id());
  const auto is_its = [&](const std::string& account, const ItemReader& place) {
    if (account != standing.account) {
      place.Say("account_id", "NOT_ALLOWED", "it is of another account than the standing");
    }
  };
  if (message.has_last_evaluation()) {
    const ItemReader place = reader.Below("last_evaluation");
    standing.last = EvaluationFromProto(message.last_evaluation(), place);
    is_its(standing.last->of.account, place.Below("evaluation"));
  }
  for (int i = 0; i < message.band_changes_size(); ++i) {
    const v1::KeptBandChange& change = message.band_changes(i);
    const ItemReader place = reader.At("band_changes", i);
    standing.bands.push_back({place.Number(change.sequence(), 1, store::kMostSequence, "sequence"),
                              place.Time(change.has_at(), change.at(), "at"),
                              place.Text(change.band(), "band")});
  }
  standing.alert_state = message.alert_state();
  for (int i = 0; i < message.open_alerts_size(); ++i) {
    const ItemReader place = reader.At("open_alerts", i);
    standing.open.push_back(AlertFromProto(message.open_alerts(i), /*is_open=*/true, place));
    is_its(standing.open.back().row.of.account, place.Below("alert"));
  }
  for (int i = 0; i < message.former_interventions_size(); ++i) {
    standing.former.push_back(InterventionFromProto(message.former_interventions(i),
                                                    /*is_former=*/true,
                                                    reader.At("former_interventions", i)));
  }
  CheckState(standing, reader);
  return standing;
}

store::KindsTold KindsFromProto(const v1::KindsTold& message, const ItemReader& reader) {
  store::KindsTold told;
  for (const std::string& kind : message.kinds()) {
    if (!records::KindOf(kind)) {
      reader.Say("kinds", "UNKNOWN_NAME",
                 "there is a kind of records that this server does not know");
    }
    told.kinds.push_back(kind);
  }
  if (told.kinds.empty()) reader.Say("kinds", "MISSING_FIELD", "there are none");
  return told;
}

store::StoredRecord RecordFromLine(const std::string& line, const Limits& limits,
                                   std::vector<Violation>& violations) {
  records::ReadRecord read = records::RecordOfLine(line, limits);
  CheckKept(read.record.id, "id", read.violations);
  CheckKept(read.record.account, "account", read.violations);
  if (read.ok()) return StoredOf(read.record);
  violations.insert(violations.end(), read.violations.begin(), read.violations.end());
  return {};
}

}  // namespace

absl::Status ItemToProto(const store::TransferItem& item, v1::TransferItem& message) {
  struct ToMessage {
    absl::Status operator()(const store::StoredRecord& one) const {
      message.set_record(one.body);
      return absl::OkStatus();
    }
    absl::Status operator()(const store::AccountEntry& one) const {
      EntryToProto(one, *message.mutable_entry());
      return absl::OkStatus();
    }
    absl::Status operator()(const store::AccountStanding& one) const {
      return StandingToProto(one, *message.mutable_standing());
    }
    absl::Status operator()(const store::StoredEvaluation& one) const {
      return EvaluationToProto(one, *message.mutable_evaluation());
    }
    absl::Status operator()(const store::KeptAlert& one) const {
      return AlertToProto(one, *message.mutable_alert());
    }
    absl::Status operator()(const store::KindsTold& one) const {
      for (const std::string& kind : one.kinds) message.mutable_kinds()->add_kinds(kind);
      return absl::OkStatus();
    }
    v1::TransferItem& message;
  };
  return std::visit(ToMessage{message}, item);
}

store::TransferItem ItemFromProto(const v1::TransferItem& message, const Limits& limits,
                                  std::vector<Violation>& violations) {
  const ItemReader reader("", violations);
  switch (message.item_case()) {
    case v1::TransferItem::kRecord:
      return RecordFromLine(message.record(), limits, violations);
    case v1::TransferItem::kEntry:
      return EntryFromProto(message.entry(), violations);
    case v1::TransferItem::kStanding:
      return StandingFromProto(message.standing(), reader);
    case v1::TransferItem::kEvaluation:
      return EvaluationFromProto(message.evaluation(), reader);
    case v1::TransferItem::kAlert:
      return AlertFromProto(message.alert(), /*is_open=*/false, reader);
    case v1::TransferItem::kKinds:
      return KindsFromProto(message.kinds(), reader.Below("kinds"));
    case v1::TransferItem::ITEM_NOT_SET:
      break;
  }
  reader.Say("item", "MISSING_FIELD",
             "what is it? Give `record`, `entry`, `standing`, `evaluation`, `alert` or `kinds`");
  return store::StoredRecord();
}

const std::string& AccountOf(const store::TransferItem& item) {
  struct Its {
    const std::string& operator()(const store::StoredRecord& one) const { return one.account; }
    const std::string& operator()(const store::AccountEntry& one) const { return one.account; }
    const std::string& operator()(const store::AccountStanding& one) const { return one.account; }
    const std::string& operator()(const store::StoredEvaluation& one) const {
      return one.of.account;
    }
    const std::string& operator()(const store::KeptAlert& one) const { return one.row.of.account; }
    const std::string& operator()(const store::KindsTold&) const { return none; }
    const std::string& none;
  };
  static const std::string none;
  return std::visit(Its{none}, item);
}

std::string EventWithTask(const std::string& body, int64_t task) {
  v1::AlertEvent event;
  if (!DecodeBody(body, "an event of an alert", event).ok()) return body;
  event.set_task(task);
  return EncodeBody(event);
}

}  // namespace bellwether
