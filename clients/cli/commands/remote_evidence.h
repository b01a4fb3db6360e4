// What `remote drivers` and `remote experiment` have in common: options, and a stream that is read
// to its end and printed like a report of one's own.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_EVIDENCE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_EVIDENCE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/commands/remote_question.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/terminal/style.h"
#include "grpcpp/client_context.h"

namespace bellwether::cli {

struct RemoteEvidence {
  RemoteQuestion question;
  std::optional<Moment> as_of;
  std::vector<book::AttributeFilter> where;
  bool json = false;
  std::string output;
};

// Those of a remote question, --as-of, --where, --format, --output
void AddRemoteEvidence(Command command, RemoteEvidence& options);

// On what a report that was read stands.
struct EvidenceGround {
  std::string digest;    // of the pack
  uint64_t refused = 0;  // records that the server did not take into the book
};

using TextOfEvidence = std::function<std::string(const Style& style, size_t width)>;
ExitCode WriteEvidence(const RemoteEvidence& options, const EvidenceGround& ground,
                       const TextOfEvidence& text, Console& console);

// Reads the parts of an answer; `take(part)` gets the one with the report. kGood: `ground` and the
// report are whole. Else the reason was said.
template <typename Response, typename Take>
ExitCode ReadEvidence(grpc::ClientReader<Response>& reader, std::string_view noun, Console& console,
                      EvidenceGround& ground, const Take& take) {
  Progress progress(console, true, noun);
  Response part;
  bool whole = false;
  while (reader.Read(&part)) {
    whole = part.has_data();
    if (whole) ground.refused = static_cast<uint64_t>(part.data().refused());
    if (part.has_head()) {
      ground.digest = part.head().pack().digest();
    } else if (!part.has_progress()) {
      take(part);
    } else if (part.progress().total() > 0) {
      progress.Update(static_cast<uint64_t>(part.progress().done()),
                      static_cast<double>(part.progress().done()) / part.progress().total());
    }
  }
  const grpc::Status status = reader.Finish();
  if (!status.ok()) return SayWhyItFailed(status, console);
  if (!whole) console.Fail("the server ended its answer before it was whole");
  return whole ? ExitCode::kGood : ExitCode::kFailed;
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_EVIDENCE_H_
