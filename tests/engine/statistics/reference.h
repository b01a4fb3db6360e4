// What other people's libraries say about the customers of telco.csv, and these customers, for
// tests. reference.py made reference.json, and anybody can make it again.
#ifndef BELLWETHER_TESTS_ENGINE_STATISTICS_REFERENCE_H_
#define BELLWETHER_TESTS_ENGINE_STATISTICS_REFERENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/statistics/survival.h"

namespace bellwether::statistics {

// The numbers that stand under a name of reference.json.
class Expected {
 public:
  explicit Expected(const std::string& name);

  // Each is as found, to 1e-9 of it.
  void Agrees(const std::vector<double>& found) const { AgreesTo(1e-9, found); }
  // To another part of it: where an optimiser decides.
  void AgreesTo(double share, const std::vector<double>& found) const;

 private:
  const std::string name_;
  std::vector<double> values_;
};

struct Customer {
  Followed followed;  // in months
  std::string contract;
};
std::vector<Customer> Customers();

// Those with this contract; all of them for "".
std::vector<Followed> With(const std::string& contract);

// The first `n` of the file, dealt to so many groups in turn.
std::vector<std::vector<Followed>> Dealt(size_t n, size_t groups);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_TESTS_ENGINE_STATISTICS_REFERENCE_H_
