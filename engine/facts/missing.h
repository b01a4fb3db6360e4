// Why a fact has no usable value. Nothing missing is ever read as zero: each has a reason.
#ifndef BELLWETHER_ENGINE_FACTS_MISSING_H_
#define BELLWETHER_ENGINE_FACTS_MISSING_H_

#include <cstdint>

namespace bellwether {

// Same order as MissingReason in protos/bellwether/v1/evaluation.proto.
enum class MissingReason : uint8_t {
  kNone,  // there is a value
  kNotGiven,
  kNotApplicable,   // said so by the caller
  kStale,           // older than max_age at as_of
  kNotYet,          // the event has not happened (S2)
  kInFuture,        // dated after as_of (S3)
  kNotFinite,       // a formula gave an infinity or no number (S9)
  kOutOfRange,      // a derived value outside its type (S9)
  kNoBenchmarkRow,  // no row for the segment or cadence (S21)
  kTooFewPoints,    // a series too short for what is asked of it (S8)
  kInputMissing,    // a formula reads a name that is missing
  kFormulaError,    // a formula failed
  kBenchmarkNotApplicable,
};

// "NOT_GIVEN", "STALE", ...
const char* MissingReasonName(MissingReason reason);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_MISSING_H_
