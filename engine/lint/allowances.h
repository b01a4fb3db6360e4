// Warnings that a pack allows, each with a reason, in a comment on the line of the finding or
// above:
//
//   # bellwether: allow unused-signal: the dashboard of the support team reads it
//   tickets_by_phone: {type: count}
//
// Comments are no part of the digest (S28), so allowing a finding changes no rule. Only warnings
// can be allowed. A comment without a reason allows nothing; neither it nor one that has nothing to
// allow goes unnoticed. Pure.
#ifndef BELLWETHER_ENGINE_LINT_ALLOWANCES_H_
#define BELLWETHER_ENGINE_LINT_ALLOWANCES_H_

#include <string>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::lint {

struct Finding {
  Diagnostic what;
  std::string reason;  // why it is allowed; "" while it is not
  bool allowed() const { return !reason.empty(); }
};

// `found` with what the comments of `sources` say of it, and with what is wrong in these comments.
// `complete`: everything was looked for, so that a comment without a finding has none.
std::vector<Finding> Allow(std::vector<Diagnostic> found, const Sources& sources, bool complete);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_ALLOWANCES_H_
