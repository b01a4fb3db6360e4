// What was activated, approved and given up, one JSON record a line, oldest first: the audit, and
// all that a restart needs to know.
//
//   {"seal":"3f…","record":{"activation":{"id":"a1",…},"over_digest":"…",…}}
//
// A seal is the SHA-256 of the seal before and of the record, so a line that was changed, taken out
// or put in is noticed. Pure functions.
#ifndef BELLWETHER_SERVER_ACTIVATION_ACTIVATION_LOG_H_
#define BELLWETHER_SERVER_ACTIVATION_ACTIVATION_LOG_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/activation/activation_record.pb.h"

namespace bellwether {

using ActivationRecords = std::vector<server::ActivationRecord>;

// The text with a record more, and its line's end.
std::string WithRecord(std::string_view text, const server::ActivationRecord& record);

// DATA_LOSS: a line is not what was written; the message begins with its number.
absl::StatusOr<ActivationRecords> ReadRecords(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_ACTIVATION_LOG_H_
