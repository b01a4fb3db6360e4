// The small pack as the active one, and what is asked about packs: as functions, or through a real
// server on a port of the system's choice.
#ifndef BELLWETHER_TESTS_SERVER_RULES_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_RULES_FIXTURE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "gtest/gtest.h"
#include "server/rpc/rules_handlers.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {

// The small pack, in which usage counts three times as much.
inline std::string HeavierPack() {
  return absl::StrReplaceAll(SmallPack(), {{"usage: {weight: 1", "usage: {weight: 3"}});
}
// The first diagnostic with the code; a failure of the test when there is none.
template <typename Diagnostics>
v1::PackDiagnostic DiagnosticOf(const Diagnostics& diagnostics, const std::string& code) {
  for (const v1::PackDiagnostic& one : diagnostics) {
    if (one.code() == code) return one;
  }
  ADD_FAILURE() << "no " << code;
  return {};
}
// Two mistakes.
inline std::string BrokenPack() {
  return absl::StrReplaceAll(SmallPack(),
                             {{"of: usage}", "of: usgae}"}, {"type: ratio", "typ: ratio"}});
}

inline v1::PackSource SourceOf(const std::string& yaml) {
  v1::PackSource source;
  v1::PackFile& file = *source.mutable_files()->add_files();
  file.set_name("pack.yaml");
  file.set_content(yaml);
  return source;
}

inline v1::Account AccountNamed(const std::string& id, double usage, double nps) {
  v1::Account account;
  account.set_id(id);
  account.set_stage("onboarding");
  account.set_segment("smb");
  account.set_acv(1000);
  for (const auto& [name, value] : {std::pair("usage", usage), std::pair("nps", nps)}) {
    v1::Signal& signal = *account.add_signals();
    signal.set_name(name);
    signal.set_number(value);
  }
  return account;
}

class RulesTest : public RpcServerTest {
 protected:
  RulesTest() { packs_.Publish(SnapshotOf(SmallPack())); }
  // Workers end before what they use.
  ~RulesTest() override { server_.reset(); }

  const Plan& plan() const { return *packs_.Pin()->plan; }

  ScoringHandlers Scoring() { return MakeScoringHandlers({packs_, Limits{}, log_}); }
  RulesHandlers Rules() {
    return MakeRulesHandlers({packs_, Limits{}, log_, max_preview_accounts_, at_step_});
  }

  template <typename Request, typename Response>
  grpc::Status Ask(const Handler<Request, Response>& handler, const Request& request,
                   Response& response) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_};
    response.Clear();
    return handler(call, request, response);
  }
  // What is wrong with the call, or its one answer.
  template <typename Request, typename Response>
  grpc::Status Ask(const LongHandler<Request, Response>& handler, const Request& request,
                   Response& response, const Stop& stop = Stop()) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_};
    LongWork<Response> work;
    answers_ = 0;
    const grpc::Status status = handler(call, request, work);
    if (!status.ok()) return status;
    return work(stop, [&](const Response& answer) {
      response = answer;
      ++answers_;
    });
  }

  void StartRules(const ServerOptions& options = SmallOptions()) {
    StartWith(options, {Scoring(), std::nullopt, Rules()});
  }
  std::unique_ptr<v1::RulesService::Stub> RulesStub() {
    return v1::RulesService::NewStub(Connect());
  }
  std::unique_ptr<v1::ScoringService::Stub> ScoringStub() {
    return v1::ScoringService::NewStub(Connect());
  }

  // Set before the handlers are made.
  uint32_t max_preview_accounts_ = 1'000'000;
  std::function<void()> at_step_;

  Workspace workspace_;
  int answers_ = 0;                                             // of the last call as a function
  absl::Time received_ = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_RULES_FIXTURE_H_
