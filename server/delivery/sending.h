// One attempt: a message of the outbox goes to its target, and what came of it is judged.
#ifndef BELLWETHER_SERVER_DELIVERY_SENDING_H_
#define BELLWETHER_SERVER_DELIVERY_SENDING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "server/delivery/target.h"
#include "server/delivery/transport.h"
#include "server/store/outbox_store.h"

namespace bellwether::delivery {

struct Answer {
  enum Verdict : uint8_t {
    kTaken,    // the target has it
    kRefused,  // it will not take this message, however often it is sent
    kFailed,   // it may take it later
  };
  Verdict verdict = kTaken;
  std::string problem;                        // in a sentence, without secrets; "": taken
  std::optional<absl::Duration> retry_after;  // as the target asked for
};

// Blocks for as long as the target's timeout. `now`: signed, so that a receiver can tell an old
// request that somebody sends again.
Answer Send(const Target& target, const store::StoredMessage& message, Transport& transport,
            absl::Time now);

// What the header Bellwether-Signature holds: "v1=" and the HMAC-SHA256 of "TIMESTAMP.BODY" in
// hexadecimal, one for each secret, with commas between them.
std::string SignatureOf(const std::vector<std::string>& secrets, std::string_view timestamp,
                        std::string_view body);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_SENDING_H_
