// What a call asks to be changed, and what becomes of it. Plain data.
#ifndef BELLWETHER_SERVER_ACTIVATION_CHANGE_H_
#define BELLWETHER_SERVER_ACTIVATION_CHANGE_H_

#include <optional>
#include <string>
#include <vector>

#include "bellwether/v1/activations.pb.h"
#include "rules/reader/pack_contents.h"
#include "server/packs/pack_state.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

// What all changing calls have in common. Checked as a request before.
struct ChangeRequest {
  std::string caller;  // "": callers have no names
  PackLabel label = PackLabel::kActive;
  std::string reason;
  std::string request_id;       // "": none
  std::string expected_digest;  // or its first digits; "": any
  std::string fingerprint;      // of the request as a whole
  bool validate_only = false;
};

// The pack: one of these.
struct AskedChange {
  std::optional<PackContents> files;
  std::string bundle;  // its bytes
  std::string digest;  // or its first digits, or a label
};

// Why nothing was changed.
struct Refusal {
  enum class Reason {
    kNoState,         // the server takes no changes
    kNoName,          // approvals need callers with names
    kNoSource,        // the server has no pack of that label
    kUnknownPack,     // `detail`: what is available
    kUnknownPending,  // likewise
    kNothingBefore,   // there is nothing to go back to
    kOtherPack,       // `detail`: the digest that stands there
    kInvalidPack,     // `problems`
    kTestsFailed,     // likewise
    kBadBundle,
    kNotTrusted,
    kOtherRequest,    // the request_id was used for another one
    kPendingAlready,  // `detail`: id of the one that waits
    kOwnApproval,
    kTooManyPending,
    kNotStored,
    kDiskFull,
    kStopped,  // nobody waits for the answer
  };
  Reason reason;
  std::string message;  // what to do next
  std::string detail = {};
  std::vector<PackProblem> problems = {};
};

struct ChangeAnswer {
  std::optional<Refusal> refusal;
  v1::Activation activation;  // where it was not refused
  std::vector<PackProblem> warnings;
  bool is_repeated = false;

  static ChangeAnswer Refused(Refusal refusal) { return {std::move(refusal), {}, {}, false}; }
};

// Reasons are short sentences, request ids are made by programs.
inline constexpr size_t kMostReasonBytes = 1'000;
inline constexpr size_t kMostRequestIdBytes = 128;
// How long a call may be made again, and an activation wait for approval.
inline constexpr int kRepeatHours = 24;
inline constexpr int kPendingHours = 24;
inline constexpr size_t kMostPending = 16;
// Packs that are kept in the state folder beside those that are in use.
inline constexpr size_t kMostStoredPacks = 32;

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_CHANGE_H_
