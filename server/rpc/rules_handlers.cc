// Tested by tests/server/rules_handlers_test.cc.
#include "server/rpc/rules_handlers.h"

#include <memory>
#include <utility>
#include <vector>

#include "engine/bellwether.h"
#include "engine/lint/checked.h"
#include "protos/wire/packs.h"
#include "protos/wire/wire.h"
#include "server/rpc/activation_handlers.h"
#include "server/rpc/pack_files.h"
#include "server/rpc/pack_listing.h"
#include "server/rpc/pack_preview.h"
#include "server/rpc/pack_source.h"
#include "server/rpc/pack_watch.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/rpc/store_preview.h"

namespace bellwether {
namespace {

// Findings of one answer: what people read, and more.
constexpr int kMostDiagnostics = 1'000;

void FindingsToProto(const std::vector<lint::Finding>& findings, const Sources& sources,
                     v1::CheckPackResponse& response) {
  int errors = 0, warnings = 0, allowed = 0;
  for (const lint::Finding& finding : findings) {
    const bool error = finding.what.severity == Severity::kError;
    ++(error ? errors : finding.allowed() ? allowed : warnings);
    if (response.diagnostics_size() < kMostDiagnostics) {
      wire::FindingToProto(finding, sources, *response.add_diagnostics());
    }
  }
  response.set_errors(errors);
  response.set_warnings(warnings);
  response.set_allowed(allowed);
}

grpc::Status Check(const Sources& sources, const Limits& limits, const Stop& stop,
                   const AnswerSink<v1::CheckPackResponse>& answer) {
  v1::CheckPackResponse response;
  auto loaded = Load(sources, limits);
  if (stop.requested()) return grpc::Status::OK;
  if (loaded.value != nullptr) {
    wire::PackInfoToProto(*loaded.value, *response.mutable_pack());
    wire::ContentsToProto(*loaded.value, *response.mutable_contents());
  }
  const lint::Checked checked = lint::CheckAll(std::move(loaded.diagnostics), sources, limits);
  FindingsToProto(checked.findings, sources, response);
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status CheckPack(const RulesEnvironment& environment, CallContext&,
                       const v1::CheckPackRequest& request, LongWork<v1::CheckPackResponse>& work) {
  std::vector<Violation> violations;
  const grpc::Status status =
      CheckPackFiles(request.pack(), "pack", environment.limits, violations);
  if (!status.ok()) return status;
  if (!violations.empty()) return InvalidFields(violations);
  work = [limits = environment.limits, files = request.pack()](
             const Stop& stop, const AnswerSink<v1::CheckPackResponse>& answer) {
    return Check(wire::SourcesFromProto(files), limits, stop, answer);
  };
  return grpc::Status::OK;
}

RulesHandlers MakeRulesHandlers(const RulesEnvironment& environment) {
  return {Serve(environment, &GetPack),
          ServeLong(environment, &GetPackFiles),
          Serve(environment, &ListPacks),
          Serve(environment, &ListActivations),
          ServeLong(environment, &CheckPack),
          [environment] { return MakePackPreview(environment); },
          [environment](CallContext& call, const v1::PreviewPackOnStoreRequest& request,
                        std::unique_ptr<Pages<v1::PreviewPackOnStoreResponse>>& pages) {
            return PreviewPackOnStore(environment, call, request, pages);
          },
          ServeLong(environment, &ActivatePack),
          ServeLong(environment, &RollbackPack),
          ServeLong(environment, &ApproveActivation),
          MakePackWatch(environment)};
}

}  // namespace bellwether
