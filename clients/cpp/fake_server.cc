// Tested by tests/clients/fake_server_test.cc.
#include "clients/cpp/fake_server.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

namespace bellwether {
namespace {

grpc::Status ToGrpc(const absl::Status& status) {
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message())};
}

class Service final : public v1::ScoringService::Service {
 public:
  explicit Service(FakeServer::Answer answer) : answer_(std::move(answer)) {}

  grpc::Status Evaluate(grpc::ServerContext* /*context*/, const v1::EvaluateRequest* request,
                        v1::EvaluateResponse* response) override {
    absl::StatusOr<v1::Evaluation> answer = answer_(request->account());
    if (!answer.ok()) return ToGrpc(answer.status());
    response->mutable_evaluation()->Swap(&*answer);
    return grpc::Status::OK;
  }

  grpc::Status EvaluateBatch(grpc::ServerContext* /*context*/,
                             const v1::EvaluateBatchRequest* request,
                             v1::EvaluateBatchResponse* response) override {
    for (const v1::Account& account : request->accounts()) Fill(account, *response->add_items());
    return grpc::Status::OK;
  }

  grpc::Status StreamEvaluate(
      grpc::ServerContext* /*context*/,
      grpc::ServerReaderWriter<v1::StreamEvaluateResponse, v1::StreamEvaluateRequest>* stream)
      override {
    v1::StreamEvaluateRequest request;
    while (stream->Read(&request)) {
      v1::StreamEvaluateResponse response;
      Fill(request.account(), response);
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

 private:
  template <typename Item>
  void Fill(const v1::Account& account, Item& item) {
    absl::StatusOr<v1::Evaluation> answer = answer_(account);
    if (answer.ok()) {
      item.mutable_evaluation()->Swap(&*answer);
      return;
    }
    item.mutable_error()->set_code(static_cast<int>(answer.status().code()));
    item.mutable_error()->set_message(std::string(answer.status().message()));
  }

  const FakeServer::Answer answer_;
};

// One pack, without rules, and no other.
class Rules final : public v1::RulesService::Service {
 public:
  grpc::Status GetPack(grpc::ServerContext* /*context*/, const v1::GetPackRequest* /*request*/,
                       v1::GetPackResponse* response) override {
    Fill(*response->mutable_pack());
    return grpc::Status::OK;
  }

  grpc::Status ListPacks(grpc::ServerContext* /*context*/, const v1::ListPacksRequest* /*request*/,
                         v1::ListPacksResponse* response) override {
    Fill(*response->add_packs());
    return grpc::Status::OK;
  }

  grpc::Status ListActivations(grpc::ServerContext* /*context*/,
                               const v1::ListActivationsRequest* /*request*/,
                               v1::ListActivationsResponse* /*response*/) override {
    return grpc::Status::OK;
  }

  grpc::Status WatchPacks(grpc::ServerContext* /*context*/,
                          const v1::WatchPacksRequest* /*request*/,
                          grpc::ServerWriter<v1::WatchPacksResponse>* writer) override {
    v1::WatchPacksResponse response;
    response.set_generation(1);
    response.add_changed_labels("active");
    Fill(*response.add_packs());
    writer->Write(response);
    return grpc::Status::OK;
  }

  grpc::Status ActivatePack(grpc::ServerContext* /*context*/,
                            const v1::ActivatePackRequest* /*request*/,
                            v1::ActivatePackResponse* /*response*/) override {
    return NoChanges();
  }

  grpc::Status RollbackPack(grpc::ServerContext* /*context*/,
                            const v1::RollbackPackRequest* /*request*/,
                            v1::RollbackPackResponse* /*response*/) override {
    return NoChanges();
  }

  grpc::Status ApproveActivation(grpc::ServerContext* /*context*/,
                                 const v1::ApproveActivationRequest* /*request*/,
                                 v1::ApproveActivationResponse* /*response*/) override {
    return NoChanges();
  }

 private:
  static grpc::Status NoChanges() {
    return {grpc::StatusCode::FAILED_PRECONDITION, "the fake server takes no changes"};
  }
  static void Fill(v1::Pack& pack) {
    pack.set_name("fake");
    pack.set_version("0");
    pack.add_labels()->set_label("active");
  }
};

}  // namespace

class FakeServer::Running {
 public:
  explicit Running(Answer answer) : service_(std::move(answer)) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&service_);
    builder.RegisterService(&rules_);
    server_ = builder.BuildAndStart();
  }
  ~Running() { server_->Shutdown(absl::ToChronoTime(absl::Now())); }

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  Service service_;
  Rules rules_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

FakeServer::FakeServer(Answer answer)
    : running_(std::make_unique<Running>(std::move(answer))), address_(running_->address()) {}

FakeServer::~FakeServer() = default;

}  // namespace bellwether
