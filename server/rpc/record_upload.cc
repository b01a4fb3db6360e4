// What is wrong with a batch as a whole is said on the polling thread; reading its records and
// keeping them is work.
//
// Tested by tests/server/record_upload_test.cc.
#include "server/rpc/record_upload.h"

#include <utility>

#include "absl/time/clock.h"
#include "server/rpc/record_putting.h"

namespace bellwether {
namespace {

using Response = v1::StreamPutRecordsResponse;

class RecordUpload : public Upload<v1::StreamPutRecordsRequest, Response> {
 public:
  explicit RecordUpload(const AccountsEnvironment& environment) : environment_(environment) {}

  grpc::Status Take(CallContext& call, const v1::StreamPutRecordsRequest& request) override {
    const grpc::Status status = CheckBatch(request.records(), request.request_id());
    if (!status.ok()) return status;
    // A stream lives long: what a batch changes is changed when the batch came.
    asked_ = StoreRequest(call, request.request_id(), absl::Now());
    batch_ = request.records();
    return status;
  }

  LongWork<Response> WorkOfMessage() override {
    return [this](const Stop&, const AnswerSink<Response>& answer) {
      Response response;
      int32_t stored = 0;
      const grpc::Status status =
          KeepRecords(environment_, asked_, batch_, *response.mutable_results(), stored);
      batch_.Clear();
      if (!status.ok()) return status;
      response.set_stored(stored);
      answer(response);
      return status;
    };
  }

  // Every batch was answered: there is nothing left to do.
  grpc::Status Finish(CallContext&, LongWork<Response>&) override { return grpc::Status::OK; }

 private:
  const AccountsEnvironment environment_;
  // Of the batch at hand: the polling thread writes it, and reads the next one when a worker has
  // done this one.
  store::Request asked_;
  PutBatch batch_;
};

}  // namespace

std::unique_ptr<Upload<v1::StreamPutRecordsRequest, Response>> MakeRecordUpload(
    const AccountsEnvironment& environment) {
  return std::make_unique<RecordUpload>(environment);
}

}  // namespace bellwether
