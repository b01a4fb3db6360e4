// What another pack does to accounts, asked of a server: RulesService.PreviewPack.
//
//   v1::PreviewPackRequest question;                     // `to`, and what else is not as usual
//   PackPreview preview(client, question);
//   if (!preview.Begin()) ...                            // preview.answer() says why
//   while (...) {
//     PackPreview::Accounts accounts = ...;              // up to kMostAccounts
//     if (!preview.Send(std::move(accounts), progress)) break;
//   }
//   const PackPreview::Answer& answer = preview.End();
//   if (answer.ok()) Show(answer.impact);
//
// Accounts are sent and answered message by message, so neither side holds more of them. The
// deadline of ClientOptions is that of the whole stream. One thread; `client` outlives it.
#ifndef BELLWETHER_CLIENTS_CPP_PACK_PREVIEW_H_
#define BELLWETHER_CLIENTS_CPP_PACK_PREVIEW_H_

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "clients/cpp/client.h"
#include "grpcpp/client_context.h"

namespace bellwether {

class PackPreview {
 public:
  using Accounts = google::protobuf::RepeatedPtrField<v1::Account>;
  static constexpr int kMostAccounts = 1'000;  // of one message

  struct Answer {
    // FAILED_PRECONDITION with `problems` when a pack does not load. DATA_LOSS: the server ended
    // before the impact.
    absl::Status status;
    std::vector<Violation> violations;  // what the server found wrong with the request
    std::optional<v1::PreviewProblems> problems;
    v1::Impact impact;
    bool ok() const { return status.ok(); }
  };

  // `question`: the first message, without accounts.
  PackPreview(Client& client, const v1::PreviewPackRequest& question);
  // Cancels what is not ended.
  ~PackPreview();

  // Sends the question and waits until both packs are loaded. False: it is over.
  bool Begin();
  // Sends accounts and waits until they were compared; `progress` names those that were refused.
  // False: it is over.
  bool Send(Accounts accounts, v1::PreviewProgress& progress);
  // Waits for the impact.
  const Answer& End();

  // Once it is over.
  const Answer& answer() const { return answer_; }
  const v1::PreviewHead& head() const { return head_; }

 private:
  bool Read();  // the next part; false: there is none
  bool Fail();  // always false
  void Finish();

  v1::PreviewPackRequest message_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::PreviewPackRequest, v1::PreviewPackResponse>>
      stream_;
  v1::PreviewPackResponse part_;
  v1::PreviewHead head_;
  bool over_ = false;
  Answer answer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_PACK_PREVIEW_H_
