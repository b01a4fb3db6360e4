// Tested by tests/engine/simulation/simulate_test.cc.
#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Cell;
using records::Kind;

constexpr int kMonths = 12;

Cell WordOrNone(std::string_view word) { return word.empty() ? Cell() : Cell(std::string(word)); }
Cell WordsOrNone(const records::Words& words) { return words.empty() ? Cell() : Cell(words); }

// A term is told when it begins, and again when it is known how it ended.
void TellTerm(const Story& story, const Term& term, Recorder& recorder) {
  const int days = static_cast<int>(story.parameters.lifetime.term_days.value);
  const std::string id = recorder.NewId(Kind::kContract);
  const Moment first = recorder.Day(term.first);
  const double value = Amount(term.cents * kMonths);
  recorder.Tell(Kind::kContract, id, first, {},
                {{"term_start", first},
                 {"term_end", recorder.Day(term.first + days)},
                 {"value", value},
                 {"auto_renews", term.auto_renews}});
  if (term.outcome.empty()) return;
  const Moment end = recorder.Day(term.end);
  recorder.Tell(Kind::kContract, id, first, end,
                {{"term_start", first},
                 {"term_end", end},
                 {"value", value},
                 {"auto_renews", term.auto_renews},
                 {"outcome", WordOrNone(term.outcome)},
                 {"reason", WordsOrNone(term.reasons)}});
}

}  // namespace

void TellMoney(const Story& story, Recorder& recorder) {
  for (const Term& term : story.money.terms) TellTerm(story, term, recorder);
  for (const Movement& movement : story.money.movements) {
    recorder.Tell(Kind::kRevenue, recorder.Day(movement.day),
                  {{"movement", std::string(movement.way)},
                   {"mrr", Amount(movement.cents)},
                   {"cause", WordOrNone(movement.cause)},
                   {"reason", WordsOrNone(movement.reasons)}});
  }
}

}  // namespace bellwether::simulation
