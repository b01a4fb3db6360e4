// The same random accounts twice: as columns, and as one message for each row.
#ifndef BELLWETHER_TESTS_SERVER_RANDOM_COLUMNS_H_
#define BELLWETHER_TESTS_SERVER_RANDOM_COLUMNS_H_

#include <cstdint>
#include <vector>

#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/columns.pb.h"
#include "engine/plan/plan.h"

namespace bellwether {

struct RandomColumns {
  v1::AccountColumns columns;
  std::vector<v1::Account> accounts;  // by row
};

// `rows` accounts for a plan. Most are good; in every fourth a value here and there is wrong in any
// way in which a single value can be: out of range, no number, an unknown word, a date that is out
// of order, out of the calendar's bounds or in the future. The same seed gives the same accounts.
RandomColumns MakeRandomColumns(const Plan& plan, size_t rows, uint32_t seed);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_RANDOM_COLUMNS_H_
