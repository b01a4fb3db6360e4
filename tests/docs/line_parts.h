// Words that lines about an evaluation share. Numbers are rounded to four decimals.
#ifndef BELLWETHER_TESTS_DOCS_LINE_PARTS_H_
#define BELLWETHER_TESTS_DOCS_LINE_PARTS_H_

#include <string>
#include <vector>

#include "engine/explain/lines.h"
#include "engine/facts/missing.h"

namespace bellwether::docs {

std::string ShortNumber(double value);

// " (NOT_GIVEN)", or "" for kNoIndex.
std::string Because(MissingReason reason);

// ", missing stage (NOT_GIVEN)" for each of them.
std::string MissingList(const std::vector<MissingName>& missing);

}  // namespace bellwether::docs

#endif  // BELLWETHER_TESTS_DOCS_LINE_PARTS_H_
