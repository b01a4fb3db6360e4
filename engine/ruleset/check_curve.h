// Internal to the ruleset stage: one curve, resolved and checked against what it reads.
#ifndef BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_
#define BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_

#include "engine/document/document.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {

// A curve of kind kNoIndex gives a group. `stage` is that of the rule that the curve belongs to.
Curve CheckCurve(Checker& checker, const document::Curve& written, Stage stage);

// Settles component.missing and missing_stated: the component's own policy, else that of what its
// curve reads (S12).
void CheckLeafPolicy(Checker& checker, const document::Located<document::MissingPolicy>& written,
                     Component& component);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_
