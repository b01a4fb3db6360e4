// Internal to the testing stage: properties, tried on generated accounts.
//
// Deterministic: plan, property and its seed decide everything.
#ifndef BELLWETHER_ENGINE_TESTING_RUN_PROPERTIES_H_
#define BELLWETHER_ENGINE_TESTING_RUN_PROPERTIES_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/testing/property_check.h"
#include "engine/testing/testing.h"

namespace bellwether {

// Serves one thread. It refers to what it was given.
class PropertyRunner {
 public:
  PropertyRunner(const Plan& plan, const Limits& limits, bool explain)
      : plan_(plan), limits_(limits), explain_(explain) {}

  // Ends at the first account that breaks the property, and makes it small.
  CaseResult Run(const Property& property);

 private:
  // Accounts of a seed and a moment, made once for all properties that want them.
  const std::vector<Account>& AccountsOf(const Property& property, size_t count);
  void Fail(const Property& property, PropertyTrial trial, PropertyCheck& check,
            CaseResult& result) const;

  const Plan& plan_;
  const Limits& limits_;
  const bool explain_;
  std::map<std::pair<uint64_t, std::string>, std::vector<Account>> accounts_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_RUN_PROPERTIES_H_
