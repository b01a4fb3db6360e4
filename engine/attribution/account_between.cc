// Tested by tests/engine/attribution/account_between_test.cc.
#include "engine/attribution/account_between.h"

#include <algorithm>
#include <optional>

namespace bellwether {
namespace {

bool IsGiven(const EventDate& date) {
  return std::holds_alternative<Moment>(date) || std::holds_alternative<NotYet>(date);
}
bool IsGiven(const SignalInput& input) {
  return !std::holds_alternative<std::monostate>(input.value) &&
         !std::holds_alternative<NotApplicable>(input.value);
}
bool IsGiven(const DimensionScore&) { return true; }
bool IsGiven(const SeriesInput& input) { return !input.points.empty(); }
bool IsGiven(const std::string& text) { return !text.empty(); }
template <typename T>
bool IsGiven(const std::optional<T>& value) {
  return value.has_value();
}

// The entry of a list with a name; null when there is none.
template <typename T>
const T* Named(const std::vector<T>& list, std::string T::*name, const std::string& wanted) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& entry) { return entry.*name == wanted; });
  return found == list.end() ? nullptr : &*found;
}

class Mixer {
 public:
  Mixer(const Account& old, const Account& fresh, IsNew is_new)
      : old_(old), fresh_(fresh), is_new_(is_new) {}

  Account Mix() const {
    Account mixed;
    mixed.id = old_.id;
    mixed.time_zone = is_new_.values ? fresh_.time_zone : old_.time_zone;
    mixed.segment = Pick(&Account::segment);
    mixed.cadence = Pick(&Account::cadence);
    mixed.stage = Pick(&Account::stage);
    mixed.acv = Pick(&Account::acv);
    mixed.seats = Pick(&Account::seats);
    for (size_t i = 0; i < kEventFieldCount; ++i) {
      mixed.dates[i] = Pick(old_.dates[i], fresh_.dates[i]);
    }
    mixed.extension.granted_days = Pick(old_.extension.granted_days, fresh_.extension.granted_days);
    mixed.milestones = Milestones();
    mixed.signals = Listed(&Account::signals, &SignalInput::name);
    mixed.series = Listed(&Account::series, &SeriesInput::name);
    mixed.dimension_scores = Listed(&Account::dimension_scores, &DimensionScore::dimension);
    return mixed;
  }

 private:
  bool TakesNew(bool old_given, bool fresh_given) const {
    return old_given && fresh_given ? is_new_.values : is_new_.presence;
  }

  template <typename T>
  const T& Pick(const T& old, const T& fresh) const {
    return TakesNew(IsGiven(old), IsGiven(fresh)) ? fresh : old;
  }
  template <typename T>
  const T& Pick(T Account::*field) const {
    return Pick(old_.*field, fresh_.*field);
  }

  // Entries by name, those of the old account first.
  template <typename T>
  std::vector<T> Listed(std::vector<T> Account::*list, std::string T::*name) const {
    std::vector<T> mixed;
    for (const T& entry : old_.*list) {
      const T* other = Named(fresh_.*list, name, entry.*name);
      const bool takes_new = TakesNew(IsGiven(entry), other != nullptr && IsGiven(*other));
      if (!takes_new) mixed.push_back(entry);
      if (takes_new && other != nullptr) mixed.push_back(*other);
    }
    for (const T& entry : fresh_.*list) {
      const bool known = Named(old_.*list, name, entry.*name) != nullptr;
      if (!known && is_new_.presence) mixed.push_back(entry);
    }
    return mixed;
  }

  // A milestone that both list is mixed field by field. Not given reads as not yet in it (S2).
  MilestoneInput Milestone(const MilestoneInput& old, const MilestoneInput& fresh) const {
    MilestoneInput mixed;
    mixed.key = old.key;
    mixed.planned_at = Pick(old.planned_at, fresh.planned_at);
    const auto applies = [](const EventDate& date) {
      return !std::holds_alternative<NotApplicable>(date);
    };
    mixed.completed_at = TakesNew(applies(old.completed_at), applies(fresh.completed_at))
                             ? fresh.completed_at
                             : old.completed_at;
    mixed.critical = is_new_.values ? fresh.critical : old.critical;
    return mixed;
  }

  std::vector<MilestoneInput> Milestones() const {
    std::vector<MilestoneInput> mixed;
    for (const MilestoneInput& entry : old_.milestones) {
      const MilestoneInput* other = Named(fresh_.milestones, &MilestoneInput::key, entry.key);
      if (other != nullptr) {
        mixed.push_back(Milestone(entry, *other));
      } else if (!is_new_.presence) {
        mixed.push_back(entry);
      }
    }
    for (const MilestoneInput& entry : fresh_.milestones) {
      const bool known = Named(old_.milestones, &MilestoneInput::key, entry.key) != nullptr;
      if (!known && is_new_.presence) mixed.push_back(entry);
    }
    return mixed;
  }

  const Account& old_;
  const Account& fresh_;
  const IsNew is_new_;
};

}  // namespace

Account AccountBetween(const Account& old, const Account& fresh, IsNew is_new) {
  return Mixer(old, fresh, is_new).Mix();
}

}  // namespace bellwether
