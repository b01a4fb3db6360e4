// Flags, graduation, extension, forecast and programme in short lines; parts of result_lines.h.
//
//   flag.no_login: raised red, No login for 12 days, playbook call, notify csm
//   graduation: 8.3 READY GRADUATE
//   graduation.technical: 9, green, given, coverage 1, share 0.2, adds 1.8
//   graduation.technical.access: unmet, 40 of 100 points
//   gate.sponsor: blocked, dimension organisation, The sponsor has left
//   extension: EXTEND 14 days to 2026-04-26, EXTENSION_REASON, certain
//   forecast: 2026-04-12 to 2026-05-08, planned 2026-03-29
//   programme: week 3, level 1, review due
//   phase.setup: open, weeks 1 to 8
//   playbook.call.1: Call the champion, owner csm, due 2026-03-02
#ifndef BELLWETHER_TESTS_DOCS_OUTCOME_LINES_H_
#define BELLWETHER_TESTS_DOCS_OUTCOME_LINES_H_

#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether::docs {

std::vector<std::string> OutcomeLines(const Plan& plan, const Facts& facts,
                                      const Evaluation& evaluation);

}  // namespace bellwether::docs

#endif  // BELLWETHER_TESTS_DOCS_OUTCOME_LINES_H_
