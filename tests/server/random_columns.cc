// Columns are drawn first, then rows, so that each cell is written to both forms at once.
#include "tests/server/random_columns.h"

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "engine/base/number.h"
#include "engine/facts/account.h"

namespace bellwether {
namespace {

using ruleset::Signal;
using ruleset::SignalType;

constexpr int64_t kNanosOfADay = int64_t{86'400} * 1'000'000'000;
const absl::CivilDay kEpoch(1970, 1, 1);
const absl::CivilDay kToday(2026, 3, 1);

void Set(size_t row, std::string& bitmap) {
  if (bitmap.size() <= row / 8) bitmap.resize(row / 8 + 1, '\0');
  bitmap[row / 8] = static_cast<char>(bitmap[row / 8] | (1 << (row % 8)));
}

class Generator {
 public:
  Generator(const Plan& plan, size_t rows, uint32_t seed)
      : plan_(plan), rows_(rows), random_(seed) {}

  RandomColumns Run() {
    made_.accounts.resize(rows_);
    wild_.resize(rows_);
    for (size_t row = 0; row < rows_; ++row) {
      wild_[row] = row % 4 == 3;
      const std::string id = Mistake(row, 20) ? "" : "account " + std::to_string(row);
      made_.columns.add_ids(id);
      made_.accounts[row].set_id(id);
    }
    MakeWords();
    MakeNumbers();
    MakeDates();
    MakeMilestones();
    for (const Signal& signal : plan_.signals) {
      if (signal.type != SignalType::kSeries && !Chance(15)) MakeSignal(signal);
    }
    MakeHistory();
    return std::move(made_);
  }

 private:
  int Draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool Chance(int percent) { return Draw(1, 100) <= percent; }
  bool Mistake(size_t row, int percent) { return wild_[row] && Chance(percent); }
  template <typename List>
  const auto& Pick(const List& list) {
    return list[static_cast<size_t>(Draw(0, static_cast<int>(list.size()) - 1))];
  }

  // --- Cells, each written to a column; the caller writes the message.

  void Text(size_t row, const std::string& text, v1::TextColumn& column) {
    int index = 0;
    while (index < column.dictionary_size() && column.dictionary(index) != text) ++index;
    if (index == column.dictionary_size()) column.add_dictionary(text);
    column.set_indexes(static_cast<int>(row), static_cast<uint32_t>(index));
    Set(row, *column.mutable_present());
  }

  struct Drawn {
    int64_t nanos = 0;
    bool date_only = false;
  };
  Drawn DrawMoment(size_t row, int first_day, int last_day) {
    absl::CivilDay day = kToday + Draw(first_day, last_day);
    if (Mistake(row, 8)) day = Chance(50) ? absl::CivilDay(1979, 5, 1) : absl::CivilDay(2140, 5, 1);
    Drawn drawn{(day - kEpoch) * kNanosOfADay, Chance(60)};
    if (!drawn.date_only) drawn.nanos += Draw(0, 86'399) * int64_t{1'000'000'000} + Draw(0, 999);
    return drawn;
  }
  static void SetMoment(size_t row, const Drawn& drawn, v1::MomentColumn& column) {
    column.set_unix_nanos(static_cast<int>(row), drawn.nanos);
    if (drawn.date_only) Set(row, *column.mutable_date_only());
    Set(row, *column.mutable_present());
  }
  template <typename Message>
  static void SetMoment(const Drawn& drawn, Message& message) {
    if (drawn.date_only) {
      const absl::CivilDay day = kEpoch + drawn.nanos / kNanosOfADay;
      message.mutable_date()->set_year(static_cast<int>(day.year()));
      message.mutable_date()->set_month(day.month());
      message.mutable_date()->set_day(day.day());
    } else {
      int64_t seconds = drawn.nanos / 1'000'000'000;
      if (drawn.nanos % 1'000'000'000 < 0) --seconds;
      message.mutable_time()->set_seconds(seconds);
      message.mutable_time()->set_nanos(
          static_cast<int32_t>(drawn.nanos - seconds * 1'000'000'000));
    }
  }
  v1::MomentColumn& Sized(v1::MomentColumn* column) const {
    column->mutable_unix_nanos()->Resize(static_cast<int>(rows_), 0);
    return *column;
  }

  // --- Groups.

  template <typename SetWord>
  void MakeWord(v1::TextColumn* column, const std::vector<std::string>& words, const SetWord& set) {
    column->mutable_indexes()->Resize(static_cast<int>(rows_), 0);
    for (size_t row = 0; row < rows_; ++row) {
      if (Chance(10)) continue;
      const std::string word = Mistake(row, 10) ? "nowhere" : Pick(words);
      Text(row, word, *column);
      set(made_.accounts[row], word);
    }
  }

  void MakeWords() {
    MakeWord(made_.columns.mutable_segment(), plan_.segments,
             [](v1::Account& account, const std::string& word) { account.set_segment(word); });
    MakeWord(made_.columns.mutable_cadence(), plan_.cadences,
             [](v1::Account& account, const std::string& word) { account.set_cadence(word); });
    MakeWord(made_.columns.mutable_stage(), plan_.stages,
             [](v1::Account& account, const std::string& word) { account.set_stage(word); });
    if (Chance(50)) return;
    MakeWord(made_.columns.mutable_time_zone(), {"Europe/Berlin", "Asia/Tokyo", "UTC"},
             [](v1::Account& account, const std::string& word) { account.set_time_zone(word); });
  }

  template <typename SetNumber>
  void MakeNumber(v1::NumberColumn* column, int least, int most, const SetNumber& set) {
    column->mutable_values()->Resize(static_cast<int>(rows_), 0);
    for (size_t row = 0; row < rows_; ++row) {
      if (Chance(20)) continue;
      const int value = Mistake(row, 10) ? -7 : Draw(least, most);
      column->set_values(static_cast<int>(row), value);
      bellwether::Set(row, *column->mutable_present());
      set(made_.accounts[row], value);
    }
  }

  void MakeNumbers() {
    MakeNumber(made_.columns.mutable_acv(), 0, 90'000,
               [](v1::Account& account, int value) { account.set_acv(value); });
    MakeNumber(made_.columns.mutable_seats(), 0, 500,
               [](v1::Account& account, int value) { account.set_seats(value); });
    if (Chance(50)) return;
    MakeNumber(made_.columns.mutable_granted_days(), 0, 30, [](v1::Account& account, int value) {
      account.mutable_extension()->set_granted_days(value);
    });
    MakeNumber(made_.columns.mutable_requested_days(), 1, 30, [](v1::Account& account, int value) {
      account.mutable_extension()->set_requested_days(value);
    });
  }

  // An event date in one of its states.
  template <typename Event>
  void MakeEvent(size_t row, int first_day, int last_day, v1::MomentColumn& column,
                 const Event& event) {
    const int state = Draw(1, 100);
    if (state <= 20) return;
    if (state <= 30) {
      Set(row, *column.mutable_not_yet());
      event()->mutable_not_yet();
    } else if (state <= 35) {
      Set(row, *column.mutable_not_applicable());
      event()->mutable_not_applicable();
    } else {
      const Drawn drawn = DrawMoment(row, first_day, last_day);
      SetMoment(row, drawn, column);
      SetMoment(drawn, *event());
    }
  }

  void MakeDates() {
    using C = v1::AccountColumns;
    using A = v1::Account;
    struct Field {
      v1::MomentColumn* (C::*column)();
      v1::EventDate* (A::*event)();
      int first_day, last_day;
    };
    const Field fields[] = {
        {&C::mutable_contract_signed_at, &A::mutable_contract_signed_at, -120, -100},
        {&C::mutable_trial_started_at, &A::mutable_trial_started_at, -120, -100},
        {&C::mutable_kickoff_at, &A::mutable_kickoff_at, -99, -80},
        {&C::mutable_first_login_at, &A::mutable_first_login_at, -80, 5},
        {&C::mutable_first_value_at, &A::mutable_first_value_at, -60, 5},
        {&C::mutable_graduated_at, &A::mutable_graduated_at, -20, 60},
        {&C::mutable_target_graduation_at, &A::mutable_target_graduation_at, -40, 40},
        {&C::mutable_renewal_at, &A::mutable_renewal_at, 20, 300},
    };
    for (const Field& field : fields) {
      v1::MomentColumn& column = Sized((made_.columns.*field.column)());
      for (size_t row = 0; row < rows_; ++row) {
        const int first = Mistake(row, 10) ? -300 : field.first_day;
        MakeEvent(row, first, field.last_day, column,
                  [&] { return (made_.accounts[row].*field.event)(); });
      }
    }
  }

  void MakeMilestones() {
    std::vector<std::string> keys;
    for (const auto& entry : plan_.milestones.order) keys.push_back(entry.name);
    keys.push_back("a_milestone_of_their_own");
    for (const std::string& key : keys) {
      v1::MilestoneColumn& column = *made_.columns.add_milestones();
      column.set_key(key);
      Sized(column.mutable_planned_at());
      Sized(column.mutable_completed_at());
      for (size_t row = 0; row < rows_; ++row) MakeMilestone(row, key, column);
    }
  }

  void MakeMilestone(size_t row, const std::string& key, v1::MilestoneColumn& column) {
    if (Chance(30)) return;
    v1::Milestone milestone;
    if (Chance(80)) {
      const Drawn planned = DrawMoment(row, -60, 60);
      SetMoment(row, planned, *column.mutable_planned_at());
      SetMoment(planned, *milestone.mutable_planned_at());
    }
    // Kickoff, value and graduation are dates of the account too: two different days are refused,
    // so they are mostly left to the date.
    const bool same = key == "kickoff" || key == "value_achievement" || key == "graduation";
    if (!same || Mistake(row, 20)) {
      MakeEvent(row, -60, 5, *column.mutable_completed_at(),
                [&] { return milestone.mutable_completed_at(); });
    }
    if (Chance(30)) {
      const bool critical = Chance(50);
      if (critical) Set(row, *column.mutable_critical()->mutable_values());
      Set(row, *column.mutable_critical()->mutable_present());
      milestone.set_critical(critical);
    }
    const bool said = milestone.has_planned_at() || milestone.has_critical() ||
                      milestone.completed_at().state_case() != v1::EventDate::STATE_NOT_SET;
    if (!said) return;
    milestone.set_key(key);
    *made_.accounts[row].add_milestones() = std::move(milestone);
  }

  double DrawNumber(size_t row, const Signal& signal) {
    if (Mistake(row, 3)) return std::numeric_limits<double>::quiet_NaN();
    if (Mistake(row, 3)) return -1e9;
    const double least = signal.range.min.value_or(-50);
    const double most = signal.range.max.value_or(least + 120);
    const double value = least + (most - least) * Draw(0, 1000) / 1000;
    return signal.range.whole ? std::floor(value) : value;
  }

  void MakeSignal(const Signal& signal) {
    const std::string& name = plan_.slots[signal.slot].name;
    v1::SignalColumn& column = *made_.columns.add_signals();
    column.set_name(name);
    const bool untyped = Chance(15);
    const bool observed = Chance(40);
    Prepare(signal, untyped, column);
    if (observed) Sized(column.mutable_observed_at());
    for (size_t row = 0; row < rows_; ++row) {
      if (Chance(25)) continue;
      v1::Signal& message = *made_.accounts[row].add_signals();
      message.set_name(name);
      if (Chance(5)) {
        Set(row, NotApplicable(column));
        message.mutable_not_applicable();
      } else if (untyped) {
        MakeUntyped(row, signal, *column.mutable_untyped(), message);
      } else {
        MakeValue(row, signal, column, message);
      }
      if (!observed || Chance(30)) continue;
      const Drawn drawn = DrawMoment(row, -120, 1);
      SetMoment(row, drawn, *column.mutable_observed_at());
      SetMoment(drawn, *message.mutable_observed_at());
    }
  }

  void Prepare(const Signal& signal, bool untyped, v1::SignalColumn& column) const {
    const int rows = static_cast<int>(rows_);
    if (untyped) {
      column.mutable_untyped()->mutable_indexes()->Resize(rows, 0);
    } else if (signal.type == SignalType::kBool) {
      column.mutable_flags();
    } else if (signal.type == SignalType::kTimestamp) {
      Sized(column.mutable_moments());
    } else if (signal.type == SignalType::kEnum || signal.type == SignalType::kText) {
      column.mutable_texts()->mutable_indexes()->Resize(rows, 0);
    } else {
      column.mutable_numbers()->mutable_values()->Resize(rows, 0);
    }
  }

  static std::string& NotApplicable(v1::SignalColumn& column) {
    if (column.has_numbers()) return *column.mutable_numbers()->mutable_not_applicable();
    if (column.has_flags()) return *column.mutable_flags()->mutable_not_applicable();
    if (column.has_texts()) return *column.mutable_texts()->mutable_not_applicable();
    if (column.has_moments()) return *column.mutable_moments()->mutable_not_applicable();
    return *column.mutable_untyped()->mutable_not_applicable();
  }

  std::string DrawText(size_t row, const Signal& signal) {
    if (Mistake(row, 3)) return "what?";
    if (Mistake(row, 1)) return std::string(5'000, 'x');
    const auto& words = plan_.slots[signal.slot].words;
    return words.empty() ? "some text that does not fit in place" : Pick(words);
  }

  void MakeUntyped(size_t row, const Signal& signal, v1::TextColumn& column, v1::Signal& message) {
    std::string text;
    if (signal.type == SignalType::kBool) {
      text = Mistake(row, 5) ? "perhaps" : Chance(50) ? "true" : "false";
    } else if (signal.type == SignalType::kTimestamp) {
      text = Mistake(row, 5) ? "yesterday" : Chance(50) ? "2026-02-10" : "2026-02-10T09:30:00Z";
    } else if (signal.type == SignalType::kEnum || signal.type == SignalType::kText) {
      text = DrawText(row, signal);
    } else {
      text = Mistake(row, 5) ? "many" : FormatNumber(DrawNumber(row, signal));
    }
    Text(row, text, column);
    message.set_untyped(text);
  }

  void MakeValue(size_t row, const Signal& signal, v1::SignalColumn& column, v1::Signal& message) {
    if (column.has_numbers()) {
      const double number = DrawNumber(row, signal);
      column.mutable_numbers()->set_values(static_cast<int>(row), number);
      Set(row, *column.mutable_numbers()->mutable_present());
      message.set_number(number);
    } else if (column.has_flags()) {
      const bool flag = Chance(50);
      if (flag) Set(row, *column.mutable_flags()->mutable_values());
      Set(row, *column.mutable_flags()->mutable_present());
      message.set_flag(flag);
    } else if (column.has_texts()) {
      const std::string text = DrawText(row, signal);
      Text(row, text, *column.mutable_texts());
      message.set_text(text);
    } else if (Chance(20)) {
      Set(row, *column.mutable_moments()->mutable_not_yet());
      message.mutable_not_yet();
    } else {
      const Drawn drawn = DrawMoment(row, -100, 5);
      SetMoment(row, drawn, *column.mutable_moments());
      SetMoment(drawn, message);
    }
  }

  void MakeHistory() {
    for (const PlanNote& note : plan_.outcome_notes.dimensions) {
      if (Chance(50)) continue;
      v1::DimensionScoreColumn& column = *made_.columns.add_dimension_scores();
      column.set_dimension(note.name);
      MakeNumber(column.mutable_scores(), 0, 10, [&](v1::Account& account, int value) {
        v1::DimensionScore& score = *account.add_dimension_scores();
        score.set_dimension(note.name);
        score.set_score(value);
      });
    }
    for (size_t model = 0; model < plan_.models.size(); ++model) {
      v1::PreviousBandColumn& column = *made_.columns.add_previous_bands();
      column.set_model(plan_.model_notes[model].name);
      column.mutable_bands()->mutable_indexes()->Resize(static_cast<int>(rows_), 0);
      for (size_t row = 0; row < rows_; ++row) MakePreviousBand(row, model, column);
    }
  }

  void MakePreviousBand(size_t row, size_t model, v1::PreviousBandColumn& column) {
    if (Chance(60)) return;
    const Range& bands = plan_.models[model].bands;
    const int drawn = Draw(0, static_cast<int>(bands.count) - 1);
    const std::string band = Mistake(row, 10)
                                 ? "purple"
                                 : plan_.band_notes[bands.first + static_cast<size_t>(drawn)].name;
    Text(row, band, *column.mutable_bands());
    v1::PreviousBand& previous = *made_.accounts[row].add_previous_bands();
    previous.set_model(column.model());
    previous.set_band(band);
  }

  const Plan& plan_;
  const size_t rows_;
  std::mt19937 random_;
  std::vector<bool> wild_;
  RandomColumns made_;
};

}  // namespace

RandomColumns MakeRandomColumns(const Plan& plan, size_t rows, uint32_t seed) {
  return Generator(plan, rows, seed).Run();
}

}  // namespace bellwether
