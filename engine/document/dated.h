// Values with dates, where a number stands: which of them counts is a matter of the day.
//
//   grace_days:
//     - {value: 2, effective: {until: 2026-07-01}}
//     - {value: 3, effective: {from: 2026-07-01}}
//
// The values of one place cover all time, and no two hold on one day. Internal to engine/document.
#ifndef BELLWETHER_ENGINE_DOCUMENT_DATED_H_
#define BELLWETHER_ENGINE_DOCUMENT_DATED_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/document/decode.h"

namespace bellwether::document {

// Whether a node is such a list: items that are mappings, one of which says `effective`.
bool IsDated(const Node& node);

// The value that is in force in the reading's setting; null after an error. Every mistake of the
// list is reported, whatever the setting.
const Node* ValueInForce(const Node& list, const std::string& what, Reading& reading);

// Every day that some `effective` below `root` begins or ends on, rising, each once. Takes what can
// be read; what cannot is reported where it is decoded.
std::vector<int32_t> DatesOf(const Node& root);

// "2026-07-01", of the years that accounts may have too; nothing for anything else.
std::optional<int32_t> ParseDay(std::string_view text);
std::string DayText(int32_t day);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DATED_H_
