// Everything that a server keeps of accounts: AccountsService.ExportRecords.
//
//   const RecordExportAnswer answer = ExportRecords(client, [&](const std::string& line) {
//     file << line << '\n';
//     return true;  // go on
//   });
//   if (!answer.status.ok()) ...  // what was taken until then is not whole
//
// Lines are those of a file of records (docs/portfolio/records.md), to the byte as they are kept,
// in the order of account, kind, id and known_at, as they all were when the call began. The
// time-out of ClientOptions is that between one message and the next. Never retried: it would begin
// anew.
#ifndef BELLWETHER_CLIENTS_CPP_RECORD_EXPORT_H_
#define BELLWETHER_CLIENTS_CPP_RECORD_EXPORT_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cpp/client.h"

namespace bellwether {

struct RecordExportAnswer {
  // DEADLINE_EXCEEDED: the server was silent for too long. CANCELLED: `take` did not want more, or
  // ClientOptions::cancelled was set.
  absl::Status status;
  std::vector<Violation> violations;
};

// `take`: false ends it.
RecordExportAnswer ExportRecords(Client& client,
                                 const std::function<bool(const std::string& line)>& take);

// The same of what people decided: DecisionsService.ExportEntries, by account and number.
RecordExportAnswer ExportEntries(Client& client,
                                 const std::function<bool(const v1::ExportedEntry& entry)>& take);

// The same of everything that is kept: TransferService.ExportAll, account by account.
RecordExportAnswer ExportAll(Client& client,
                             const std::function<bool(const v1::TransferItem& item)>& take);

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_RECORD_EXPORT_H_
