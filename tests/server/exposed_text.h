// Samples of a metrics text, for tests that know what they ask for.
#ifndef BELLWETHER_TESTS_SERVER_EXPOSED_TEXT_H_
#define BELLWETHER_TESTS_SERVER_EXPOSED_TEXT_H_

#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/telemetry/exposition.h"

namespace bellwether {

// Of the sample that is written so: `bellwether_serving`, or with its labels as they stand in the
// text; -1 when there is none.
inline double SampleOf(const std::string& text, const std::string& sample) {
  double value = -1;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.substr(0, sample.size() + 1) != absl::StrCat(sample, " ")) continue;
    if (!absl::SimpleAtod(line.substr(sample.size() + 1), &value)) return -2;
  }
  return value;
}

// What a source alone would tell.
template <typename Source>
std::string TextOf(const Source& source) {
  Exposition exposition;
  source.Collect(exposition);
  return exposition.Text();
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_EXPOSED_TEXT_H_
