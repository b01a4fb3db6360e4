// Reads a file of the suite with protobuf's own text format.
#ifndef BELLWETHER_TESTS_CONFORMANCE_SUITE_READER_H_
#define BELLWETHER_TESTS_CONFORMANCE_SUITE_READER_H_

#include <string>

#include "suite.pb.h"

namespace bellwether::conformance {

// `name` is "basic" for tests/conformance/basic.textproto. Fails the running test when the file
// cannot be read or parsed. Messages that only tests out of scope use are read as empty.
TestFile ReadSuite(const std::string& name);

}  // namespace bellwether::conformance

#endif  // BELLWETHER_TESTS_CONFORMANCE_SUITE_READER_H_
