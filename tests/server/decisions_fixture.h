// What people decide about accounts of a store, as functions.
#ifndef BELLWETHER_TESTS_SERVER_DECISIONS_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_DECISIONS_FIXTURE_H_

#include <string>

#include "gtest/gtest.h"
#include "server/rpc/decisions_handlers.h"
#include "tests/server/accounts_fixture.h"

namespace bellwether {

// 2026-01-DAY, nine o'clock.
inline google::protobuf::Timestamp NineOn(int day) {
  constexpr int64_t kFirst = 1'767'225'600;  // 2026-01-01
  google::protobuf::Timestamp time;
  time.set_seconds(kFirst + (day - 1) * int64_t{86'400} + 9 * int64_t{3'600});
  return time;
}

class DecisionsTest : public AccountsTest {
 protected:
  DecisionsHandlers Deciding() {
    return MakeDecisionsHandlers({{packs_, Limits{}, log_}, *store_});
  }

  // Decided by ann at nine o'clock of that day of January; 0: now.
  static v1::DecisionContext Context(const std::string& reason, int day = 0) {
    v1::DecisionContext context;
    context.set_reason(reason);
    context.set_author("ann");
    if (day > 0) *context.mutable_known_at() = NineOn(day);
    return context;
  }

  static v1::SetOverrideRequest OverrideOf(v1::OverrideKind kind, double value, int day = 0) {
    v1::SetOverrideRequest request;
    request.set_account_id("acme");
    request.set_model("onboarding");
    request.set_kind(kind);
    request.set_value(value);
    *request.mutable_context() = Context("the sponsor left", day);
    return request;
  }
  v1::SetOverrideResponse Set(const v1::SetOverrideRequest& request) {
    v1::SetOverrideResponse response;
    const grpc::Status status = Ask(Deciding().set_override, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  v1::RemoveOverrideResponse Remove(int day) {
    v1::RemoveOverrideRequest request;
    request.set_account_id("acme");
    request.set_model("onboarding");
    *request.mutable_context() = Context("a new sponsor", day);
    v1::RemoveOverrideResponse response;
    const grpc::Status status = Ask(Deciding().remove_override, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  // Granted; 0 days: refused.
  v1::RecordDecisionResponse Extend(int days, int day) {
    v1::RecordDecisionRequest request;
    request.set_account_id("acme");
    request.mutable_extension()->set_outcome(days > 0 ? v1::EXTENSION_OUTCOME_GRANTED
                                                      : v1::EXTENSION_OUTCOME_REFUSED);
    request.mutable_extension()->set_days(days);
    *request.mutable_context() = Context("their data came late", day);
    v1::RecordDecisionResponse response;
    const grpc::Status status = Ask(Deciding().record_decision, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // What Evaluate would be given.
  v1::Account AccountAt(const v1::Moment& as_of) {
    v1::GetAccountRequest request;
    request.set_account_id("acme");
    *request.mutable_as_of() = as_of;
    v1::GetAccountResponse response;
    const grpc::Status status = Ask(Handlers().get_account, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.account();
  }
  // -1: none are told of.
  int GrantedAt(int day) {
    const v1::Account account = AccountAt(MomentOfDay(day));
    return account.extension().has_granted_days() ? account.extension().granted_days() : -1;
  }
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_DECISIONS_FIXTURE_H_
