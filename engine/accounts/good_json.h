// JSON text that nothing is wrong with -> its tree, quickly. The only user of simdjson.
//
// Texts with a mistake come back empty-handed: json_tree.h reads them again by a parser that says
// where the mistake is. So do texts that only look unusual, such as a number with more digits than
// 64 bits hold.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_GOOD_JSON_H_
#define BELLWETHER_ENGINE_ACCOUNTS_GOOD_JSON_H_

#include <string_view>

#include "engine/base/limits.h"
#include "engine/yaml/node.h"

namespace bellwether {

// The tree of one object, as json_tree.h describes it, in the place of what `root` held; its memory
// is used again, so whoever reads many texts into one tree spares most of the allocations. False,
// with anything in `root`, when the text is not known to be good. Thread-safe; each thread keeps
// the memory of its largest text.
bool ReadGoodJson(std::string_view text, const Limits& limits, Node& root);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_GOOD_JSON_H_
