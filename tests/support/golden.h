// Golden files: what a stage printed when somebody looked at it and found it right.
//
//   ExpectGolden("tests/golden/document/bands.dump.txt", DumpDocument(document));
//
// With BELLWETHER_UPDATE_GOLDEN=1 in the environment the file is written instead of compared; look
// at the difference before you commit it.
#ifndef BELLWETHER_TESTS_SUPPORT_GOLDEN_H_
#define BELLWETHER_TESTS_SUPPORT_GOLDEN_H_

#include <string>
#include <string_view>

namespace bellwether::testing_support {

// Fails the running test, and shows the first lines that differ, unless the file holds `actual`.
// `relative_path` is given from the top of the repository.
void ExpectGolden(const std::string& relative_path, std::string_view actual);

// The first lines that differ, with their numbers and two lines before; "" when equal.
std::string DescribeDifference(std::string_view expected, std::string_view actual);

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_SUPPORT_GOLDEN_H_
