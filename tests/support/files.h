// Files of the source tree, for tests.
#ifndef BELLWETHER_TESTS_SUPPORT_FILES_H_
#define BELLWETHER_TESTS_SUPPORT_FILES_H_

#include <string>
#include <vector>

namespace bellwether::testing_support {

// The path of a file given from the top of the repository: "tests/golden/document/bands.yaml".
// Read from the environment variable BELLWETHER_SOURCE_DIR; the working folder if it is not set.
std::string SourcePath(const std::string& relative);

// The bytes of a file; fails the test when it cannot be read.
std::string ReadFileOrFail(const std::string& path);

// Names of the files in a folder of the repository that end with `suffix`, sorted.
std::vector<std::string> ListFiles(const std::string& relative_folder, const std::string& suffix);

// A path below the folder for temporary files that is this test's alone, whatever runs beside it.
// Nothing is there yet.
std::string FolderOfTest();

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_SUPPORT_FILES_H_
