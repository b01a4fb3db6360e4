// Tested by tests/server/book_folders_test.cc.
#include "rules/reader/file_names.h"

#include "absl/strings/match.h"
#include "engine/base/string_bridge.h"

namespace bellwether {

std::string_view WithoutCompressionEnding(std::string_view file_name) {
  for (const std::string_view ending : {".gz", ".zst"}) {
    if (!absl::EndsWithIgnoreCase(ToAbsl(file_name), ToAbsl(ending))) continue;
    return file_name.substr(0, file_name.size() - ending.size());
  }
  return file_name;
}

}  // namespace bellwether
