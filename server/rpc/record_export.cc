// Tested by tests/server/record_export_test.cc.
#include "server/rpc/record_export.h"

#include <string>
#include <utility>

#include "server/rpc/export_pages.h"
#include "server/store/record_export_store.h"

namespace bellwether {
namespace {

struct RecordPages {
  static constexpr char kWhat[] = "records", kTold[] = "records exported";
  using Response = v1::ExportRecordsResponse;
  using Export = store::RecordExport;
  static auto Begin(store::Store& store, const std::string& tenant) {
    return store.exports().Begin(tenant);
  }
  static void Add(std::string& line, Response& response) {
    *response.add_lines() = std::move(line);
  }
};

}  // namespace

grpc::Status ExportRecords(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ExportRecordsRequest&,
                           std::unique_ptr<Pages<v1::ExportRecordsResponse>>& pages) {
  pages = MakeExportPages<RecordPages>(environment, call);
  return grpc::Status::OK;
}

}  // namespace bellwether
