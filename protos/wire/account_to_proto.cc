// One function for each part of an account, in the order of account.proto. Nothing is judged here:
// what is wrong with an account goes over the wire as it is, so that the server can say so.
//
// Tested by tests/clients/account_round_trip_test.cc.
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>

#include "protos/wire/moment_to_proto.h"
#include "protos/wire/signal_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

void SetEventDate(const EventDate& date, v1::EventDate& message) {
  if (const auto* moment = std::get_if<Moment>(&date)) SetMoment(*moment, message);
  if (std::holds_alternative<NotYet>(date)) message.mutable_not_yet();
  if (std::holds_alternative<NotApplicable>(date)) message.mutable_not_applicable();
}

// Creates no message for a date that is not given, so that equal accounts are equal messages.
template <typename Message>
void SetEvent(const EventDate& date, Message& message, v1::EventDate* (Message::*field)()) {
  if (!std::holds_alternative<std::monostate>(date)) SetEventDate(date, *(message.*field)());
}

void SetMilestone(const MilestoneInput& milestone, v1::Milestone& message) {
  message.set_key(milestone.key);
  if (milestone.planned_at) SetMoment(*milestone.planned_at, *message.mutable_planned_at());
  SetEvent(milestone.completed_at, message, &v1::Milestone::mutable_completed_at);
  if (milestone.critical) message.set_critical(*milestone.critical);
}

v1::OverrideKind KindToProto(OverrideInput::Kind kind) {
  switch (kind) {
    case OverrideInput::Kind::kSet:
      return v1::OVERRIDE_KIND_SET;
    case OverrideInput::Kind::kCap:
      return v1::OVERRIDE_KIND_CAP;
    case OverrideInput::Kind::kFloor:
      return v1::OVERRIDE_KIND_FLOOR;
  }
  return v1::OVERRIDE_KIND_UNSPECIFIED;
}

void SetOverride(const OverrideInput& input, v1::Override& message) {
  message.set_model(input.model);
  message.set_kind(KindToProto(input.kind));
  message.set_value(input.value);
  message.set_author(input.author);
  message.set_reason(input.reason);
  if (input.set_at) SetMoment(*input.set_at, *message.mutable_set_at());
  if (input.expires_at) SetMoment(*input.expires_at, *message.mutable_expires_at());
}

// The message holds whole days alone. What it cannot hold is sent as -1, which no account may have,
// so that it is refused rather than changed.
int32_t WholeDays(double days) {
  using Limits = std::numeric_limits<int32_t>;
  const bool fits = days >= Limits::min() && days <= Limits::max() && days == std::trunc(days);
  return fits ? static_cast<int32_t>(days) : -1;
}

void SetEvents(const Account& account, v1::Account& message) {
  using Field = EventField;
  using Message = v1::Account;
  const auto set = [&](Field from, v1::EventDate* (Message::*to)()) {
    SetEvent(account.date(from), message, to);
  };
  set(Field::kContractSignedAt, &Message::mutable_contract_signed_at);
  set(Field::kTrialStartedAt, &Message::mutable_trial_started_at);
  set(Field::kKickoffAt, &Message::mutable_kickoff_at);
  set(Field::kFirstLoginAt, &Message::mutable_first_login_at);
  set(Field::kFirstValueAt, &Message::mutable_first_value_at);
  set(Field::kGraduatedAt, &Message::mutable_graduated_at);
  set(Field::kTargetGraduationAt, &Message::mutable_target_graduation_at);
  set(Field::kRenewalAt, &Message::mutable_renewal_at);
}

void SetLists(const Account& account, v1::Account& message) {
  for (const auto& milestone : account.milestones)
    SetMilestone(milestone, *message.add_milestones());
  for (const auto& signal : account.signals) SignalToProto(signal, *message.add_signals());
  for (const auto& series : account.series) SeriesToProto(series, *message.add_series());
  for (const auto& score : account.dimension_scores) {
    v1::DimensionScore& added = *message.add_dimension_scores();
    added.set_dimension(score.dimension);
    added.set_score(score.score);
  }
  for (const auto& previous : account.previous_bands) {
    v1::PreviousBand& added = *message.add_previous_bands();
    added.set_model(previous.model);
    added.set_band(previous.band);
  }
  for (const auto& input : account.overrides) SetOverride(input, *message.add_overrides());
}

void SetExtension(const ExtensionInput& extension, v1::Account& message) {
  if (!extension.granted_days && !extension.requested_days) return;
  v1::ExtensionState& state = *message.mutable_extension();
  if (extension.granted_days) state.set_granted_days(WholeDays(*extension.granted_days));
  if (extension.requested_days) state.set_requested_days(WholeDays(*extension.requested_days));
}

}  // namespace

void SignalToProto(const SignalInput& signal, v1::Signal& message) {
  message.set_name(signal.name);
  struct Setter {
    v1::Signal& to;
    void operator()(std::monostate) const {}
    void operator()(double value) const { to.set_number(value); }
    void operator()(bool value) const { to.set_flag(value); }
    void operator()(const std::string& value) const { to.set_text(value); }
    void operator()(const Moment& value) const { SetMoment(value, to); }
    void operator()(const Untyped& value) const { to.set_untyped(value.text); }
    void operator()(NotYet) const { to.mutable_not_yet(); }
    void operator()(NotApplicable) const { to.mutable_not_applicable(); }
  };
  std::visit(Setter{message}, signal.value);
  if (signal.observed_at) SetMoment(*signal.observed_at, *message.mutable_observed_at());
}

void SeriesToProto(const SeriesInput& series, v1::Series& message) {
  message.set_name(series.name);
  message.mutable_points()->Reserve(static_cast<int>(series.points.size()));
  for (const SeriesInput::Point& point : series.points) {
    v1::Series::Point& added = *message.add_points();
    SetMoment(point.at, *added.mutable_at());
    added.set_value(point.value);
  }
}

void MomentToProto(const Moment& moment, v1::Moment& message) {
  message.Clear();
  SetMoment(moment, message);
}

void AccountToProto(const Account& account, v1::Account& message) {
  message.Clear();
  message.set_id(account.id);
  message.set_segment(account.segment);
  message.set_cadence(account.cadence);
  message.set_stage(account.stage);
  message.set_csm(account.csm);
  message.set_time_zone(account.time_zone);
  if (account.acv) message.set_acv(*account.acv);
  if (account.seats) message.set_seats(*account.seats);
  SetEvents(account, message);
  SetLists(account, message);
  SetExtension(account.extension, message);
}

}  // namespace bellwether::wire
