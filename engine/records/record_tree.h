// Trees of records that were not written as trees: of rows of CSV, and of exports.
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_RECORDS_RECORD_TREE_H_
#define BELLWETHER_ENGINE_RECORDS_RECORD_TREE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/records/record.h"
#include "engine/yaml/node.h"

namespace bellwether::records {

// A word, a moment, or any text: never read as a number.
Node TextNode(std::string_view text);
// A number, true or false, as it is written.
Node PlainNode(std::string_view text);
Node NotApplicableNode();
// "price|competition": two words.
Node WordsNode(std::string_view text);

void PutEntry(Node& mapping, std::string_view key, Node value);
// The mapping below `key`, which is made when it is not there yet.
Node& MappingAt(Node& tree, std::string_view key);

// The record that a tree tells, and all that is wrong with it. `line`: where it begins in its file.
ReadRecord RecordOfTree(const Node& tree, uint32_t line, std::optional<Kind> usual,
                        const Limits& limits);

// The record that a line of JSON tells, such as JsonOfTree writes.
ReadRecord RecordOfLine(std::string_view line, const Limits& limits);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_RECORD_TREE_H_
