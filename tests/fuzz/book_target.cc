// Bytes as a message of LoadBook: records are read, refused or put into a book through the server's
// own functions, whatever they hold; what was read can be sent on.
#include <cstdint>
#include <memory>
#include <string>

#include "bellwether/v1/portfolio.pb.h"
#include "protos/wire/records.h"
#include "server/rpc/book_upload.h"
#include "tests/fuzz/handler_bench.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

// A record that is good reads back as itself; another says what is wrong with it.
void RequireRead(const v1::Record& message) {
  const records::ReadRecord read = wire::RecordFromProto(message, Limits{});
  if (!read.ok()) {
    RequireTold(read.violations);
    v1::RefusedRecord refused;
    wire::RefusedRecordToProto(message, 0, read.violations, refused);
    return RequireTravels(refused);
  }
  v1::Record written, again;
  wire::RecordToProto(read.record, written);
  RequireTravels(written);
  const records::ReadRecord back = wire::RecordFromProto(written, Limits{});
  Require(back.ok(), "a record that was read can be sent", written.ShortDebugString());
  wire::RecordToProto(back.record, again);
  Require(again.SerializeAsString() == written.SerializeAsString(),
          "a record that is sent on stays itself", written.ShortDebugString());
}

grpc::Status Load(HandlerBench& bench, const PortfolioEnvironment& environment,
                  const v1::LoadBookRequest& request, v1::LoadBookResponse& response) {
  const auto upload = MakeBookUpload(environment);
  LongWork<v1::LoadBookResponse> work;
  grpc::Status status = upload->Take(bench.call, request);
  if (status.ok()) status = upload->Finish(bench.call, work);
  if (!status.ok()) return status;
  return work(Stop(), [&response](const v1::LoadBookResponse& answer) { response = answer; });
}

void Run(const uint8_t* data, size_t size) {
  v1::LoadBookRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return;  // refused by the transport
  for (const v1::Record& record : request.records()) RequireRead(record);
  HandlerBench& bench = HandlerBenches().front();
  BookStore books{BookLimits{}};
  ViewsCache views(1);
  v1::LoadBookResponse response;
  const grpc::Status status = Load(
      bench, {bench.packs, books, views, Limits{}, bench.log, true, nullptr}, request, response);
  RequireAnswered(status, response);
  if (!status.ok()) return;
  Require(response.book().records() + response.book().refused() <= request.records_size(),
          "no record is made up");
  Require(books.Names().empty() == request.validate_only(), "a book is there, or was only checked");
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run(data, size);
  return 0;
}
