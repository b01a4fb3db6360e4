// All that a server keeps of accounts into the store of another, in one call:
// TransferService.ImportAll.
//
//   ImportStream stream(client);
//   v1::ImportAllResponse answer;
//   while (...) {
//     if (!stream.Put(items, answer)) break;   // durable: answer.results(i) says what became of
//     each
//   }
//   if (const auto& ended = stream.End(); !ended.status.ok()) ...
//
// Items of an account are best put in one message up to its standing (transfer.proto). The time-out
// of ClientOptions is that of each message. Never retried by itself: what was put is there already
// when it is put again. One thread; `client` outlives it.
#ifndef BELLWETHER_CLIENTS_CPP_IMPORT_STREAM_H_
#define BELLWETHER_CLIENTS_CPP_IMPORT_STREAM_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "bellwether/v1/transfer.pb.h"
#include "clients/cpp/client.h"

namespace bellwether {

class ImportStream {
 public:
  struct Ended {
    // DEADLINE_EXCEEDED: no answer came in time. CANCELLED: ClientOptions::cancelled was set.
    // DATA_LOSS: an answer is not that of its message.
    absl::Status status;
    std::vector<Violation> violations;  // what the server found wrong with a message as a whole
  };

  explicit ImportStream(Client& client);
  // Cancels what is not ended.
  ~ImportStream();
  ImportStream(const ImportStream&) = delete;
  ImportStream& operator=(const ImportStream&) = delete;

  // Waits for its answer. False: it is over.
  bool Put(const v1::ImportAllRequest& items, v1::ImportAllResponse& answer);
  // Once; nothing is put after it.
  const Ended& End();

 private:
  class Stream;

  // Whether `enough` comes before the stream ends or takes too long.
  template <typename Enough>
  bool RunUntil(const Enough& enough);
  bool Fail(absl::Status status);

  Client& client_;
  std::unique_ptr<Stream> stream_;
  bool over_ = false;
  Ended ended_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_IMPORT_STREAM_H_
