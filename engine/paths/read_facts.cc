// Tested by tests/engine/paths/readers_test.cc.
#include "engine/paths/readers.h"

namespace bellwether::paths {

Observed ReadFact(const EvaluatedAccount& of, const Path& path) {
  using expression::Kind;
  const expression::Value& value = of.evaluation.values[path.index];
  switch (value.kind) {
    case Kind::kDouble:
      return Number(value.number);
    case Kind::kBool:
      return Truth(value.boolean);
    case Kind::kString:
      return Text(std::string(value.as_string()));
    case Kind::kTimestamp: {
      const absl::Time time = value.as_timestamp();
      const absl::CivilDay day = absl::ToCivilDay(time, of.facts.zone);
      return {ObservedTime{time, day, absl::FromCivil(day, of.facts.zone) == time}, ""};
    }
    default:
      return Nothing(MissingReasonName(of.evaluation.reasons[path.index]));
  }
}

Observed ReadFactMissing(const EvaluatedAccount& of, const Path& path) {
  const MissingReason reason = of.evaluation.reasons[path.index];
  return reason == MissingReason::kNone ? Nothing("it has a value")
                                        : Text(MissingReasonName(reason));
}

}  // namespace bellwether::paths
