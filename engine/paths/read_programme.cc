// Forecast and programme.
//
// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

template <typename Read>
Observed IfForecast(const EvaluatedAccount& of, Read read) {
  return of.evaluation.forecast.available ? read(of.evaluation.forecast)
                                          : Nothing("no plan to go by");
}

Observed DayOrBeyond(absl::CivilDay day, bool beyond_a_year) {
  return beyond_a_year ? Text("more_than_a_year") : Day(day);
}

template <typename Read>
Observed IfInProgramme(const EvaluatedAccount& of, Read read) {
  const ProgrammeResult& result = of.evaluation.programme;
  return result.state == OutcomeState::kAnswered ? read(result) : Nothing(StateName(result.state));
}

}  // namespace

Observed ReadForecastAvailable(const EvaluatedAccount& of, const Path&) {
  return Truth(of.evaluation.forecast.available);
}
Observed ReadForecastPlanned(const EvaluatedAccount& of, const Path&) {
  return IfForecast(of, [](const Forecast& forecast) { return Day(forecast.planned); });
}
Observed ReadForecastEarliest(const EvaluatedAccount& of, const Path&) {
  return IfForecast(of, [](const Forecast& forecast) {
    return DayOrBeyond(forecast.earliest, forecast.earliest_beyond_a_year);
  });
}
Observed ReadForecastLatest(const EvaluatedAccount& of, const Path&) {
  return IfForecast(of, [](const Forecast& forecast) {
    return DayOrBeyond(forecast.latest, forecast.latest_beyond_a_year);
  });
}

Observed ReadPhase(const EvaluatedAccount& of, const Path& path) {
  return IfInProgramme(of, [&](const ProgrammeResult& result) {
    return Text(StateName(result.phases[path.index].state));
  });
}
Observed ReadPhaseInWindow(const EvaluatedAccount& of, const Path& path) {
  return IfInProgramme(of, [&](const ProgrammeResult& result) {
    return Truth(result.phases[path.index].in_window);
  });
}
Observed ReadEarlyWin(const EvaluatedAccount& of, const Path& path) {
  return IfInProgramme(of, [&](const ProgrammeResult& result) {
    const Answer answer = result.early_wins[path.index].answer;
    if (answer == Answer::kTrue) return Text("reached");
    return Text(answer == Answer::kFalse ? "not_reached" : StateName(answer));
  });
}
Observed ReadEnablement(const EvaluatedAccount& of, const Path&) {
  return IfInProgramme(of, [](const ProgrammeResult& result) { return Number(result.level); });
}
Observed ReadReview(const EvaluatedAccount& of, const Path&) {
  return IfInProgramme(
      of, [](const ProgrammeResult& result) { return Text(StateName(result.review)); });
}
Observed ReadWeek(const EvaluatedAccount& of, const Path&) {
  return IfInProgramme(
      of, [](const ProgrammeResult& result) { return Number(static_cast<double>(result.week)); });
}

}  // namespace bellwether::paths
