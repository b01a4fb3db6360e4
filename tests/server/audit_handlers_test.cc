// What must not be forgotten, as it is asked for: by functions and over a real connection.
#include "server/rpc/audit_handlers.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/audit.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;

class AuditTest : public AccountsTest {
 protected:
  AuditHandlers Audits() { return MakeAuditHandlers({*store_, log_}); }
  void Be(const std::string& name, const std::string& tenant = "") {
    origin_.caller = std::make_shared<Caller>(Caller{name, tenant, RoleSet::All(), ""});
  }
  void Erase(const std::string& account) {
    Put({RecordOfAccount(account, absl::StrCat(account, "-1"), 5, 0.9)});
    v1::DeleteAccountRequest request;
    request.set_account_id(account);
    v1::DeleteAccountResponse response;
    ASSERT_TRUE(Ask(Handlers().delete_account, request, response).ok());
  }
  // Who, page by page; "" ends a page.
  std::vector<std::string> List(v1::ListAuditRequest request = {}) {
    std::vector<std::string> names;
    v1::ListAuditResponse response;
    do {
      request.set_page_token(response.next_page_token());
      const grpc::Status status = Ask(Audits().list_audit, request, response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      for (const v1::AuditLine& line : response.lines()) names.push_back(line.by());
      names.push_back("");
    } while (!response.next_page_token().empty());
    return names;
  }
};

TEST_F(AuditTest, AnErasureIsToldAndNotOfWhom) {
  Be("ann");
  Erase("acme");
  v1::ListAuditResponse response;
  ASSERT_TRUE(Ask(Audits().list_audit, v1::ListAuditRequest(), response).ok());
  ASSERT_EQ(response.lines_size(), 1);
  EXPECT_EQ(response.lines(0).what(), "account erased");
  EXPECT_EQ(response.lines(0).by(), "ann");
  EXPECT_EQ(response.lines(0).at().seconds(), absl::ToUnixSeconds(received_));
  EXPECT_EQ(response.ShortDebugString().find("acme"), std::string::npos);
}

TEST_F(AuditTest, PagesAreTheWholeTogether) {
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    Be(name);
    Erase(name);
  }
  v1::ListAuditRequest request;
  request.set_page_size(2);
  EXPECT_THAT(List(request), ElementsAre("e", "d", "", "c", "b", "", "a", ""));
  request.set_page_size(5);
  EXPECT_THAT(List(request), ElementsAre("e", "d", "c", "b", "a", ""));
  request.set_by("c");
  EXPECT_THAT(List(request), ElementsAre("c", ""));
  request.set_what("accounts imported");
  EXPECT_THAT(List(request), ElementsAre(""));
}

TEST_F(AuditTest, TheEndOfAPeriodIsNotInIt) {
  Be("ann");
  Erase("acme");
  v1::ListAuditRequest request;
  request.mutable_to()->set_seconds(absl::ToUnixSeconds(received_));
  EXPECT_THAT(List(request), ElementsAre(""));
  request.clear_to();
  request.mutable_from()->set_seconds(absl::ToUnixSeconds(received_));
  EXPECT_THAT(List(request), ElementsAre("ann", ""));
}

TEST_F(AuditTest, ACallerSeesLinesOfItsTenant) {
  Be("ann", "north");
  Erase("acme");
  EXPECT_THAT(List(), ElementsAre("ann", ""));
  Be("ben", "south");
  EXPECT_THAT(List(), ElementsAre(""));
}

TEST_F(AuditTest, ATokenIsThatOfItsTenantAndRequest) {
  Be("ann", "north");
  Erase("a");
  Erase("b");
  v1::ListAuditRequest request;
  request.set_page_size(1);
  v1::ListAuditResponse page;
  ASSERT_TRUE(Ask(Audits().list_audit, request, page).ok());
  request.set_page_token(page.next_page_token());
  Be("ann", "south");
  EXPECT_THAT(FieldsOf(Ask(Audits().list_audit, request, page)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
}

TEST_F(AuditTest, WhatIsWrongIsToldTogether) {
  v1::ListAuditRequest request;
  request.mutable_from()->set_seconds(20);
  request.mutable_to()->set_seconds(10);
  request.set_what(std::string(129, 'x'));
  request.set_by(std::string("a\0b", 3));
  request.set_page_size(-1);
  request.set_page_token("x");
  v1::ListAuditResponse response;
  const grpc::Status status = Ask(Audits().list_audit, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  std::vector<std::string> fields;
  for (const std::string& field : FieldsOf(status)) {
    fields.push_back(field.substr(0, field.find(' ')));
  }
  EXPECT_THAT(fields, ElementsAre("to", "what", "by", "page_size", "page_token"));
}

TEST_F(AuditTest, IsServedWithTheStore) {
  Be("ann");
  Erase("acme");
  ServedHandlers served{MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt, std::nullopt,
                        Handlers()};
  served.audit = Audits();
  StartWith(SmallOptions(), std::move(served));
  const auto stub = v1::AuditService::NewStub(Connect());
  grpc::ClientContext context;
  v1::ListAuditResponse response;
  const grpc::Status status = stub->ListAudit(&context, {}, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.lines_size(), 1);
  server_.reset();
}

}  // namespace
}  // namespace bellwether
