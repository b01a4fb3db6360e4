// Two texts of one file as a patch.
#ifndef BELLWETHER_RULES_READER_TEXT_DIFF_H_
#define BELLWETHER_RULES_READER_TEXT_DIFF_H_

#include <string>

namespace bellwether {

// What `git apply` and `patch -p1` take: a unified diff with three lines around each change, for
// the file `name`; "" for equal texts. Any thread.
std::string TextDiff(const std::string& name, const std::string& before, const std::string& after);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_TEXT_DIFF_H_
