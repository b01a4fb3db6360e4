// What a pack consists of, wherever it was read: its rules, and what it is tried with.
#ifndef BELLWETHER_RULES_READER_PACK_CONTENTS_H_
#define BELLWETHER_RULES_READER_PACK_CONTENTS_H_

#include <string>

#include "engine/source/source.h"

namespace bellwether {

struct PackContents {
  Sources rules;
  Sources tests;              // "tests/health_test.yaml"; none is no failure
  std::string revision = {};  // a commit, or who signed a bundle; "" for a folder
  std::string bundle = {};    // the bytes of the bundle that it was read from, signature and all
};

// Whether both hold the same files with the same bytes.
bool SameFiles(const PackContents& a, const PackContents& b);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_PACK_CONTENTS_H_
