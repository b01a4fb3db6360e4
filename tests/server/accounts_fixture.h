// A store in a file of its own, the small pack, and what is asked about accounts: as functions.
#ifndef BELLWETHER_TESTS_SERVER_ACCOUNTS_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_ACCOUNTS_FIXTURE_H_

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/accounts.grpc.pb.h"
#include "gtest/gtest.h"
#include "server/rpc/accounts_handlers.h"
#include "server/store/open_store.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {

inline v1::Moment MomentOfDay(int day) {  // of January 2026
  v1::Moment moment;
  moment.mutable_date()->set_year(2026);
  moment.mutable_date()->set_month(1);
  moment.mutable_date()->set_day(day);
  return moment;
}

// That an account is onboarding, and used so much.
inline v1::Record RecordOfAccount(const std::string& account, const std::string& id, int day,
                                  double usage, double nps = 40) {
  v1::Record record;
  record.set_kind("account");
  record.set_id(id);
  record.set_account(account);
  *record.mutable_at() = MomentOfDay(day);
  v1::RecordField& stage = *record.add_fields();
  stage.set_name("stage");
  stage.set_text("onboarding");
  for (const auto& [name, value] : {std::pair("usage", usage), std::pair("nps", nps)}) {
    v1::Signal& signal = *record.add_signals();
    signal.set_name(name);
    signal.set_number(value);
  }
  return record;
}

class AccountsTest : public RpcServerTest {
 protected:
  AccountsTest() {
    packs_.Publish(SnapshotOf(SmallPack()));
    std::filesystem::create_directories(folder_);
    OpenAgain();
  }
  ~AccountsTest() override {
    server_.reset();  // workers end before what they use
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void OpenAgain() {
    store_.reset();
    auto opened =
        store::OpenStore(absl::StrCat("sqlite:", (folder_ / "store.db").string()), {}, received_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  AccountsHandlers Handlers() { return MakeAccountsHandlers({{packs_, Limits{}, log_}, *store_}); }

  template <typename Request, typename Response>
  grpc::Status Ask(const LongHandler<Request, Response>& handler, const Request& request,
                   Response& response) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    LongWork<Response> work;
    response.Clear();
    const grpc::Status status = handler(call, request, work);
    if (!status.ok()) return status;
    return work(Stop(), [&response](const Response& answer) { response = answer; });
  }

  v1::PutRecordsResponse Put(const std::vector<v1::Record>& records,
                             const std::string& request_id = "") {
    v1::PutRecordsRequest request;
    for (const v1::Record& record : records) *request.add_records() = record;
    request.set_request_id(request_id);
    v1::PutRecordsResponse response;
    const grpc::Status status = Ask(Handlers().put_records, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  // -1: there is none; -2: the call failed.
  double ScoreAt(const std::string& account, const v1::Moment& as_of) {
    v1::EvaluateAccountRequest request;
    request.set_account_id(account);
    *request.mutable_options()->mutable_as_of() = as_of;
    v1::EvaluateAccountResponse response;
    if (!Ask(Handlers().evaluate_account, request, response).ok()) return -2;
    const v1::Evaluation& evaluation = response.evaluation();
    if (evaluation.health_size() == 0 || !evaluation.health(0).has_score()) return -1;
    return evaluation.health(0).score().value();
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / absl::StrCat("bellwether-accounts-", getpid());
  const absl::Time received_ = absl::FromUnixSeconds(1'772'323'200);  // 2026-03-01
  std::unique_ptr<store::Store> store_;
  CallOrigin origin_;
  Workspace workspace_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_ACCOUNTS_FIXTURE_H_
