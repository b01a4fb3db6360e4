// No text is known to be good: all go to the reader that finds mistakes, which reads the same of
// them (engine/accounts/good_json.h). It is enough for one account at a time.
#include "engine/accounts/good_json.h"

namespace bellwether {

bool ReadGoodJson(std::string_view, const Limits&, Node&) { return false; }

}  // namespace bellwether
