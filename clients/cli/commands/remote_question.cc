// Tested by tests/clients/remote_portfolio_test.py and remote_evidence_test.py.
#include "clients/cli/commands/remote_question.h"

#include "clients/cli/commands/options.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;

}  // namespace

void AddRemoteQuestion(Command command, RemoteQuestion& question) {
  AddServer(command, question.server, kUsualTimeout);
  command.AddOption("--book", question.book, "Name of the book, as main")
      .TypeName("NAME")
      .Required();
  AddDigest(command, question.digest);
  AddColor(command, question.color);
}

std::chrono::system_clock::time_point DeadlineOf(const RemoteQuestion& question) {
  return absl::ToChronoTime(absl::Now() + absl::Seconds(question.server.timeout_seconds));
}

}  // namespace bellwether::cli
