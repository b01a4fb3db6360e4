// An account is held against everything that could keep it out before the first cell is set, so
// that one that does not fit leaves no trace.
//
// Tested by tests/clients/account_columns_test.cc.
#include "clients/cpp/account_columns.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

struct WordField {
  const std::string& (v1::Account::*get)() const;
  v1::TextColumn* (v1::AccountColumns::*column)();
};
constexpr std::array<WordField, 4> kWordFields = {{
    {&v1::Account::segment, &v1::AccountColumns::mutable_segment},
    {&v1::Account::cadence, &v1::AccountColumns::mutable_cadence},
    {&v1::Account::stage, &v1::AccountColumns::mutable_stage},
    {&v1::Account::time_zone, &v1::AccountColumns::mutable_time_zone},
}};

struct DateField {
  const v1::EventDate& (v1::Account::*get)() const;
  v1::MomentColumn* (v1::AccountColumns::*column)();
};
using From = v1::Account;
using To = v1::AccountColumns;
constexpr std::array<DateField, 8> kDateFields = {{
    {&From::contract_signed_at, &To::mutable_contract_signed_at},
    {&From::trial_started_at, &To::mutable_trial_started_at},
    {&From::kickoff_at, &To::mutable_kickoff_at},
    {&From::first_login_at, &To::mutable_first_login_at},
    {&From::first_value_at, &To::mutable_first_value_at},
    {&From::graduated_at, &To::mutable_graduated_at},
    {&From::target_graduation_at, &To::mutable_target_graduation_at},
    {&From::renewal_at, &To::mutable_renewal_at},
}};

std::optional<PackedMoment> CellOf(const v1::EventDate& date) {
  if (date.has_local()) return std::nullopt;
  return date.has_date() ? ToPacked(date.date()) : ToPacked(date.time());
}

bool Fits(const v1::EventDate& date) {
  const bool dated = date.has_date() || date.has_time() || date.has_local();
  return !dated || CellOf(date);
}

void SetDate(const v1::EventDate& date, size_t row, PackedMoments& cells) {
  switch (date.state_case()) {
    case v1::EventDate::kDate:
    case v1::EventDate::kTime:
      return cells.Set(row, *CellOf(date));
    case v1::EventDate::kNotYet:
      return cells.SetNotYet(row);
    case v1::EventDate::kNotApplicable:
      return cells.SetNotApplicable(row);
    case v1::EventDate::kLocal:  // does not fit
    case v1::EventDate::STATE_NOT_SET:
      return;
  }
}

// What is wrong with the names of one of the account's lists; "" when each stands there once.
template <typename List, typename Name>
std::string WhyNotNames(const char* thing, const List& list, const Name& name_of) {
  std::vector<std::string_view> names;
  for (const auto& item : list) names.push_back(name_of(item));
  std::sort(names.begin(), names.end());
  if (!names.empty() && names.front().empty()) return absl::StrCat("a ", thing, " has no name");
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return "";
  return absl::StrCat("the ", thing, " ", std::string(*twice), " is given twice");
}

// Columns that there are once those of the list have joined them.
template <typename Columns, typename List, typename Name>
size_t CountWith(const Columns& columns, const List& list, const Name& name_of) {
  return columns.size() +
         static_cast<size_t>(std::count_if(list.begin(), list.end(), [&](const auto& item) {
           return columns.Find(name_of(item)) == nullptr;
         }));
}

std::string WhyNotDates(const v1::Account& account) {
  for (const DateField& field : kDateFields) {
    if (!Fits((account.*field.get)())) return "a date is none, or too far away";
  }
  return "";
}

bool IsEmpty(const v1::Milestone& milestone) {
  return !milestone.has_planned_at() && !milestone.has_critical() &&
         milestone.completed_at().state_case() == v1::EventDate::STATE_NOT_SET;
}

size_t TextBytes(const v1::Account& account) {
  size_t bytes = account.id().size();
  for (const v1::Signal& signal : account.signals()) {
    bytes += signal.text().size() + signal.untyped().size();
  }
  return bytes;
}

}  // namespace

std::string AccountColumnsBuilder::WhyNot(const v1::Account& account) const {
  static_assert(kWords == kWordFields.size() && kDates == kDateFields.size());
  if (account.id().empty()) return "it has no id";
  if (account.series_size() > 0) return "it has a series";
  if (account.overrides_size() > 0) return "it has an override";
  for (const std::string& why : {WhyNotDates(account), WhyNotPairs(account), WhyNotSignals(account),
                                 WhyNotMilestones(account)}) {
    if (!why.empty()) return why;
  }
  return "";
}

std::string AccountColumnsBuilder::WhyNotSignals(const v1::Account& account) const {
  std::string why = WhyNotNames("signal", account.signals(),
                                [](const auto& signal) { return std::string_view(signal.name()); });
  if (!why.empty()) return why;
  static const auto* untouched = new PackedSignal;
  size_t columns = signals_.size();
  for (const v1::Signal& signal : account.signals()) {
    const PackedSignal* cells = signals_.Find(signal.name());
    columns += cells == nullptr ? 1 : 0;
    if (!(cells == nullptr ? untouched : cells)->Fits(signal)) {
      return absl::StrCat("the signal ", signal.name(),
                          " has a value of another kind than before, or one that is none");
    }
  }
  return columns > limits_.max_signals ? "there are too many signals together" : "";
}

std::string AccountColumnsBuilder::WhyNotPairs(const v1::Account& account) const {
  const auto dimension = [](const auto& score) -> const std::string& { return score.dimension(); };
  const auto model = [](const auto& previous) -> const std::string& { return previous.model(); };
  std::string why = WhyNotNames("dimension", account.dimension_scores(), dimension);
  if (why.empty()) why = WhyNotNames("model", account.previous_bands(), model);
  if (!why.empty()) return why;
  const size_t columns = CountWith(dimension_scores_, account.dimension_scores(), dimension) +
                         CountWith(previous_bands_, account.previous_bands(), model);
  return columns > limits_.max_scores ? "there are too many dimensions and models together" : "";
}

std::string AccountColumnsBuilder::WhyNotMilestones(const v1::Account& account) const {
  std::string why = WhyNotNames("milestone", account.milestones(), [](const auto& milestone) {
    return std::string_view(milestone.key());
  });
  if (!why.empty()) return why;
  size_t columns = milestones_.size();
  for (const v1::Milestone& milestone : account.milestones()) {
    columns += milestones_.Find(milestone.key()) == nullptr ? 1 : 0;
    const bool planned = !milestone.has_planned_at() || ToPacked(milestone.planned_at());
    if (!planned || !Fits(milestone.completed_at())) return "a date is none, or too far away";
  }
  return columns > limits_.max_milestones ? "there are too many milestones together" : "";
}

std::string AccountColumnsBuilder::Add(const v1::Account& account) {
  std::string why = WhyNot(account);
  if (!why.empty()) return why;
  AddFields(account);
  for (const v1::Milestone& milestone : account.milestones()) AddMilestone(milestone);
  for (const v1::Signal& signal : account.signals()) {
    signals_.At(signal.name()).Set(rows_, signal);
  }
  for (const v1::DimensionScore& score : account.dimension_scores()) {
    dimension_scores_.At(score.dimension()).Set(rows_, score.score());
  }
  for (const v1::PreviousBand& previous : account.previous_bands()) {
    previous_bands_.At(previous.model()).Set(rows_, previous.band());
  }
  text_bytes_ += TextBytes(account);
  ++rows_;
  return "";
}

void AccountColumnsBuilder::AddFields(const v1::Account& account) {
  ids_.add_ids(account.id());
  for (size_t i = 0; i < kWords; ++i) {
    const std::string& word = (account.*kWordFields[i].get)();
    if (!word.empty()) words_[i].Set(rows_, word);
  }
  for (size_t i = 0; i < kDates; ++i) SetDate((account.*kDateFields[i].get)(), rows_, dates_[i]);
  if (account.has_acv()) acv_.Set(rows_, account.acv());
  if (account.has_seats()) seats_.Set(rows_, account.seats());
  const v1::ExtensionState& extension = account.extension();
  if (extension.has_granted_days()) granted_days_.Set(rows_, extension.granted_days());
  if (extension.has_requested_days()) requested_days_.Set(rows_, extension.requested_days());
}

void AccountColumnsBuilder::AddMilestone(const v1::Milestone& milestone) {
  PackedMilestone& cells = milestones_.At(milestone.key());
  if (milestone.has_planned_at()) cells.planned_at.Set(rows_, *ToPacked(milestone.planned_at()));
  SetDate(milestone.completed_at(), rows_, cells.completed_at);
  // Some cell must be set, or the milestone is not in the plan; "not given" reads as "not yet"
  // (S2).
  if (IsEmpty(milestone)) cells.completed_at.SetNotYet(rows_);
  if (milestone.has_critical()) cells.critical.Set(rows_, milestone.critical());
}

// Dictionaries are counted as if every text were another: the message may be smaller, never much
// larger.
size_t AccountColumnsBuilder::bytes() const {
  constexpr size_t kNumber = 8;
  size_t row = kNumber * (kDates + 4) + kWords;
  row += 2 * kNumber * milestones_.size() + kNumber * dimension_scores_.size();
  row += 2 * previous_bands_.size();
  for (const auto& [name, cells] : signals_) row += cells.bytes_of_a_row();
  return row * rows_ + text_bytes_;
}

void AccountColumnsBuilder::Take(v1::AccountColumns& columns) {
  columns = std::move(ids_);
  TakeFields(columns);
  TakeLists(columns);
  *this = AccountColumnsBuilder(limits_);
}

void AccountColumnsBuilder::TakeFields(v1::AccountColumns& columns) {
  for (size_t i = 0; i < kWords; ++i) {
    if (!words_[i].empty()) words_[i].Take(rows_, *(columns.*kWordFields[i].column)());
  }
  for (size_t i = 0; i < kDates; ++i) {
    if (!dates_[i].empty()) dates_[i].Take(rows_, *(columns.*kDateFields[i].column)());
  }
  if (!acv_.empty()) acv_.Take(rows_, *columns.mutable_acv());
  if (!seats_.empty()) seats_.Take(rows_, *columns.mutable_seats());
  if (!granted_days_.empty()) granted_days_.Take(rows_, *columns.mutable_granted_days());
  if (!requested_days_.empty()) requested_days_.Take(rows_, *columns.mutable_requested_days());
}

void AccountColumnsBuilder::TakeLists(v1::AccountColumns& columns) {
  for (auto& [key, cells] : milestones_) {
    v1::MilestoneColumn& column = *columns.add_milestones();
    column.set_key(key);
    if (!cells.planned_at.empty()) cells.planned_at.Take(rows_, *column.mutable_planned_at());
    if (!cells.completed_at.empty()) cells.completed_at.Take(rows_, *column.mutable_completed_at());
    if (!cells.critical.empty()) cells.critical.Take(*column.mutable_critical());
  }
  for (auto& [name, cells] : signals_) {
    v1::SignalColumn& column = *columns.add_signals();
    column.set_name(name);
    cells.Take(rows_, column);
  }
  for (auto& [dimension, cells] : dimension_scores_) {
    v1::DimensionScoreColumn& column = *columns.add_dimension_scores();
    column.set_dimension(dimension);
    cells.Take(rows_, *column.mutable_scores());
  }
  for (auto& [model, cells] : previous_bands_) {
    v1::PreviousBandColumn& column = *columns.add_previous_bands();
    column.set_model(model);
    cells.Take(rows_, *column.mutable_bands());
  }
}

}  // namespace bellwether
