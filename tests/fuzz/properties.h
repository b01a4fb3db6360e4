// The properties that hold for whatever comes from outside: what is refused says where and why;
// what is accepted evaluates to an answer within its limits, and the answer can be told.
#ifndef BELLWETHER_TESTS_FUZZ_PROPERTIES_H_
#define BELLWETHER_TESTS_FUZZ_PROPERTIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/bellwether.h"
#include "protos/wire/wire.h"

namespace bellwether::fuzz {

// Every diagnostic has a code, a message and a place inside the text, and can be shown; without a
// value there is at least one error.
void RequireTold(const std::vector<Diagnostic>& diagnostics, const Sources& sources, bool accepted);

// A refusal: at least one violation, each with a reason and a message.
void RequireTold(const std::vector<Violation>& violations);

// Scores, coverages, bounds, shares, days: all within their limits.
void RequireWithinLimits(const Plan& plan, const Facts& facts, const Evaluation& evaluation);

// One account, the whole way. Memory is kept between calls, as in the server.
class AccountRun {
 public:
  explicit AccountRun(const Plan& plan) : plan_(plan) {}

  // Binds, evaluates and tells the answer; or requires that the refusal is told. False when the
  // account was refused.
  bool Answer(const Account& account, const BindOptions& options);
  // The last answer, for comparing two ways that must end alike; "" when it was refused.
  const std::string& rendered() const { return rendered_; }

 private:
  void Tell(const Account& account, const BindOptions& options);
  // What could be asked next, as a message.
  void TellQuestions(const Account& account, const BindOptions& options);

  const Plan& plan_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
  std::string rendered_;
};

// The message travels: it is valid UTF-8 throughout and reads back as it was.
void RequireTravels(const google::protobuf::Message& message);

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_PROPERTIES_H_
