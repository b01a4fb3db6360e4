// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/worklist_panels.h"

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using List = portfolio::Worklist;

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }
std::string DaysText(int64_t days) { return absl::StrCat(days, days == 1 ? " day" : " days"); }

class Panels {
 public:
  Panels(const List& worklist, const ruleset::Worklist& list, int32_t today)
      : worklist_(worklist), list_(list), today_(today) {
    for (const List::Standing& standing : worklist.standings) {
      if (!standing.health) continue;
      const auto& health = *standing.health;
      tones_[health.band] = ToneOfOrder(health.band_rank, health.band_count);
    }
  }

  std::vector<Panel> Make() const {
    return {Standings(),   Actions(),       Deadlines(), Renewals(),
            Engagements(), Opportunities(), Tickets()};
  }

 private:
  Tone ToneOf(const std::string& band) const {
    const auto found = tones_.find(band);
    return found == tones_.end() ? Tone::kQuiet : found->second;
  }

  Panel Standings() const {
    Panel panel{"accounts",
                absl::StrCat("Accounts by health (", worklist_.standings.size(), ")"),
                "no account",
                {{"account", "account"},
                 {"band", "band"},
                 {"score", "score", true},
                 {"change", absl::StrCat(list_.moved_within, "d"), true, 1},
                 {"mover", "moved most by", false, 3},
                 {"mover_change", "points", true, 4},
                 {"since", "since", false, 2},
                 {"model", "model", false, 7},
                 {"flags", "flags", false, 5},
                 {"first_question", "ask first", false, 6},
                 {"questions", "questions", true, 8}},
                {}};
    for (const List::Standing& one : worklist_.standings) panel.rows.push_back(Standing(one));
    return panel;
  }

  std::vector<PanelCell> Standing(const List::Standing& one) const {
    const auto& health = one.health;
    const auto change_tone = [](double change) {
      return change > 0 ? Tone::kGood : change < 0 ? Tone::kBad : Tone::kQuiet;
    };
    PanelCell since = DayCell(one.since);
    if (one.since_or_before) since.text = "before " + DayText(*one.since + 1);
    const bool moved = !one.mover.empty();
    return {TextCell(one.account),
            health ? TextCell(health->band, ToneOf(health->band))
                   : PanelCell{{}, "no score", Tone::kQuiet},
            health ? NumberCell(health->score, FormatNumber(health->score)) : PanelCell{},
            one.change ? NumberCell(one.change, Signed(*one.change), change_tone(*one.change))
                       : PanelCell{},
            TextCell(one.mover),
            moved ? NumberCell(one.mover_change, Signed(std::round(10 * one.mover_change) / 10),
                               change_tone(one.mover_change))
                  : PanelCell{},
            std::move(since),
            health ? TextCell(health->model, Tone::kQuiet) : PanelCell{},
            NamesCell(one.flags, Tone::kPlain),
            TextCell(one.first_question),
            one.questions > 0
                ? NumberCell(static_cast<double>(one.questions), absl::StrCat(one.questions))
                : PanelCell{}};
  }

  Panel Actions() const {
    Panel panel{"actions",
                absl::StrCat("Action items and follow-ups (", worklist_.actions.size(), ")"),
                "nothing to do: no flag is raised and no decision asks for anything",
                {{"due", "due"},
                 {"overdue_days", "late", true, 2},
                 {"account", "account"},
                 {"what", "what"},
                 {"owner", "owner", false, 3},
                 {"because", "because", false, 1}},
                {}};
    for (const List::Action& one : worklist_.actions) {
      const int32_t late = one.due ? today_ - *one.due : 0;
      PanelCell due = DayCell(one.due, late > 0 ? Tone::kBad : Tone::kPlain);
      if (one.since_or_before) due.text = "by " + due.text;
      panel.rows.push_back(
          {std::move(due), late > 0 ? NumberCell(late, DaysText(late), Tone::kBad) : PanelCell{},
           TextCell(one.account), TextCell(one.what), TextCell(one.owner, Tone::kQuiet),
           TextCell(one.because, Tone::kQuiet)});
    }
    return panel;
  }

  Panel Deadlines() const {
    Panel panel{"deadlines",
                absl::StrCat("Milestones and deadlines of ", DaysText(list_.milestones_within),
                             ", and what is late (", worklist_.deadlines.size(), ")"),
                "nothing falls due, and nothing is late",
                {{"day", "day"},
                 {"account", "account"},
                 {"what", "what"},
                 {"days_late", "late", true},
                 {"cause", "cause", false, 1}},
                {}};
    for (const List::Deadline& one : worklist_.deadlines) {
      panel.rows.push_back({DayCell(one.day), TextCell(one.account), TextCell(one.what),
                            one.days_late > 0
                                ? NumberCell(one.days_late, DaysText(one.days_late), Tone::kBad)
                                : PanelCell{},
                            TextCell(one.cause, Tone::kQuiet)});
    }
    return panel;
  }

  Panel Renewals() const {
    Panel panel{"renewals",
                absl::StrCat("Renewals within ", DaysText(list_.renewals_within), " (",
                             worklist_.renewals.size(), ")"),
                "no contract ends so soon",
                {{"day", "day"},
                 {"account", "account"},
                 {"value", "value", true},
                 {"band", "band"},
                 {"auto_renews", "renews", false, 1}},
                {}};
    for (const List::Renewal& one : worklist_.renewals) {
      panel.rows.push_back({DayCell(one.day), TextCell(one.account), MoneyCell(one.value),
                            one.band.empty() ? PanelCell{{}, "no score", Tone::kQuiet}
                                             : TextCell(one.band, ToneOf(one.band)),
                            TruthCell(one.auto_renews, "by itself", "on decision", Tone::kQuiet)});
    }
    return panel;
  }

  Panel Engagements() const {
    size_t quiet = 0;
    for (const List::Engagement& one : worklist_.engagements) quiet += one.quiet;
    Panel panel{"engagement",
                absl::StrCat("Engagement, longest silence first (", quiet, " quiet for more than ",
                             DaysText(list_.quiet_after), ")"),
                "no account",
                {{"account", "account"},
                 {"last", "last activity"},
                 {"days", "days ago", true},
                 {"type", "type", false, 2},
                 {"hours_to_answer", "answers after", true, 1},
                 {"quiet", "", false}},
                {}};
    for (const List::Engagement& one : worklist_.engagements) {
      const int32_t ago = one.last ? today_ - *one.last : 0;
      panel.rows.push_back(
          {TextCell(one.account),
           one.last ? DayCell(one.last) : PanelCell{{}, "none is told", Tone::kQuiet},
           one.last ? NumberCell(ago, absl::StrCat(ago)) : PanelCell{},
           TextCell(one.type, Tone::kQuiet),
           one.hours_to_answer ? NumberCell(one.hours_to_answer,
                                            absl::StrCat(FormatNumber(*one.hours_to_answer), " h"))
                               : PanelCell{},
           TruthCell(one.quiet, "quiet", "", Tone::kBad)});
    }
    return panel;
  }

  Panel Opportunities() const {
    Panel panel{"opportunities",
                absl::StrCat("Expansion opportunities open (", worklist_.opportunities.size(), ")"),
                "none is open",
                {{"opened", "opened"},
                 {"account", "account"},
                 {"value", "value", true},
                 {"days", "days open", true}},
                {}};
    for (const List::Opportunity& one : worklist_.opportunities) {
      const int32_t days = today_ - one.opened;
      panel.rows.push_back({DayCell(one.opened), TextCell(one.account), MoneyCell(one.value),
                            NumberCell(days, absl::StrCat(days))});
    }
    return panel;
  }

  Panel Tickets() const {
    Panel panel{"tickets",
                absl::StrCat("Tickets that need attention (", worklist_.tickets.size(), ")"),
                absl::StrCat("none is open for more than ", DaysText(list_.tickets_after),
                             ", escalated or frustrated"),
                {{"opened", "opened"},
                 {"account", "account"},
                 {"ticket", "ticket"},
                 {"type", "type", false, 2},
                 {"days", "days open", true},
                 {"long_open", "", false, 1},
                 {"escalated", "", false},
                 {"frustrated", "", false},
                 {"reopened", "", false, 3}},
                {}};
    for (const List::Ticket& one : worklist_.tickets) {
      const int32_t days = today_ - one.opened;
      panel.rows.push_back({DayCell(one.opened), TextCell(one.account), TextCell(one.id),
                            TextCell(one.type, Tone::kQuiet), NumberCell(days, absl::StrCat(days)),
                            TruthCell(one.long_open, "long open", "", Tone::kMiddling),
                            TruthCell(one.escalated, "escalated", "", Tone::kBad),
                            TruthCell(one.frustrated, "frustrated", "", Tone::kBad),
                            TruthCell(one.reopened, "reopened", "", Tone::kMiddling)});
    }
    return panel;
  }

  const List& worklist_;
  const ruleset::Worklist& list_;
  const int32_t today_;
  std::map<std::string, Tone> tones_;  // by band
};

}  // namespace

std::vector<Panel> WorklistPanels(const List& worklist, const ruleset::Worklist& list,
                                  int32_t today) {
  return Panels(worklist, list, today).Make();
}

}  // namespace bellwether::cli
