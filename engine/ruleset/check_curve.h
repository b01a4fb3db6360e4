// Internal to the ruleset stage: one curve, resolved and checked against what it reads.
#ifndef BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_
#define BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_

#include "engine/document/document.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {

// A curve of kind kNone gives a group.
Curve CheckCurve(Checker& checker, const document::Curve& written);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_CHECK_CURVE_H_
