// Every column is filled cell by cell, in the order of the rows, so each writer below appends one
// cell and marks it in the bitmaps.
//
// Tested by tests/bench/request_files_test.py.
#include "tests/bench/columns_of_accounts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "absl/time/time.h"

namespace bellwether::bench {
namespace {

void Mark(std::string& bitmap, size_t row) {
  if (bitmap.size() <= row / 8) bitmap.resize(row / 8 + 1, '\0');
  bitmap[row / 8] = static_cast<char>(bitmap[row / 8] | (1 << (row % 8)));
}

void AddText(const std::string& text, size_t row, v1::TextColumn& column) {
  auto& dictionary = *column.mutable_dictionary();
  const auto found = std::find(dictionary.begin(), dictionary.end(), text);
  column.add_indexes(static_cast<uint32_t>(found - dictionary.begin()));
  if (found == dictionary.end()) *dictionary.Add() = text;
  Mark(*column.mutable_present(), row);
}

void AddNumber(double number, size_t row, v1::NumberColumn& column) {
  column.add_values(number);
  Mark(*column.mutable_present(), row);
}

void AddFlag(bool flag, size_t row, v1::FlagColumn& column) {
  if (flag) Mark(*column.mutable_values(), row);
  Mark(*column.mutable_present(), row);
}

void AddMoment(const Moment& moment, size_t row, v1::MomentColumn& column) {
  column.add_unix_nanos(absl::ToUnixNanos(moment.At(absl::UTCTimeZone())));
  if (moment.date_only) Mark(*column.mutable_date_only(), row);
  Mark(*column.mutable_present(), row);
}

void AddEvent(const EventDate& date, size_t row, v1::MomentColumn& column) {
  if (const Moment* moment = std::get_if<Moment>(&date)) return AddMoment(*moment, row, column);
  column.add_unix_nanos(0);
  if (std::holds_alternative<NotYet>(date)) Mark(*column.mutable_not_yet(), row);
  if (std::holds_alternative<NotApplicable>(date)) Mark(*column.mutable_not_applicable(), row);
}

// A signal that is not yet or not applicable is a date in this pack's accounts.
void AddSignal(const SignalInput& signal, size_t row, v1::SignalColumn& column) {
  if (const double* number = std::get_if<double>(&signal.value)) {
    AddNumber(*number, row, *column.mutable_numbers());
  } else if (const bool* flag = std::get_if<bool>(&signal.value)) {
    AddFlag(*flag, row, *column.mutable_flags());
  } else if (const std::string* text = std::get_if<std::string>(&signal.value)) {
    AddText(*text, row, *column.mutable_texts());
  } else if (const Moment* moment = std::get_if<Moment>(&signal.value)) {
    AddMoment(*moment, row, *column.mutable_moments());
  } else {
    v1::MomentColumn& moments = *column.mutable_moments();
    moments.add_unix_nanos(0);
    const bool not_yet = std::holds_alternative<NotYet>(signal.value);
    Mark(not_yet ? *moments.mutable_not_yet() : *moments.mutable_not_applicable(), row);
  }
  if (signal.observed_at) AddMoment(*signal.observed_at, row, *column.mutable_observed_at());
}

void AddMilestone(const MilestoneInput& milestone, size_t row, v1::MilestoneColumn& column) {
  if (milestone.planned_at) AddMoment(*milestone.planned_at, row, *column.mutable_planned_at());
  AddEvent(milestone.completed_at, row, *column.mutable_completed_at());
}

void AddDates(const Account& account, size_t row, v1::AccountColumns& columns) {
  AddEvent(account.date(EventField::kContractSignedAt), row, *columns.mutable_contract_signed_at());
  AddEvent(account.date(EventField::kKickoffAt), row, *columns.mutable_kickoff_at());
  AddEvent(account.date(EventField::kFirstLoginAt), row, *columns.mutable_first_login_at());
  AddEvent(account.date(EventField::kFirstValueAt), row, *columns.mutable_first_value_at());
  AddEvent(account.date(EventField::kTargetGraduationAt), row,
           *columns.mutable_target_graduation_at());
  AddEvent(account.date(EventField::kRenewalAt), row, *columns.mutable_renewal_at());
}

void AddRow(const Account& account, size_t row, v1::AccountColumns& columns) {
  columns.add_ids(account.id);
  AddText(account.segment, row, *columns.mutable_segment());
  AddText(account.cadence, row, *columns.mutable_cadence());
  AddText(account.stage, row, *columns.mutable_stage());
  AddText(account.time_zone, row, *columns.mutable_time_zone());
  if (account.acv) AddNumber(*account.acv, row, *columns.mutable_acv());
  if (account.seats) AddNumber(*account.seats, row, *columns.mutable_seats());
  AddDates(account, row, columns);
  for (int i = 0; i < columns.milestones_size(); ++i) {
    AddMilestone(account.milestones[static_cast<size_t>(i)], row, *columns.mutable_milestones(i));
  }
  for (int i = 0; i < columns.signals_size(); ++i) {
    AddSignal(account.signals[static_cast<size_t>(i)], row, *columns.mutable_signals(i));
  }
}

}  // namespace

void ColumnsOfAccounts(const std::vector<Account>& accounts, v1::AccountColumns& columns) {
  for (const MilestoneInput& milestone : accounts.front().milestones) {
    columns.add_milestones()->set_key(milestone.key);
  }
  for (const SignalInput& signal : accounts.front().signals) {
    columns.add_signals()->set_name(signal.name);
  }
  for (size_t row = 0; row < accounts.size(); ++row) AddRow(accounts[row], row, columns);
}

}  // namespace bellwether::bench
