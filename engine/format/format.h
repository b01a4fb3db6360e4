// YAML in the one style of packs, for every file that people write for them: rules, tests, fixtures
// and mappings.
//
//   const Staged<std::string> formatted = Format(sources, 0, Limits{});
//   if (formatted.ok()) Write(formatted.value);
//
// Moved are blanks and ends of lines, and nothing else. Two blanks a level, lists indented below
// their key; no blanks inside brackets, one after `:` and `,`, two before a comment that stands
// beside something, unless it is aligned further right; at most one empty line, none at either end;
// \n at every end of line, no byte order mark. A line of more than 100 characters is broken where
// brackets allow: the value of a key goes to the next line, or lines end after commas and are
// aligned with what the bracket begins with. Lines that a person broke stay broken; texts, quotes,
// keys and their order stay as they are, comments too: in lines of their own they go with what they
// stand before, or with the comment that they go on with.
//
// A text is formatted only if that provably changes nothing (proof.h) and formatting it once more
// changes nothing either. Pure; time and memory are linear.
#ifndef BELLWETHER_ENGINE_FORMAT_FORMAT_H_
#define BELLWETHER_ENGINE_FORMAT_FORMAT_H_

#include <cstdint>
#include <string>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether {

// File number `file` as it should be. Errors, and no text, when it is no YAML that packs may hold,
// or when it cannot be formatted without a doubt; each says where and why.
Staged<std::string> Format(const Sources& sources, uint32_t file, const Limits& limits);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FORMAT_FORMAT_H_
