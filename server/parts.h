// What a server is made of beside its calls, opened in order: what the options name is read here,
// and what is wrong with it is said before anything listens.
//
//   int exit_code = kExitOk;
//   const std::unique_ptr<Parts> parts = OpenParts(line, log, report, exit_code);
//   if (parts == nullptr) ...      // `report` is for people, and says what to do
#ifndef BELLWETHER_SERVER_PARTS_H_
#define BELLWETHER_SERVER_PARTS_H_

#include <memory>
#include <string>
#include <utility>

#include "server/access/security.h"
#include "server/books/book_store.h"
#include "server/command_line.h"
#include "server/decisions/watched_answers.h"
#include "server/delivered_messages.h"
#include "server/live_packs.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct Parts {
  Parts(const ServerOptions& options, LivePacks::Given given, std::unique_ptr<Security> secured,
        Logger& log);

  std::unique_ptr<Security> security;  // never null
  LivePacks packs;
  BookStore books;
  WatchedAnswers watched;
  std::unique_ptr<store::Store> store;  // null: nothing is remembered
  // Of that store; null: nobody is told of anything.
  std::unique_ptr<DeliveredMessages> delivered;
};

// Null when something cannot be opened: `exit_code` is what the process ends with. What people
// should read, warnings included, is added to `report`. `line` and `log` outlive the parts.
std::unique_ptr<Parts> OpenParts(const CommandLine& line, Logger& log, std::string& report,
                                 int& exit_code);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PARTS_H_
