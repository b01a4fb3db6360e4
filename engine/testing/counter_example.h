// Internal to the testing stage: what people are shown of an account that breaks a property.
#ifndef BELLWETHER_ENGINE_TESTING_COUNTER_EXAMPLE_H_
#define BELLWETHER_ENGINE_TESTING_COUNTER_EXAMPLE_H_

#include <string>

#include "engine/testing/property_check.h"
#include "engine/testing/testing.h"

namespace bellwether {

struct CounterExample {
  TestFailure failure;
  std::string explanation;  // of both answers, as far as it concerns the output
  std::string yaml;         // a case, or two, that state what the pack says now
};

// `check` has just found that `trial` breaks the property.
CounterExample Describe(const Plan& plan, const Property& property, const PropertyTrial& trial,
                        const PropertyCheck& check);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_COUNTER_EXAMPLE_H_
