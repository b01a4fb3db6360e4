// Tested by tests/protos/wire/options_from_proto_test.cc.
#include <string>
#include <vector>

#include "protos/wire/moment_from_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {

BindOptions OptionsFromProto(const v1::EvaluationOptions& message, absl::Time received,
                             std::vector<Violation>& violations, AnswerCall call) {
  BindOptions options;
  options.as_of = Moment::Instant(received);
  if (message.as_of().has_local()) {
    violations.push_back({"options.as_of", "BAD_DATE",
                          "a local time is another moment in each time zone; give `date` or "
                          "`time`"});
  } else if (message.has_as_of()) {
    options.as_of = MomentFromProto(
                        message.as_of(), [] { return std::string("options.as_of"); }, violations)
                        .value_or(options.as_of);
  }
  // A number that this version does not know asks for something that it would not do.
  if (!v1::UnknownSignals_IsValid(message.unknown_signals())) {
    violations.push_back({"options.unknown_signals", "UNKNOWN_VALUE",
                          "not a known value; use UNKNOWN_SIGNALS_REJECT or "
                          "UNKNOWN_SIGNALS_REPORT"});
  }
  if (!v1::ExplanationLevel_IsValid(message.explanation())) {
    violations.push_back({"options.explanation", "UNKNOWN_VALUE",
                          "not a known value; use EXPLANATION_LEVEL_NONE, "
                          "EXPLANATION_LEVEL_SUMMARY or EXPLANATION_LEVEL_FULL"});
  }
  CheckView(message, call, violations);
  options.report_unknown_signals = message.unknown_signals() == v1::UNKNOWN_SIGNALS_REPORT;
  options.benchmark_set = message.benchmark_set();
  return options;
}

}  // namespace bellwether::wire
