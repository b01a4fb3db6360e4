// Tested by tests/engine/portfolio/replay_test.cc.
#include "engine/portfolio/replay.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/accounts/account_fields.h"
#include "engine/facts/in_force.h"
#include "engine/facts/series.h"

namespace bellwether::portfolio {
namespace {

using book::Change;
using book::Column;
using book::Instant;
using book::Stamp;
using book::Table;
using records::Kind;

class Replay {
 public:
  // `stated`: set for each signal of the plan that an account record told.
  Replay(const book::Book& book, const Plan& plan, uint32_t account, Instant now,
         std::vector<Stated>& stated)
      : book_(book), plan_(plan), number_(account), now_(now), stated_(stated) {
    account_.id = std::string(book.account_id(account));
  }

  Account Run() && {
    ReadChanges();
    ReadValues();
    ReadOnboarding();
    ReadMilestones();
    return std::move(account_);
  }

 private:
  std::string_view word(book::Name name) const { return book_.names()[name]; }

  Moment MomentOf(const Stamp& stamp) const {
    return book::MomentOf(stamp, book_.zone_of(number_));
  }

  bool IsKnown(const Change& change) const { return change.KnownAt(now_) && change.at <= now_; }

  // Changes of a name stand in order of time: a later one takes the place of an earlier one.
  void ReadChanges() {
    std::vector<Change> known;  // of one name
    book_.history().ForEachChange(number_, [&](const Change& change) {
      const bool same = !known.empty() && known.back().name == change.name &&
                        known.back().is_signal == change.is_signal;
      if (!same) Take(known);
      if (IsKnown(change)) known.push_back(change);
    });
    Take(known);
  }

  void Take(std::vector<Change>& known) {
    if (!known.empty()) {
      known.back().is_signal ? AddSignal(known) : SetAttribute(known.back());
    }
    known.clear();
  }

  void SetAttribute(const Change& change) {
    const std::string_view name = word(change.name);
    const auto* const text = std::get_if<Change::Text>(&change.value);
    for (const TextFieldInfo& field : kTextFields) {
      if (field.name == name && text != nullptr)
        account_.*field.member = std::string(word(text->name));
    }
    const auto* const number = std::get_if<double>(&change.value);
    for (const NumberFieldInfo& field : kNumberFields) {
      if (field.name == name && number != nullptr) account_.*field.member = *number;
    }
    for (const EventFieldInfo& field : kEventFields) {
      if (field.name == name) account_.date(field.field) = DateOf(change.value);
    }
  }

  EventDate DateOf(const Change::Value& value) const {
    if (const auto* stamp = std::get_if<Stamp>(&value)) return MomentOf(*stamp);
    if (std::holds_alternative<NotYet>(value)) return NotYet{};
    if (std::holds_alternative<NotApplicable>(value)) return NotApplicable{};
    return std::monostate{};
  }

  // Whether it is not too old for its signal, as a binder will find (S3).
  bool Stands(const ruleset::Signal& signal, const Change& last) const {
    const bool ages = signal.max_age_days && signal.stale != ruleset::StalePolicy::kKeep &&
                      !std::holds_alternative<NotApplicable>(last.value);
    if (!ages) return true;
    const double limit = *signal.max_age_days;
    return DaysBefore(absl::FromUnixMicros(last.observed), absl::FromUnixMicros(now_), limit,
                      book_.zone_of(number_)) <= limit;
  }

  void AddSignal(const std::vector<Change>& changes) {
    const Change& last = changes.back();
    const std::string_view name = word(last.name);
    const uint32_t declared = plan_.FindSignal(name);
    if (declared != kNoIndex) {
      stated_[declared] = Stands(plan_.signals[declared], last) ? Stated::kStands : Stated::kStale;
      if (plan_.signals[declared].type == ruleset::SignalType::kSeries) {
        return AddSeries(name, changes);
      }
    }
    SignalInput signal;
    signal.name = std::string(name);
    signal.value = SignalValue(last.value);
    signal.observed_at = Moment::Instant(absl::FromUnixMicros(last.observed));
    account_.signals.push_back(std::move(signal));
  }

  // Of two points at one instant the one that was told last counts.
  void AddSeries(std::string_view name, const std::vector<Change>& changes) {
    std::map<Instant, double> points;
    for (const Change& change : changes) {
      const auto* const number = std::get_if<double>(&change.value);
      if (number != nullptr) points[change.observed] = *number;
    }
    SeriesInput series;
    series.name = std::string(name);
    for (const auto& [at, value] : points) {
      series.points.push_back({Moment::Instant(absl::FromUnixMicros(at)), value});
    }
    account_.series.push_back(std::move(series));
  }

  decltype(SignalInput::value) SignalValue(const Change::Value& value) const {
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* stamp = std::get_if<Stamp>(&value)) return MomentOf(*stamp);
    if (const auto* text = std::get_if<Change::Text>(&value)) {
      if (text->untyped) return Untyped{std::string(word(text->name))};
      return std::string(word(text->name));
    }
    if (std::holds_alternative<NotYet>(value)) return NotYet{};
    return NotApplicable{};
  }

  template <typename Visit>
  void ForEach(const Table& table, const Visit& visit) const {
    table.ForEachHappened(number_, now_, visit);
  }

  // Sets a date that no attribute gave.
  void SetDate(EventField field, const EventDate& date) {
    EventDate& kept = account_.date(field);
    if (std::holds_alternative<std::monostate>(kept)) kept = date;
  }

  void ReadValues() {
    const Table& values = book_.table(Kind::kValue);
    std::optional<Stamp> first;
    ForEach(values, [&](uint32_t row) {
      const bool confirmed = values.column("confirmed_by").word(row) != book::kNoName;
      if (confirmed && !first) first = values.at(row);
    });
    if (first) {
      SetDate(EventField::kFirstValueAt, MomentOf(*first));
    } else if (book_.TellsOf(Kind::kValue)) {
      SetDate(EventField::kFirstValueAt, NotYet{});
    }
  }

  void ReadOnboarding() {
    const Table& events = book_.table(Kind::kOnboarding);
    std::optional<Stamp> started, graduated;
    double days = 0;
    bool extended = false;
    ForEach(events, [&](uint32_t row) {
      const std::string_view event = word(events.column("event").word(row));
      if (event == records::step::kStarted && !started) started = events.at(row);
      if (event == records::step::kGraduated && !graduated) graduated = events.at(row);
      if (event != records::step::kExtended) return;
      extended = true;
      days += events.column("days").number(row).value_or(0);
    });
    if (started) SetDate(EventField::kKickoffAt, MomentOf(*started));
    if (graduated) {
      SetDate(EventField::kGraduatedAt, MomentOf(*graduated));
    } else if (started) {
      SetDate(EventField::kGraduatedAt, NotYet{});
    }
    if (extended) account_.extension.granted_days = days;
  }

  void ReadMilestones() {
    const Table& milestones = book_.table(Kind::kMilestone);
    std::map<std::string, uint32_t> last;
    ForEach(milestones, [&](uint32_t row) {
      last[std::string(word(milestones.column("key").word(row)))] = row;
    });
    for (const auto& [key, row] : last) {
      MilestoneInput milestone;
      milestone.key = key;
      const auto planned = milestones.column("planned_at").stamp(row);
      if (planned) milestone.planned_at = MomentOf(*planned);
      const auto completed = milestones.column("completed_at").stamp(row);
      if (completed && completed->instant <= now_) {
        milestone.completed_at = MomentOf(*completed);
      } else {
        milestone.completed_at = NotYet{};
      }
      account_.milestones.push_back(std::move(milestone));
    }
  }

  const book::Book& book_;
  const Plan& plan_;
  const uint32_t number_;
  const Instant now_;
  std::vector<Stated>& stated_;
  Account account_;
};

}  // namespace

Account AccountReplay::At(uint32_t account, const Moment& moment) {
  const Stamp now = book::StampOf(moment, book_.zone_of(account));
  stated_.assign(plan_.signals.size(), Stated::kNothing);
  Account replayed = Replay(book_, plan_, account, now.instant, stated_).Run();
  // What follows from records may be reckoned with numbers of the segment, or of the day.
  const size_t variant = VariantFor(plan_, replayed, moment);
  std::optional<RecordSignals>& signals = signals_[variant];
  if (!signals) signals.emplace(book_, *plans_[variant]);
  signals->AddTo(replayed, account, now, stated_);
  return replayed;
}

}  // namespace bellwether::portfolio
