// What a request may hold, exceeded over a real connection: each limit is named, and the server
// goes on. Those of connections and of calls are in connection_limits_test.cc and
// rpc_server_test.cc.
#include <chrono>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using Channel = std::shared_ptr<grpc::Channel>;

void SetDeadline(grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
}

grpc::Status AskAbout(const Channel& channel, const v1::EvaluateRequest& request) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::EvaluateResponse response;
  return v1::ScoringService::NewStub(channel)->Evaluate(&context, request, &response);
}

grpc::Status AskInColumns(const Channel& channel, const v1::EvaluateColumnsRequest& request) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::EvaluateColumnsResponse response;
  return v1::ScoringService::NewStub(channel)->EvaluateColumns(&context, request, &response);
}

grpc::Status ManyAccountsInABatch(const Channel& channel) {
  v1::EvaluateBatchRequest request;
  for (uint32_t i = 0; i <= Limits{}.max_batch_accounts; ++i) request.add_accounts()->set_id("a");
  grpc::ClientContext context;
  SetDeadline(context);
  v1::EvaluateBatchResponse response;
  return v1::ScoringService::NewStub(channel)->EvaluateBatch(&context, request, &response);
}

grpc::Status ManyRows(const Channel& channel) {
  v1::EvaluateColumnsRequest request;
  for (uint32_t i = 0; i <= Limits{}.max_column_accounts; ++i) {
    request.mutable_accounts()->add_ids("a");
  }
  return AskInColumns(channel, request);
}

grpc::Status ManyColumns(const Channel& channel) {
  v1::EvaluateColumnsRequest request;
  for (uint32_t i = 0; i <= Limits{}.max_columns; ++i) request.mutable_accounts()->add_signals();
  return AskInColumns(channel, request);
}

grpc::Status ManySignals(const Channel& channel) {
  v1::EvaluateRequest request = GoodRequest();
  for (uint32_t i = 0; i <= Limits{}.max_account_signals; ++i) {
    request.mutable_account()->add_signals()->set_name(absl::StrCat("signal_", i));
  }
  return AskAbout(channel, request);
}

grpc::Status ManyMilestones(const Channel& channel) {
  v1::EvaluateRequest request = GoodRequest();
  for (uint32_t i = 0; i <= Limits{}.max_account_milestones; ++i) {
    request.mutable_account()->add_milestones()->set_key(absl::StrCat("milestone_", i));
  }
  return AskAbout(channel, request);
}

grpc::Status ManyFilesOfAPack(const Channel& channel) {
  v1::CheckPackRequest request;
  for (uint32_t i = 0; i <= Limits{}.max_pack_files; ++i) {
    request.mutable_pack()->add_files()->set_name(absl::StrCat("file_", i, ".yaml"));
  }
  grpc::ClientContext context;
  SetDeadline(context);
  v1::CheckPackResponse response;
  return v1::RulesService::NewStub(channel)->CheckPack(&context, request, &response);
}

grpc::Status ManyAccountsInAMessage(const Channel& channel) {
  v1::PreviewPackRequest question, accounts;
  *question.mutable_to() = SourceOf(HeavierPack());
  for (int i = 0; i <= 1'000; ++i) accounts.add_accounts()->set_id("a");
  grpc::ClientContext context;
  SetDeadline(context);
  const auto rules = v1::RulesService::NewStub(channel);
  const auto stream = rules->PreviewPack(&context);
  stream->Write(question);
  stream->Write(accounts);
  stream->WritesDone();
  for (v1::PreviewPackResponse part; stream->Read(&part);) EXPECT_FALSE(part.has_impact());
  return stream->Finish();
}

struct LimitCase {
  const char* name;
  grpc::Status (*exceed)(const Channel& channel);
};

class RequestLimitsTest : public RulesTest, public ::testing::WithParamInterface<LimitCase> {};

TEST_P(RequestLimitsTest, IsNamedAndTheServerGoesOn) {
  StartRules();
  const Channel channel = Connect();
  const grpc::Status status = GetParam().exceed(channel);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED) << status.error_message();
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), GetParam().name);
  EXPECT_TRUE(AskAbout(channel, GoodRequest()).ok());
}

INSTANTIATE_TEST_SUITE_P(All, RequestLimitsTest,
                         ::testing::Values(LimitCase{"max_batch_accounts", &ManyAccountsInABatch},
                                           LimitCase{"max_column_accounts", &ManyRows},
                                           LimitCase{"max_columns", &ManyColumns},
                                           LimitCase{"max_account_signals", &ManySignals},
                                           LimitCase{"max_account_milestones", &ManyMilestones},
                                           LimitCase{"max_pack_files", &ManyFilesOfAPack},
                                           LimitCase{"max_message_accounts",
                                                     &ManyAccountsInAMessage}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace bellwether
