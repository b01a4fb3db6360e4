// Field by field, in the order of the message. Only names and dictionaries are copied, as views.
//
// Tested by tests/server/columns_property_test.cc.
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "protos/wire/columns.h"

namespace bellwether::wire {
namespace {

NumberCells Cells(const v1::NumberColumn& message) {
  return {{message.values().data(), static_cast<size_t>(message.values_size())},
          Bitmap(message.present()),
          Bitmap(message.not_applicable())};
}

FlagCells Cells(const v1::FlagColumn& message) {
  return {Bitmap(message.values()), Bitmap(message.present()), Bitmap(message.not_applicable())};
}

TextCells Cells(const v1::TextColumn& message) {
  return {{message.dictionary().begin(), message.dictionary().end()},
          {message.indexes().data(), static_cast<size_t>(message.indexes_size())},
          Bitmap(message.present()),
          Bitmap(message.not_applicable())};
}

MomentCells Cells(const v1::MomentColumn& message) {
  return {{message.unix_nanos().data(), static_cast<size_t>(message.unix_nanos_size())},
          Bitmap(message.date_only()),
          Bitmap(message.present()),
          Bitmap(message.not_applicable()),
          Bitmap(message.not_yet())};
}

// Nothing for a column that is left out.
template <typename Column>
auto Optional(bool given, const Column& message) -> std::optional<decltype(Cells(message))> {
  if (!given) return std::nullopt;
  return Cells(message);
}

SignalCells SignalFromProto(const v1::SignalColumn& message) {
  SignalCells signal{
      message.name(), {}, Optional(message.has_observed_at(), message.observed_at())};
  switch (message.cells_case()) {
    case v1::SignalColumn::kNumbers:
      signal.cells = Cells(message.numbers());
      break;
    case v1::SignalColumn::kFlags:
      signal.cells = Cells(message.flags());
      break;
    case v1::SignalColumn::kTexts:
      signal.cells = Cells(message.texts());
      break;
    case v1::SignalColumn::kMoments:
      signal.cells = Cells(message.moments());
      break;
    case v1::SignalColumn::kUntyped:
      signal.cells = UntypedCells{Cells(message.untyped())};
      break;
    case v1::SignalColumn::CELLS_NOT_SET:
      break;
  }
  return signal;
}

void DatesFromProto(const v1::AccountColumns& message, AccountColumns& columns) {
  using From = v1::AccountColumns;
  struct DateField {
    EventField field;
    bool (From::*has)() const;
    const v1::MomentColumn& (From::*get)() const;
  };
  static constexpr DateField kFields[] = {
      {EventField::kContractSignedAt, &From::has_contract_signed_at, &From::contract_signed_at},
      {EventField::kTrialStartedAt, &From::has_trial_started_at, &From::trial_started_at},
      {EventField::kKickoffAt, &From::has_kickoff_at, &From::kickoff_at},
      {EventField::kFirstLoginAt, &From::has_first_login_at, &From::first_login_at},
      {EventField::kFirstValueAt, &From::has_first_value_at, &From::first_value_at},
      {EventField::kGraduatedAt, &From::has_graduated_at, &From::graduated_at},
      {EventField::kTargetGraduationAt, &From::has_target_graduation_at,
       &From::target_graduation_at},
      {EventField::kRenewalAt, &From::has_renewal_at, &From::renewal_at},
  };
  static_assert(std::size(kFields) == kEventFieldCount);
  for (const auto& [field, has, get] : kFields) {
    columns.dates[static_cast<size_t>(field)] = Optional((message.*has)(), (message.*get)());
  }
}

void ListsFromProto(const v1::AccountColumns& message, AccountColumns& columns) {
  for (const v1::MilestoneColumn& milestone : message.milestones()) {
    columns.milestones.push_back({milestone.key(),
                                  Optional(milestone.has_planned_at(), milestone.planned_at()),
                                  Optional(milestone.has_completed_at(), milestone.completed_at()),
                                  Optional(milestone.has_critical(), milestone.critical())});
  }
  for (const v1::SignalColumn& signal : message.signals()) {
    columns.signals.push_back(SignalFromProto(signal));
  }
  for (const v1::DimensionScoreColumn& score : message.dimension_scores()) {
    columns.dimension_scores.push_back(
        {score.dimension(), Optional(score.has_scores(), score.scores())});
  }
  for (const v1::PreviousBandColumn& previous : message.previous_bands()) {
    columns.previous_bands.push_back(
        {previous.model(), Optional(previous.has_bands(), previous.bands())});
  }
}

}  // namespace

AccountColumns ColumnsFromProto(const v1::AccountColumns& message) {
  AccountColumns columns;
  columns.ids.assign(message.ids().begin(), message.ids().end());
  columns.segment = Optional(message.has_segment(), message.segment());
  columns.cadence = Optional(message.has_cadence(), message.cadence());
  columns.stage = Optional(message.has_stage(), message.stage());
  columns.time_zone = Optional(message.has_time_zone(), message.time_zone());
  columns.acv = Optional(message.has_acv(), message.acv());
  columns.seats = Optional(message.has_seats(), message.seats());
  columns.granted_days = Optional(message.has_granted_days(), message.granted_days());
  columns.requested_days = Optional(message.has_requested_days(), message.requested_days());
  DatesFromProto(message, columns);
  ListsFromProto(message, columns);
  return columns;
}

WantedColumns WantedColumns::FromProto(const google::protobuf::RepeatedField<int>& outcomes,
                                       std::vector<Violation>& violations) {
  WantedColumns wanted;
  for (int i = 0; i < outcomes.size(); ++i) {
    const int group = outcomes.Get(i);
    if (group != v1::OUTCOME_COLUMNS_UNSPECIFIED && v1::OutcomeColumns_IsValid(group)) {
      wanted.groups_ |= 1u << group;
      continue;
    }
    violations.push_back({absl::StrCat("outcomes[", i, "]"), "UNKNOWN_VALUE",
                          "not a known group of columns; leave the list empty for all of them"});
  }
  if (outcomes.empty()) wanted.groups_ = ~0u;
  if (wanted.Has(v1::OUTCOME_COLUMNS_ABSENT)) wanted.groups_ |= 1u << v1::OUTCOME_COLUMNS_HEALTH;
  return wanted;
}

}  // namespace bellwether::wire
