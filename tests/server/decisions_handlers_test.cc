// What people decide about accounts: taken, refused, listed, and served over a connection.
#include "server/rpc/decisions_handlers.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bellwether/v1/decisions.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/decisions_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DecisionsHandlersTest : public DecisionsTest {
 protected:
  DecisionsHandlersTest() { Put({RecordOfAccount("acme", "1", 5, 0.9)}); }

  v1::ListOverridesResponse Overrides(const std::optional<v1::Moment>& as_of = std::nullopt) {
    v1::ListOverridesRequest request;
    request.set_account_id("acme");
    if (as_of) *request.mutable_as_of() = *as_of;
    v1::ListOverridesResponse response;
    const grpc::Status status = Ask(Deciding().list_overrides, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  std::vector<v1::OverrideState> States(const std::optional<v1::Moment>& as_of = std::nullopt) {
    std::vector<v1::OverrideState> states;
    const v1::ListOverridesResponse listed = Overrides(as_of);
    for (const v1::OverrideEntry& entry : listed.entries()) states.push_back(entry.state());
    return states;
  }
};

TEST_F(DecisionsHandlersTest, AnOverrideIsKeptWithWhoWhyAndWhen) {
  const v1::SetOverrideResponse set = Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10));
  const v1::ListOverridesResponse listed = Overrides();
  EXPECT_EQ(listed.etag(), set.etag());
  ASSERT_EQ(listed.entries_size(), 1);
  const v1::OverrideEntry& entry = listed.entries(0);
  EXPECT_EQ(entry.SerializeAsString(), set.entry().SerializeAsString());
  EXPECT_EQ(entry.number(), 1);
  EXPECT_EQ(entry.model(), "onboarding");
  EXPECT_EQ(entry.kind(), v1::OVERRIDE_KIND_CAP);
  EXPECT_EQ(entry.value(), 60);
  EXPECT_EQ(entry.author(), "ann");
  EXPECT_EQ(entry.reason(), "the sponsor left");
  EXPECT_EQ(entry.set_at().seconds(), NineOn(10).seconds());
  EXPECT_EQ(entry.recorded_at().seconds(), absl::ToUnixSeconds(received_));
  EXPECT_FALSE(entry.has_expires_at());
  EXPECT_EQ(entry.state(), v1::OVERRIDE_STATE_STANDING);
}

TEST_F(DecisionsHandlersTest, NothingIsOverwritten) {
  v1::SetOverrideRequest first = OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10);
  *first.mutable_expires_at() = MomentOfDay(12);
  Set(first);
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 50, 14));
  Set(OverrideOf(v1::OVERRIDE_KIND_SET, 40, 16));
  Remove(18);
  EXPECT_THAT(States(), ElementsAre(v1::OVERRIDE_STATE_EXPIRED, v1::OVERRIDE_STATE_REPLACED,
                                    v1::OVERRIDE_STATE_REMOVED, v1::OVERRIDE_STATE_REMOVAL));
  EXPECT_THAT(States(MomentOfDay(17)),
              ElementsAre(v1::OVERRIDE_STATE_EXPIRED, v1::OVERRIDE_STATE_REPLACED,
                          v1::OVERRIDE_STATE_STANDING));
  EXPECT_THAT(States(MomentOfDay(11)), ElementsAre(v1::OVERRIDE_STATE_STANDING));
  EXPECT_THAT(States(MomentOfDay(12)), ElementsAre(v1::OVERRIDE_STATE_EXPIRED));
  EXPECT_THAT(States(MomentOfDay(9)), IsEmpty());
}

TEST_F(DecisionsHandlersTest, WhoAsksIsTheAuthor) {
  origin_.caller = std::make_shared<const Caller>(Caller{"bob", "", RoleSet::All()});
  v1::SetOverrideRequest request = OverrideOf(v1::OVERRIDE_KIND_CAP, 60);
  v1::SetOverrideResponse response;
  const grpc::Status status = Ask(Deciding().set_override, request, response);
  EXPECT_THAT(FieldsOf(status), ElementsAre("context.author NOT_ALLOWED"));
  EXPECT_THAT(status.error_message(), HasSubstr("`bob`"));
  request.mutable_context()->clear_author();
  EXPECT_EQ(Set(request).entry().author(), "bob");
}

TEST_F(DecisionsHandlersTest, AnotherEtagIsToldAndNothingIsDone) {
  v1::SetOverrideRequest request = OverrideOf(v1::OVERRIDE_KIND_CAP, 60);
  request.mutable_context()->set_etag(Overrides().etag());
  const std::string etag = Set(request).etag();
  v1::SetOverrideResponse response;
  const grpc::Status status = Ask(Deciding().set_override, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "OTHER_ETAG");
  EXPECT_EQ(info.metadata().at("etag"), etag);
  EXPECT_EQ(Overrides().entries_size(), 1);
}

TEST_F(DecisionsHandlersTest, ARequestThatIsSentAgainChangesNothing) {
  v1::SetOverrideRequest request = OverrideOf(v1::OVERRIDE_KIND_CAP, 60);
  request.mutable_context()->set_request_id("request-1");
  request.mutable_context()->set_etag("0");
  const v1::SetOverrideResponse first = Set(request);
  EXPECT_EQ(Set(request).SerializeAsString(), first.SerializeAsString());
  request.set_value(61);
  v1::SetOverrideResponse response;
  EXPECT_EQ(Ask(Deciding().set_override, request, response).error_code(),
            grpc::StatusCode::ALREADY_EXISTS);
}

TEST_F(DecisionsHandlersTest, SaysEverythingThatIsWrongWithARequest) {
  v1::SetOverrideRequest request;
  request.set_model("onbording");
  request.set_value(101);
  request.mutable_expires_at()->mutable_local();
  request.mutable_context()->set_reason(" ");
  request.mutable_context()->set_request_id(std::string(200, 'x'));
  request.mutable_context()->mutable_known_at()->set_seconds(absl::ToUnixSeconds(received_) + 1);
  v1::SetOverrideResponse response;
  const grpc::Status status = Ask(Deciding().set_override, request, response);
  EXPECT_THAT(FieldsOf(status),
              ElementsAre("model UNKNOWN_NAME", "kind MISSING_FIELD", "value OUT_OF_RANGE",
                          "account_id MISSING_FIELD", "context.reason MISSING_FIELD",
                          "context.request_id TOO_LONG", "context.author MISSING_FIELD",
                          "context.known_at DATES_OUT_OF_ORDER", "expires_at BAD_DATE"));
  v1::RecordDecisionResponse decided;
  EXPECT_THAT(FieldsOf(Ask(Deciding().record_decision, {}, decided)),
              ElementsAre("account_id MISSING_FIELD", "context.reason MISSING_FIELD",
                          "context.author MISSING_FIELD", "about MISSING_FIELD"));
}

TEST_F(DecisionsHandlersTest, TextsThatNoDatabaseTakesAreRefused) {
  v1::RemoveOverrideRequest request;
  request.set_account_id("acme");
  request.set_model(std::string("on\0boarding", 11));
  *request.mutable_context() = Context(std::string("b\0", 2));
  v1::RemoveOverrideResponse response;
  EXPECT_THAT(FieldsOf(Ask(Deciding().remove_override, request, response)),
              ElementsAre("context.reason BAD_TEXT", "model BAD_TEXT"));
}

TEST_F(DecisionsHandlersTest, MomentsHaveAnOrder) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10));
  v1::SetOverrideResponse response;
  const grpc::Status early =
      Ask(Deciding().set_override, OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 9), response);
  EXPECT_THAT(FieldsOf(early), ElementsAre("context.known_at DATES_OUT_OF_ORDER"));
  v1::SetOverrideRequest ends = OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 12);
  *ends.mutable_expires_at() = MomentOfDay(12);  // it begins before nine
  EXPECT_THAT(FieldsOf(Ask(Deciding().set_override, ends, response)),
              ElementsAre("expires_at DATES_OUT_OF_ORDER"));
}

TEST_F(DecisionsHandlersTest, WhatIsNotThereIsSaid) {
  v1::SetOverrideRequest request = OverrideOf(v1::OVERRIDE_KIND_CAP, 60);
  request.set_account_id("acne");
  v1::SetOverrideResponse response;
  EXPECT_EQ(Ask(Deciding().set_override, request, response).error_code(),
            grpc::StatusCode::NOT_FOUND);
  v1::RemoveOverrideRequest removal;
  removal.set_account_id("acme");
  removal.set_model("onboarding");
  *removal.mutable_context() = Context("over");
  v1::RemoveOverrideResponse removed;
  const grpc::Status none = Ask(Deciding().remove_override, removal, removed);
  EXPECT_EQ(none.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(none).reason(), "NO_OVERRIDE");
  v1::ListDecisionsRequest list;
  list.set_account_id("acne");
  v1::ListDecisionsResponse listed;
  EXPECT_EQ(Ask(Deciding().list_decisions, list, listed).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(DecisionsHandlersTest, DecisionsAreListedPageByPage) {
  Extend(14, 10);
  Extend(0, 11);
  v1::RecordDecisionRequest request;
  request.set_account_id("acme");
  request.mutable_escalation()->set_escalation("e-7");
  *request.mutable_context() = Context("the vice president called", 12);
  v1::RecordDecisionResponse recorded;
  ASSERT_TRUE(Ask(Deciding().record_decision, request, recorded).ok());
  request.mutable_graduation();
  *request.mutable_context() = Context("they run it alone", 13);
  ASSERT_TRUE(Ask(Deciding().record_decision, request, recorded).ok());

  v1::ListDecisionsRequest list;
  list.set_account_id("acme");
  list.set_page_size(3);
  v1::ListDecisionsResponse page;
  ASSERT_TRUE(Ask(Deciding().list_decisions, list, page).ok());
  ASSERT_EQ(page.decisions_size(), 3);
  EXPECT_EQ(page.decisions(0).extension().outcome(), v1::EXTENSION_OUTCOME_GRANTED);
  EXPECT_EQ(page.decisions(0).extension().days(), 14);
  EXPECT_EQ(page.decisions(0).decided_at().seconds(), NineOn(10).seconds());
  EXPECT_EQ(page.decisions(1).extension().outcome(), v1::EXTENSION_OUTCOME_REFUSED);
  EXPECT_EQ(page.decisions(2).escalation().escalation(), "e-7");
  list.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Deciding().list_decisions, list, page).ok());
  ASSERT_EQ(page.decisions_size(), 1);
  EXPECT_TRUE(page.decisions(0).has_graduation());
  EXPECT_EQ(page.decisions(0).reason(), "they run it alone");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(DecisionsHandlersTest, TenantsDecideByThemselves) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60));
  origin_.caller = std::make_shared<const Caller>(Caller{"", "two", RoleSet::All()});
  v1::ListOverridesRequest request;
  request.set_account_id("acme");
  v1::ListOverridesResponse response;
  EXPECT_EQ(Ask(Deciding().list_overrides, request, response).error_code(),
            grpc::StatusCode::NOT_FOUND);
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  EXPECT_THAT(Overrides().entries(), IsEmpty());
}

TEST_F(DecisionsHandlersTest, AnErasedAccountHasNone) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60));
  v1::DeleteAccountRequest request;
  request.set_account_id("acme");
  v1::DeleteAccountResponse response;
  ASSERT_TRUE(Ask(Handlers().delete_account, request, response).ok());
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  EXPECT_THAT(Overrides().entries(), IsEmpty());
  EXPECT_EQ(Overrides().etag(), "0");
}

TEST_F(DecisionsHandlersTest, ServesThemOverAConnection) {
  StartWith(SmallOptions(), {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
                             std::nullopt, Handlers(), std::nullopt, Deciding()});
  const auto stub = v1::DecisionsService::NewStub(Connect());
  v1::SetOverrideResponse set;
  {
    grpc::ClientContext context;
    ASSERT_TRUE(stub->SetOverride(&context, OverrideOf(v1::OVERRIDE_KIND_CAP, 60), &set).ok());
  }
  v1::ListOverridesRequest request;
  request.set_account_id("acme");
  v1::ListOverridesResponse listed;
  grpc::ClientContext context;
  ASSERT_TRUE(stub->ListOverrides(&context, request, &listed).ok());
  ASSERT_EQ(listed.entries_size(), 1);
  EXPECT_EQ(listed.etag(), set.etag());
}

}  // namespace
}  // namespace bellwether
