// Messages of the outbox, listed and sent again.
#include "server/rpc/delivery_handlers.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/outbox_store.h"
#include "tests/server/accounts_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Attempt = store::OutboxStore::Attempt;

class DeliveryTest : public AccountsTest {
 protected:
  ~DeliveryTest() override { server_.reset(); }

  DeliveryHandlers Handlers() {
    return MakeDeliveryHandlers({*store_, log_, [this] { ++replayed_; }});
  }
  // Messages to "pager" of the account, of which `dead` are given up.
  void Put(const std::string& account, int messages, int dead, const std::string& tenant = "") {
    for (int i = 1; i <= messages; ++i) {
      const std::vector<store::OutboxMessage> one = {
          {{tenant, account}, "pager", absl::StrCat(account, "/", i), "{\"version\":1}"}};
      ASSERT_TRUE(store_->outbox().Put(one, received_).ok());
    }
    for (int i = 0; i < dead; ++i) {
      const auto all_due = store_->outbox().Due("pager", received_, 100);
      ASSERT_TRUE(all_due.ok());
      for (const store::StoredMessage& due : *all_due) {
        if (due.message.of != store::AccountName{tenant, account}) continue;
        const Attempt attempt{Attempt::kDead, received_, "answered 400"};
        ASSERT_TRUE(store_->outbox().Settle(due, attempt).ok());
      }
    }
  }
  // Keys, page by page; "" ends a page.
  std::vector<std::string> List(v1::ListMessagesRequest request) {
    std::vector<std::string> keys;
    v1::ListMessagesResponse response;
    do {
      request.set_page_token(response.next_page_token());
      const grpc::Status status = Ask(Handlers().list_messages, request, response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      for (const v1::OutboxMessage& one : response.messages()) keys.push_back(one.key());
      keys.push_back("");
    } while (!response.next_page_token().empty());
    return keys;
  }
  grpc::Status Replay(const std::string& target, const std::string& key) {
    v1::ReplayMessageRequest request;
    request.set_target(target);
    request.set_key(key);
    v1::ReplayMessageResponse response;
    return Ask(Handlers().replay_message, request, response);
  }

  int replayed_ = 0;
};

TEST_F(DeliveryTest, DeadLettersAreListedUnlessAnotherStateIsAskedFor) {
  Put("acme", 3, 2);
  Put("acme", 1, 1, "north");
  EXPECT_THAT(List({}), ElementsAre("acme/1", "acme/2", ""));
  v1::ListMessagesRequest request;
  request.set_state(v1::MESSAGE_STATE_WAITING);
  EXPECT_THAT(List(request), ElementsAre("acme/3", ""));
  request.set_state(v1::MESSAGE_STATE_DELIVERED);
  EXPECT_THAT(List(request), ElementsAre(""));
  request.set_state(v1::MESSAGE_STATE_DEAD);
  request.set_target("mail");
  EXPECT_THAT(List(request), ElementsAre(""));
}

TEST_F(DeliveryTest, AMessageIsToldWhole) {
  Put("acme", 1, 1);
  v1::ListMessagesResponse response;
  ASSERT_TRUE(Ask(Handlers().list_messages, v1::ListMessagesRequest(), response).ok());
  ASSERT_EQ(response.messages_size(), 1);
  const v1::OutboxMessage& one = response.messages(0);
  EXPECT_EQ(one.target(), "pager");
  EXPECT_EQ(one.account_id(), "acme");
  EXPECT_EQ(one.sequence(), 1);
  EXPECT_EQ(one.state(), v1::MESSAGE_STATE_DEAD);
  EXPECT_EQ(one.attempts(), 1);
  EXPECT_EQ(one.problem(), "answered 400");
  EXPECT_EQ(one.event(), "{\"version\":1}");
  EXPECT_EQ(one.changed_at().seconds(), absl::ToUnixSeconds(received_));
}

TEST_F(DeliveryTest, PagesAreTheWholeTogetherWhateverAnIdHolds) {
  Put("ac\nme", 3, 3);
  Put("bolt", 2, 2);
  v1::ListMessagesRequest request;
  request.set_page_size(2);
  EXPECT_THAT(List(request),
              ElementsAre("ac\nme/1", "ac\nme/2", "", "ac\nme/3", "bolt/1", "", "bolt/2", ""));
}

TEST_F(DeliveryTest, ADeadLetterIsReplayedOnce) {
  Put("acme", 1, 1);
  EXPECT_TRUE(Replay("pager", "acme/1").ok());
  EXPECT_EQ(replayed_, 1);
  EXPECT_THAT(List({}), ElementsAre(""));
  const grpc::Status again = Replay("pager", "acme/1");
  EXPECT_EQ(again.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Replay("mail", "acme/1").error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(replayed_, 1);
}

TEST_F(DeliveryTest, WhatIsWrongIsToldTogether) {
  const grpc::Status status = Replay("", "");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  v1::ListMessagesRequest request;
  request.set_state(static_cast<v1::MessageState>(9));
  request.set_page_size(-1);
  request.set_page_token("x");
  v1::ListMessagesResponse response;
  EXPECT_EQ(Ask(Handlers().list_messages, request, response).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace bellwether
