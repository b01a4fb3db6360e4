// Where the account stands in time: the forecast of graduation, and the programme.
//
// Tested by tests/clients/explanation_text_test.cc.
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/words/proto_json.h"

namespace bellwether::cli {
namespace {

std::string DateWords(const v1::Date& date, bool beyond) {
  return FormatDate(date) + (beyond ? " or later" : "");
}

// "2026-04-02 to 2026-04-20, planned 2026-03-31".
std::string ForecastWords(const v1::GraduationForecast& forecast) {
  const std::string earliest = DateWords(forecast.earliest(), forecast.earliest_beyond_a_year());
  const std::string latest = DateWords(forecast.latest(), forecast.latest_beyond_a_year());
  std::string words = earliest == latest ? earliest : absl::StrCat(earliest, " to ", latest);
  if (!forecast.has_planned()) return words;
  const std::string planned = FormatDate(forecast.planned());
  return absl::StrCat(words, planned == words ? ", as planned" : ", planned " + planned);
}

Tone PhaseTone(v1::PhaseState state) {
  switch (state) {
    case v1::PHASE_STATE_DONE:
      return Tone::kGood;
    case v1::PHASE_STATE_LATE:
      return Tone::kBad;
    case v1::PHASE_STATE_NOT_EVALUATED:
      return Tone::kMiddling;
    default:
      return Tone::kPlain;
  }
}

Entry PhaseEntry(const v1::Phase& phase) {
  Entry entry;
  entry.mark = Words(EnumWord(phase.state()));
  entry.tone = PhaseTone(phase.state());
  entry.name = phase.name();
  const std::string weeks =
      phase.first_week() == phase.last_week()
          ? absl::StrCat("week ", phase.first_week())
          : absl::StrCat("weeks ", phase.first_week(), "–", phase.last_week());
  entry.words = absl::StrCat(weeks, phase.in_window() ? ", now" : "",
                             phase.sign().empty() ? "" : ": " + phase.sign());
  entry.location = LocationWords(phase.location());
  const bool open = phase.state() != v1::PHASE_STATE_DONE && !phase.missing().empty();
  if (open) entry.details = "needs " + MissingWords(phase.missing());
  return entry;
}

std::string WinNames(const v1::ProgrammeResult& programme, v1::ReasonState state) {
  std::string names;
  for (const auto& win : programme.early_wins()) {
    if (win.state() == state) absl::StrAppend(&names, names.empty() ? "" : ", ", win.name());
  }
  return names;
}

std::string WinWords(const v1::ProgrammeResult& programme) {
  int reached = 0, all = 0;
  for (const auto& win : programme.early_wins()) {
    reached += win.state() == v1::REASON_STATE_HOLDS ? 1 : 0;
    all += win.state() == v1::REASON_STATE_NOT_APPLICABLE ? 0 : 1;
  }
  if (all == 0) return "";
  const std::string names = WinNames(programme, v1::REASON_STATE_HOLDS);
  const std::string open = WinNames(programme, v1::REASON_STATE_DOES_NOT_HOLD);
  const std::string unknown = WinNames(programme, v1::REASON_STATE_UNKNOWN);
  return Parts({absl::StrCat(reached, " of ", all, names.empty() ? "" : ": " + names),
                open.empty() ? "" : "open: " + open, unknown.empty() ? "" : "unknown: " + unknown});
}

std::string ReviewWords(const v1::ProgrammeResult& programme) {
  switch (programme.review()) {
    case v1::REVIEW_STATE_UNSPECIFIED:
    case v1::REVIEW_STATE_NOT_PLANNED:
      return "";
    case v1::REVIEW_STATE_NOT_EVALUATED:
      return "not evaluated, there is no target date";
    case v1::REVIEW_STATE_NOT_DUE:
      return "not due";
    default:
      return absl::StrCat(
          Words(EnumWord(programme.review())),
          programme.review_playbook().empty() ? "" : ", playbook " + programme.review_playbook());
  }
}

Tone ReviewTone(v1::ReviewState state) {
  return state == v1::REVIEW_STATE_OVERDUE ? Tone::kBad
         : state == v1::REVIEW_STATE_DUE   ? Tone::kMiddling
                                           : Tone::kPlain;
}

std::string EnablementWords(const v1::ProgrammeResult& programme) {
  if (programme.enablement_level() == 0) return "no level reached";
  return absl::StrCat("level ", programme.enablement_level(),
                      programme.enablement().empty() ? "" : ", " + programme.enablement());
}

}  // namespace

std::string ForecastSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  if (!evaluation.has_forecast() || !evaluation.forecast().has_earliest()) return "";
  SectionText section(options);
  section.Title(
      {"Forecast", "graduation " + ForecastWords(evaluation.forecast()), Tone::kPlain, ""});
  return section.Take();
}

std::string ProgrammeSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  if (!evaluation.has_programme()) return "";
  const v1::ProgrammeResult& programme = evaluation.programme();
  SectionText section(options);
  section.Title({"Programme",
                 programme.has_week() ? absl::StrCat("week ", programme.week())
                                      : "not started, or its start is not known",
                 Tone::kPlain, ""});
  std::vector<Entry> entries;
  for (const auto& phase : programme.phases()) entries.push_back(PhaseEntry(phase));
  section.Entries(entries);
  section.Labelled("early wins", WinWords(programme));
  section.Labelled("enablement", EnablementWords(programme));
  section.Labelled("review", ReviewWords(programme), ReviewTone(programme.review()));
  return section.Take();
}

}  // namespace bellwether::cli
