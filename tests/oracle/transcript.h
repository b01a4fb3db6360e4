// An answer as lines: what oracle and engine are compared by, and what a reader sees when they
// differ.
//
//   component customer.usage score   75 (4052c00000000000)
//   component customer.usage state   OBSERVED
//
// A number is followed by its bits, so that equal lines are equal to the last bit.
#ifndef BELLWETHER_TESTS_ORACLE_TRANSCRIPT_H_
#define BELLWETHER_TESTS_ORACLE_TRANSCRIPT_H_

#include <map>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "tests/oracle/value.h"

namespace bellwether::oracle {

std::string NumberAndBits(double number);
std::string ValueText(const Value& value);

class Transcript {
 public:
  // A line: `kind` is "model", "component" ...; `name` says which; `field` what is said of it.
  void Say(const std::string& kind, const std::string& name, const std::string& field,
           const std::string& text);
  void Number(const std::string& kind, const std::string& name, const std::string& field,
              double number);
  void Days(const std::string& kind, const std::string& name, const std::string& field,
            int64_t days);
  void Day(const std::string& kind, const std::string& name, const std::string& field,
           absl::CivilDay day);
  void YesNo(const std::string& kind, const std::string& name, const std::string& field, bool yes);
  // Names that were missing; nothing is said when there are none.
  void Without(const std::string& kind, const std::string& name, const Names& names);
  // A state of the engine: also remembered as a feature, "component state OBSERVED".
  void State(const std::string& kind, const std::string& name, const std::string& field,
             const std::string& state);

  const std::map<std::string, std::string>& lines() const { return lines_; }
  const std::set<std::string>& features() const { return features_; }
  std::string text() const;

 private:
  std::map<std::string, std::string> lines_;
  std::set<std::string> features_;
};

// The lines in which two answers differ; "" when they are the same.
std::string Differences(const Transcript& engine, const Transcript& oracle);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_TRANSCRIPT_H_
