// Files of packs and what is wrong with them <-> messages.
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_PROTOS_WIRE_PACKS_H_
#define BELLWETHER_PROTOS_WIRE_PACKS_H_

#include "bellwether/v1/packs.pb.h"
#include "bellwether/v1/rules.pb.h"
#include "engine/lint/allowances.h"
#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::wire {

void SourcesToProto(const Sources& sources, v1::PackFiles& message);
// Names and sizes are as they are; whoever is asked looks at them first.
Sources SourcesFromProto(const v1::PackFiles& message);

void DiagnosticToProto(const Diagnostic& diagnostic, const Sources& sources,
                       v1::PackDiagnostic& message);
// With the reason for which it is allowed.
void FindingToProto(const lint::Finding& finding, const Sources& sources,
                    v1::PackDiagnostic& message);
// Reads back what FindingToProto wrote about the same files. A file that they do not hold is none
// of them.
lint::Finding FindingFromProto(const v1::PackDiagnostic& message, const Sources& sources);

// How much a pack defines. Into an empty message.
void ContentsToProto(const Plan& plan, v1::PackContents& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_PACKS_H_
