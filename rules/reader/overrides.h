// Numbers that a deployment sets in place of a pack's constants, as people give them.
//
//   absl::StatusOr<document::Overrides> overrides =
//       ReadOverrides({"target_days=45", "target_days.enterprise=120"}, "production.yaml");
//
// The file is a mapping, with the shape that the pack's own section has:
//
//   data_accuracy_min: 0.85
//   target_days: {value: 45, segments: {enterprise: 120}}
//
// What is set by hand counts for more than what the file says. Whether the pack has such a constant
// is for Load() to say.
#ifndef BELLWETHER_RULES_READER_OVERRIDES_H_
#define BELLWETHER_RULES_READER_OVERRIDES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/document/overrides.h"

namespace bellwether {

// `file` "": none. Everything that is wrong is in the message, a line each; a file that cannot be
// read is NOT_FOUND, and what cannot be understood INVALID_ARGUMENT.
absl::StatusOr<document::Overrides> ReadOverrides(const std::vector<std::string>& set,
                                                  const std::string& file);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_OVERRIDES_H_
