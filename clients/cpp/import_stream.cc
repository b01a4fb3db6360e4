// Tested by tests/clients/remote_export_test.py.
#include "clients/cpp/import_stream.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/call_stream.h"
#include "clients/cpp/status.h"

namespace bellwether {
namespace {

// How soon somebody who cancels is heard.
constexpr absl::Duration kHears = absl::Milliseconds(100);

}  // namespace

class ImportStream::Stream final : public CallStream<v1::ImportAllRequest, v1::ImportAllResponse> {
 public:
  explicit Stream(Client& client)
      : CallStream(
            [&client](grpc::ClientContext* context, grpc::CompletionQueue* queue, void* tag) {
              return client.transfer().AsyncImportAll(context, queue, tag);
            }) {}
};

ImportStream::ImportStream(Client& client)
    : client_(client), stream_(std::make_unique<Stream>(client)) {}

ImportStream::~ImportStream() = default;

bool ImportStream::Fail(absl::Status status) {
  over_ = true;
  ended_.status = std::move(status);
  return false;
}

template <typename Enough>
bool ImportStream::RunUntil(const Enough& enough) {
  const absl::Duration timeout = client_.options().timeout;
  const absl::Time until = absl::Now() + timeout;
  const std::atomic<bool>* const cancelled = client_.options().cancelled;
  StreamEvent event = StreamEvent::kNone;
  while (!enough(event)) {
    event = stream_->Wait(std::min(until, absl::Now() + kHears));
    if (event == StreamEvent::kEnded) {
      over_ = true;
      ended_ = {ToAbslStatus(stream_->status()), ViolationsOf(stream_->status())};
      return enough(event);
    }
    if (cancelled != nullptr && *cancelled) return Fail(absl::CancelledError("it was cancelled"));
    if (event == StreamEvent::kNone && absl::Now() >= until) {
      return Fail(absl::DeadlineExceededError(
          absl::StrCat("the server did not answer within ", absl::FormatDuration(timeout))));
    }
  }
  return true;
}

bool ImportStream::Put(const v1::ImportAllRequest& items, v1::ImportAllResponse& answer) {
  const auto is_writable = [this](StreamEvent) { return stream_->writable(); };
  if (over_ || !RunUntil(is_writable)) return false;
  stream_->Write(items);
  const auto is_answered = [](StreamEvent event) { return event == StreamEvent::kAnswer; };
  if (!RunUntil(is_answered)) {
    // It ended well without an answer.
    if (ended_.status.ok()) Fail(absl::DataLossError("the server ended without an answer"));
    return false;
  }
  answer.Swap(&stream_->response());
  if (answer.results_size() == items.items_size()) return true;
  return Fail(absl::DataLossError(absl::StrCat("the server answered ", answer.results_size(),
                                               " of ", items.items_size(), " items")));
}

const ImportStream::Ended& ImportStream::End() {
  const auto is_writable = [this](StreamEvent) { return stream_->writable(); };
  if (over_ || !RunUntil(is_writable)) return ended_;
  stream_->CloseWrites();
  RunUntil([](StreamEvent event) { return event == StreamEvent::kEnded; });
  return ended_;
}

}  // namespace bellwether
