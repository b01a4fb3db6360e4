// Lists of a server, which come in pages, and watches of what it keeps, which go on at a cursor.
//
//   const auto last = ReadPages(
//       request, [&](const auto& page) { return client->ListDecisions(page); },
//       [&](v1::ListDecisionsResponse& page) { ...; return true; });
//   if (!last.ok()) return SayWhyNoAccounts(last.status, last.violations, console);
//
// One thread. Templates over messages of services, which have the same fields for it.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_LISTS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_LISTS_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "clients/cpp/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace bellwether::cli {

// Asks for one page after the other. `ask` answers a request with a CallAnswer, and may change the
// request before; `take` is given each page, and says whether more are wanted. The last answer:
// where it is not OK, that page was not taken.
template <typename Request, typename Ask, typename Take>
auto ReadPages(Request request, const Ask& ask, const Take& take) {
  while (true) {
    auto page = ask(request);
    if (!page.ok() || !take(page.response) || page.response.next_page_token().empty()) return page;
    request.set_page_token(page.response.next_page_token());
  }
}

// Prints the first `most` entries of a list. `ask` asks a client for a page, `entries` are those of
// one, `text` is what is printed of an entry. `lacking`: why a server may lack the service.
template <typename Request, typename Ask, typename Entries, typename Text>
ExitCode PrintList(const ServerRequest& server, uint32_t most, const std::string& lacking,
                   const Request& request, const Ask& ask, const Entries& entries,
                   const Text& text) {
  constexpr uint32_t kMostPage = 1'000;
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Output output;
  uint32_t left = most;
  const auto last = ReadPages(
      request,
      [&](Request& page) {
        page.set_page_size(static_cast<int32_t>(std::min(left, kMostPage)));
        return ask(*client, page);
      },
      [&](const auto& page) {
        for (const auto& one : entries(page)) {
          if (left == 0) break;
          output.Write(text(one));
          --left;
        }
        return left > 0 && !output.broken();
      });
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (last.ok()) return closed;
  return SayWhyItFailed(last.status, last.violations, lacking, console);
}

struct WatchOptions {
  ServerRequest server;
  std::string cursor;
  bool from_beginning = false;
  uint32_t most = 0;  // entries; 0: until the watch ends
  bool json = false;
};
// --cursor, --from-beginning, and how many under the name `most`, which is that of the entries
void AddWatchOptions(Command command, WatchOptions& options, const std::string& most);

// Prints what a watch tells, and with JSON its cursors. `begin` begins the watch of a client.
template <typename Request, typename Response, typename Entries, typename Text>
ExitCode PrintWatch(const WatchOptions& options, const std::string& lacking,
                    std::unique_ptr<grpc::ClientReader<Response>> (*begin)(
                        Client& client, grpc::ClientContext& context, const Request& request),
                    const Entries& entries, const Text& text) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Request request;
  request.set_cursor(options.cursor);
  request.set_from_beginning(options.from_beginning);
  grpc::ClientContext context;
  const auto reader = begin(*client, context, request);
  Output output;
  Response message;
  uint32_t told = 0;
  while (reader->Read(&message)) {
    bool whole = true;
    for (const auto& one : entries(message)) {
      whole = options.most == 0 || told < options.most;
      if (!whole) break;
      output.Write(text(one));
      ++told;
    }
    // Programs keep it with what they have read: where that is all of the message.
    if (options.json && whole) {
      output.Write(absl::StrCat("{\"cursor\":\"", message.cursor(), "\"}\n"));
    }
    output.Flush();
    if (output.broken() || (options.most != 0 && told == options.most)) {
      context.TryCancel();
      return CloseOrSayWhy(output, console);
    }
  }
  const grpc::Status status = reader->Finish();
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (status.ok()) return closed;
  return SayWhyItFailed(ToAbslStatus(status), ViolationsOf(status), lacking, console);
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_LISTS_H_
