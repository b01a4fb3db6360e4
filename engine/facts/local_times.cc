// Tested by tests/engine/facts/local_times_test.cc.
#include "engine/facts/local_times.h"

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

class Finder {
 public:
  explicit Finder(const absl::TimeZone& zone) : zone_(zone) {}

  std::optional<DoubtfulTime> Take() { return std::move(found_); }

  // `path` makes the path, which is needed for the first alone.
  template <typename Path>
  void Look(const Moment& moment, const Path& path) {
    if (found_ || !moment.local) return;
    const auto shown = absl::ToCivilSecond(moment.time, absl::UTCTimeZone());
    const auto kind = zone_.At(shown).kind;
    if (kind == absl::TimeZone::TimeInfo::UNIQUE) return;
    found_ = {path(), moment, kind == absl::TimeZone::TimeInfo::SKIPPED, moment.At(zone_)};
  }
  template <typename Path>
  void Look(const std::optional<Moment>& moment, const Path& path) {
    if (moment) Look(*moment, path);
  }
  template <typename Path>
  void Look(const EventDate& date, const Path& path) {
    if (const Moment* moment = std::get_if<Moment>(&date)) Look(*moment, path);
  }

  void LookAtSignal(const SignalInput& signal) {
    const auto path = [&] { return absl::StrCat("signals.", signal.name); };
    if (const auto* moment = std::get_if<Moment>(&signal.value)) Look(*moment, path);
    if (const auto* text = std::get_if<std::string>(&signal.value)) Look(ParseMoment(*text), path);
    if (const auto* cell = std::get_if<Untyped>(&signal.value)) Look(ParseMoment(cell->text), path);
    Look(signal.observed_at, [&] { return path() + ".observed_at"; });
  }

 private:
  const absl::TimeZone zone_;
  std::optional<DoubtfulTime> found_;
};

}  // namespace

std::optional<DoubtfulTime> FirstDoubtfulTime(const Account& account, const absl::TimeZone& zone) {
  Finder finder(zone);
  const auto below = [](const char* list, size_t i, const char* field) {
    return [=] { return absl::StrCat(list, "[", i, "].", field); };
  };
  for (size_t i = 0; i < kEventFieldCount; ++i) {
    finder.Look(account.dates[i], [i] { return std::string(kEventFields[i].name); });
  }
  for (size_t i = 0; i < account.milestones.size(); ++i) {
    finder.Look(account.milestones[i].planned_at, below("milestones", i, "planned_at"));
    finder.Look(account.milestones[i].completed_at, below("milestones", i, "completed_at"));
  }
  for (const SignalInput& signal : account.signals) finder.LookAtSignal(signal);
  for (const SeriesInput& series : account.series) {
    for (size_t i = 0; i < series.points.size(); ++i) {
      finder.Look(series.points[i].at,
                  [&] { return absl::StrCat("signals.", series.name, "[", i, "]"); });
    }
  }
  for (size_t i = 0; i < account.overrides.size(); ++i) {
    finder.Look(account.overrides[i].set_at, below("overrides", i, "set_at"));
    finder.Look(account.overrides[i].expires_at, below("overrides", i, "expires_at"));
  }
  return finder.Take();
}

}  // namespace bellwether
