// Tested by tests/server/rules_handlers_test.cc and tests/server/activation_handlers_test.cc.
#include "server/rpc/pack_files.h"

#include <memory>
#include <string>
#include <utility>

#include "protos/wire/packs.h"
#include "protos/wire/wire.h"
#include "server/activation/activations.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/activation_handlers.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

void AnswerFiles(v1::PackInfo pack, const PackContents& contents,
                 const AnswerSink<v1::GetPackFilesResponse>& answer) {
  v1::GetPackFilesResponse response;
  *response.mutable_pack() = std::move(pack);
  wire::SourcesToProto(contents.rules, *response.mutable_rules());
  if (!contents.tests.files().empty()) {
    wire::SourcesToProto(contents.tests, *response.mutable_tests());
  }
  answer(response);
}

}  // namespace

grpc::Status GetPackFiles(const RulesEnvironment& environment, CallContext& call,
                          const v1::GetPackFilesRequest& request,
                          LongWork<v1::GetPackFilesResponse>& work) {
  const Caller& caller = *call.origin.caller;
  SnapshotPointer loaded;
  const grpc::Status pinned = PinPack(environment.packs, caller, request.pack(), loaded);
  if (pinned.ok() && loaded->contents != nullptr) {
    v1::PackInfo pack;
    wire::PackInfoToProto(*loaded->plan, pack);
    // The pack itself is not kept: to destroy it is not for whoever ends the call.
    work = [pack = std::move(pack), contents = loaded->contents](
               const Stop&, const AnswerSink<v1::GetPackFilesResponse>& answer) {
      AnswerFiles(pack, *contents, answer);
      return grpc::Status::OK;
    };
    return grpc::Status::OK;
  }
  if (environment.activations == nullptr || !caller.pack.empty() || request.pack().empty()) {
    return pinned.ok() ? UnknownPack(request.pack(), "none with its files") : pinned;
  }
  work = [activations = environment.activations, asked = request.pack()](
             const Stop&, const AnswerSink<v1::GetPackFilesResponse>& answer) {
    v1::PackInfo pack;
    PackContents contents;
    if (const auto refusal = activations->ReadPack(asked, pack, contents)) {
      return RefusalToStatus(*refusal);
    }
    AnswerFiles(std::move(pack), contents, answer);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
