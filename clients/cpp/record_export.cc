// Tested by tests/clients/record_stream_test.cc and remote_accounts_test.py.
#include "clients/cpp/record_export.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"

namespace bellwether {
namespace {

// How soon somebody who cancels is heard.
constexpr absl::Duration kListens = absl::Milliseconds(100);

// A call whose answer is a stream of such messages.
template <typename Response>
class Export {
 public:
  // `begin(context, queue, tag)` begins the call.
  template <typename Begin>
  Export(Client& client, const Begin& begin) : client_(client) {
    reader_ = begin(&context_, &queue_, this);
  }
  ~Export() {
    context_.TryCancel();
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
  }
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // `take`: false ends it.
  RecordExportAnswer Run(const std::function<bool(const Response& message)>& take) {
    if (Happens()) {
      for (reader_->Read(&message_, this); Happens(); reader_->Read(&message_, this)) {
        if (!take(message_)) return {absl::CancelledError("it was not wanted any more"), {}};
      }
    }
    if (!failure_.ok()) return {failure_, {}};
    reader_->Finish(&status_, this);
    Happens();
    if (!failure_.ok()) return {failure_, {}};
    return {ToAbslStatus(status_), ViolationsOf(status_)};
  }

 private:
  // Whether the operation that was begun last went well. Not when it takes too long: `failure_`.
  bool Happens() {
    const absl::Duration timeout = client_.options().timeout;
    const absl::Time until = absl::Now() + timeout;
    const std::atomic<bool>* const cancelled = client_.options().cancelled;
    for (;;) {
      void* tag = nullptr;
      bool ok = false;
      const auto next = absl::ToChronoTime(std::min(until, absl::Now() + kListens));
      if (queue_.AsyncNext(&tag, &ok, next) == grpc::CompletionQueue::GOT_EVENT) return ok;
      if (cancelled != nullptr && *cancelled) {
        failure_ = absl::CancelledError("it was cancelled");
      } else if (absl::Now() >= until) {
        failure_ = absl::DeadlineExceededError(
            absl::StrCat("the server sent nothing for ", absl::FormatDuration(timeout)));
      }
      if (!failure_.ok()) return false;
    }
  }

  Client& client_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::ClientAsyncReader<Response>> reader_;
  Response message_;
  grpc::Status status_;
  absl::Status failure_;
};

}  // namespace

RecordExportAnswer ExportRecords(Client& client,
                                 const std::function<bool(const std::string& line)>& take) {
  Export<v1::ExportRecordsResponse> records(client, [&](auto* context, auto* queue, void* tag) {
    return client.accounts().AsyncExportRecords(context, {}, queue, tag);
  });
  return records.Run([&](const v1::ExportRecordsResponse& message) {
    return std::all_of(message.lines().begin(), message.lines().end(), take);
  });
}

RecordExportAnswer ExportEntries(Client& client,
                                 const std::function<bool(const v1::ExportedEntry& entry)>& take) {
  Export<v1::ExportEntriesResponse> entries(client, [&](auto* context, auto* queue, void* tag) {
    return client.decisions().AsyncExportEntries(context, {}, queue, tag);
  });
  return entries.Run([&](const v1::ExportEntriesResponse& message) {
    return std::all_of(message.entries().begin(), message.entries().end(), take);
  });
}

RecordExportAnswer ExportAll(Client& client,
                             const std::function<bool(const v1::TransferItem& item)>& take) {
  Export<v1::ExportAllResponse> all(client, [&](auto* context, auto* queue, void* tag) {
    return client.transfer().AsyncExportAll(context, {}, queue, tag);
  });
  return all.Run([&](const v1::ExportAllResponse& message) {
    return std::all_of(message.items().begin(), message.items().end(), take);
  });
}

}  // namespace bellwether
