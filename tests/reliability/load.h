// A load of one request on one method, and what became of its calls.
//
//   absl::StatusOr<LoadReport> report = RunLoad(options);
#ifndef BELLWETHER_TESTS_RELIABILITY_LOAD_H_
#define BELLWETHER_TESTS_RELIABILITY_LOAD_H_

#include "absl/status/statusor.h"
#include "tests/reliability/load_options.h"
#include "tests/reliability/load_report.h"

namespace bellwether::load {

// Returns when every call has ended: after `seconds` and at most one deadline more. Fails when the
// request cannot be read; what calls end with is in the report.
absl::StatusOr<LoadReport> RunLoad(const LoadOptions& options);

}  // namespace bellwether::load

#endif  // BELLWETHER_TESTS_RELIABILITY_LOAD_H_
