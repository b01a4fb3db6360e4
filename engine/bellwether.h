// The engine's façade: bytes in, plan out; account in, evaluation out.
//
//   Sources sources(files);                         // read by the caller
//   auto loaded = Load(sources, limits);            // parse, check, compile
//   if (!loaded.ok()) std::cerr << RenderAll(loaded.diagnostics, sources);
//
//   Facts facts; Scratch scratch; Evaluation evaluation;
//   auto violations = Bind(*loaded.value, account, {as_of}, limits, facts);
//   absl::Status status = Evaluate(*loaded.value, facts, scratch, evaluation);
//
// A Plan is immutable: any number of threads may evaluate with it, each with its own Facts,
// Scratch and Evaluation. The engine reads no clock, no file and no environment.
#ifndef BELLWETHER_ENGINE_BELLWETHER_H_
#define BELLWETHER_ENGINE_BELLWETHER_H_

#include <memory>

#include "engine/base/limits.h"
#include "engine/document/overrides.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether {

// The whole way from source text to plan. `value` is null exactly when a diagnostic is an error.
// `overrides` are numbers that the deployment sets in place of the pack's constants.
Staged<std::shared_ptr<const Plan>> Load(const Sources& sources, const Limits& limits = {},
                                         const document::Overrides& overrides = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BELLWETHER_H_
