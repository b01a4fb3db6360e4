// Tested by tests/rules/pack_source_test.cc.
#include "rules/reader/pack_contents.h"

#include <algorithm>

namespace bellwether {
namespace {

bool Same(const Sources& a, const Sources& b) {
  return std::equal(a.files().begin(), a.files().end(), b.files().begin(), b.files().end(),
                    [](const SourceFile& one, const SourceFile& other) {
                      return one.name == other.name && one.text == other.text;
                    });
}

}  // namespace

bool SameFiles(const PackContents& a, const PackContents& b) {
  return Same(a.rules, b.rules) && Same(a.tests, b.tests);
}

}  // namespace bellwether
