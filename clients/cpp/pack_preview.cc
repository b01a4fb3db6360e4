// Tested by tests/clients/pack_preview_test.cc and remote_rules_test.py.
#include "clients/cpp/pack_preview.h"

#include <utility>

#include "absl/time/clock.h"
#include "clients/cpp/status.h"

namespace bellwether {

PackPreview::PackPreview(Client& client, const v1::PreviewPackRequest& question)
    : message_(question) {
  context_.set_deadline(absl::ToChronoTime(absl::Now() + client.options().timeout));
  stream_ = client.rules().PreviewPack(&context_);
}

PackPreview::~PackPreview() {
  if (over_) return;
  context_.TryCancel();
  stream_->Finish();
}

bool PackPreview::Read() {
  if (stream_->Read(&part_)) return true;
  Finish();
  return false;
}

// What was not said by the server itself is told by how the call ended.
void PackPreview::Finish() {
  over_ = true;
  const grpc::Status status = stream_->Finish();
  if (answer_.problems) return;
  answer_.status = ToAbslStatus(status);
  answer_.violations = ViolationsOf(status);
}

bool PackPreview::Fail() {
  if (over_) {
    if (answer_.ok()) {
      answer_.status = absl::DataLossError("the server ended its answer before it was whole");
    }
    return false;
  }
  context_.TryCancel();
  Finish();
  answer_.status = absl::DataLossError("the server's answer is not what was asked for");
  return false;
}

bool PackPreview::Begin() {
  if (!stream_->Write(message_)) Finish();
  if (over_ || !Read()) return Fail();
  if (part_.has_problems()) {
    answer_.problems = std::move(*part_.mutable_problems());
    answer_.status = absl::FailedPreconditionError("a pack has errors");
    Finish();
    return false;
  }
  if (!part_.has_head()) return Fail();
  head_ = part_.head();
  message_.Clear();
  // Of the first message, which had no accounts.
  return (Read() && part_.has_progress()) || Fail();
}

bool PackPreview::Send(Accounts accounts, v1::PreviewProgress& progress) {
  if (over_) return false;
  message_.mutable_accounts()->Swap(&accounts);
  if (!stream_->Write(message_)) Finish();
  if (over_ || !Read() || !part_.has_progress()) return Fail();
  progress = std::move(*part_.mutable_progress());
  return true;
}

const PackPreview::Answer& PackPreview::End() {
  if (over_) return answer_;
  stream_->WritesDone();
  if (!Read() || !part_.has_impact()) {
    Fail();
    return answer_;
  }
  answer_.impact = std::move(*part_.mutable_impact());
  Finish();
  return answer_;
}

}  // namespace bellwether
