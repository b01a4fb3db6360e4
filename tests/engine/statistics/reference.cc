#include "tests/engine/statistics/reference.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"
#include "tests/support/files.h"

namespace bellwether::statistics {
namespace {

constexpr char kFolder[] = "tests/engine/statistics/";

std::string Read(const char* name) {
  return testing_support::ReadFileOrFail(testing_support::SourcePath(absl::StrCat(kFolder, name)));
}

const nlohmann::json& Reference() {
  static const nlohmann::json reference = nlohmann::json::parse(Read("reference.json"));
  return reference;
}

}  // namespace

Expected::Expected(const std::string& name) : name_(name) {
  EXPECT_TRUE(Reference().contains(name)) << name;
  if (Reference().contains(name)) values_ = Reference()[name].get<std::vector<double>>();
}

void Expected::AgreesTo(double share, const std::vector<double>& found) const {
  ASSERT_EQ(found.size(), values_.size()) << name_;
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], values_[i], std::fabs(values_[i]) * share + 1e-300)
        << name_ << ", value " << i;
  }
}

std::vector<Customer> Customers() {
  std::vector<Customer> customers;
  std::istringstream lines(Read("telco.csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    Customer& customer = customers.emplace_back();
    EXPECT_TRUE(absl::SimpleAtod(cells[0], &customer.followed.time)) << line;
    customer.followed.event = cells[1] == "1";
    customer.contract = cells[2];
  }
  EXPECT_EQ(customers.size(), 7043U);
  return customers;
}

std::vector<Followed> With(const std::string& contract) {
  std::vector<Followed> followed;
  for (const Customer& customer : Customers()) {
    if (contract.empty() || customer.contract == contract) followed.push_back(customer.followed);
  }
  return followed;
}

std::vector<std::vector<Followed>> Dealt(size_t n, size_t groups) {
  std::vector<std::vector<Followed>> dealt(groups);
  const std::vector<Followed> everybody = With("");
  for (size_t i = 0; i < n; ++i) dealt[i % groups].push_back(everybody[i]);
  return dealt;
}

}  // namespace bellwether::statistics
