// What another pack does to the accounts of a store: as functions.
#include "server/rpc/store_preview.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "soci/soci.h"
#include "soci/sqlite3/soci-sqlite3.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class StorePreviewTest : public AccountsTest {
 protected:
  RulesHandlers Rules() {
    return MakeRulesHandlers({packs_, Limits{}, log_, max_preview_accounts_, at_step_, nullptr,
                              nullptr, nullptr, store_.get()});
  }

  grpc::Status Preview(const v1::PreviewPackOnStoreRequest& request, const Stop& stop = Stop()) {
    parts_.clear();
    CallContext call{"PreviewPackOnStore", received_, absl::InfiniteFuture(),
                     workspace_,           nullptr,   origin_};
    std::unique_ptr<Pages<v1::PreviewPackOnStoreResponse>> pages;
    grpc::Status status = Rules().preview_pack_on_store(call, request, pages);
    while (status.ok() && !stop.requested() && !pages->is_over()) {
      const size_t before = parts_.size();
      status = pages->Next(
          stop, [this](const v1::PreviewPackOnStoreResponse& part) { parts_.push_back(part); });
      EXPECT_LE(parts_.size(), before + 1) << "others wait for their turn";
    }
    return status;
  }
  static v1::PreviewPackOnStoreRequest Question(const std::string& to = HeavierPack()) {
    v1::PreviewPackOnStoreRequest request;
    *request.mutable_to() = SourceOf(to);
    return request;
  }
  const v1::Impact& impact() const { return parts_.back().impact(); }

  // As a caller sees it who has the accounts at hand.
  v1::Impact ImpactOfSent(const std::vector<std::string>& ids) {
    v1::PreviewPackRequest sent;
    *sent.mutable_to() = SourceOf(HeavierPack());
    for (const std::string& id : ids) {
      v1::GetAccountRequest request;
      request.set_account_id(id);
      v1::GetAccountResponse response;
      EXPECT_TRUE(Ask(Handlers().get_account, request, response).ok());
      *sent.add_accounts() = response.account();
    }
    const auto upload = Rules().preview_pack();
    CallContext call{"PreviewPack", received_, absl::InfiniteFuture(), workspace_};
    v1::PreviewPackResponse last;
    const auto take = [&last](const v1::PreviewPackResponse& part) { last = part; };
    EXPECT_TRUE(upload->Take(call, sent).ok());
    EXPECT_TRUE(upload->WorkOfMessage()(Stop(), take).ok());
    LongWork<v1::PreviewPackResponse> work;
    EXPECT_TRUE(upload->Finish(call, work).ok());
    EXPECT_TRUE(work(Stop(), take).ok());
    return last.impact();
  }

  uint32_t max_preview_accounts_ = 1'000'000;
  std::function<void()> at_step_;
  std::vector<v1::PreviewPackOnStoreResponse> parts_;
};

TEST_F(StorePreviewTest, SaysOfKeptAccountsWhatAPreviewSaysOfSentOnes) {
  Put({RecordOfAccount("a", "1", 5, 0.9), RecordOfAccount("b", "2", 5, 0.1),
       RecordOfAccount("c", "3", 5, 0.3, 50)});
  ASSERT_TRUE(Preview(Question()).ok());
  ASSERT_THAT(parts_, SizeIs(3));  // head, one page, impact
  EXPECT_EQ(parts_[0].head().to().digest(), PlanOf(HeavierPack())->digest);
  EXPECT_EQ(parts_[1].progress().accounts(), 3);
  EXPECT_EQ(impact().accounts().compared(), 3);
  EXPECT_GT(impact().accounts().flipped().accounts(), 0);
  const v1::Impact expected = ImpactOfSent({"a", "b", "c"});
  EXPECT_TRUE(MessageDifferencer::Equals(impact(), expected)) << impact().DebugString();
}

TEST_F(StorePreviewTest, SaysHowFarItIsAfterEveryHundred) {
  std::vector<v1::Record> records;
  for (int i = 0; i < 250; ++i) {
    const std::string name = absl::StrCat("account-", i);
    records.push_back(RecordOfAccount(name, name, 5, 0.5));
  }
  Put(records);
  ASSERT_TRUE(Preview(Question()).ok());
  ASSERT_THAT(parts_, SizeIs(5));
  EXPECT_EQ(parts_[1].progress().accounts(), 100);
  EXPECT_EQ(parts_[2].progress().accounts(), 200);
  EXPECT_EQ(parts_[3].progress().accounts(), 250);
  EXPECT_EQ(impact().accounts().compared(), 250);

  max_preview_accounts_ = 120;
  const grpc::Status status = Preview(Question());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("max_preview_accounts"));
  v1::PreviewPackOnStoreRequest before_all = Question();
  before_all.mutable_options()->mutable_as_of()->mutable_time()->set_seconds(
      1'577'836'800);  // 2020-01-01
  EXPECT_EQ(Preview(before_all).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << "whom nothing is known of yet is read all the same";
  max_preview_accounts_ = 1'000;

  int steps = 0;
  at_step_ = [&steps] { ++steps; };
  const Stop stop([&steps] { return steps == 130; });
  ASSERT_TRUE(Preview(Question(), stop).ok());
  EXPECT_EQ(steps, 130);
  EXPECT_FALSE(parts_.back().has_impact());
}

// P1: what was learned after the moment does not count, and an account that was not known then is
// none.
TEST_F(StorePreviewTest, IsAboutTheMomentThatIsAsked) {
  Put({RecordOfAccount("early", "1", 5, 0.9), RecordOfAccount("late", "2", 20, 0.1)});
  v1::PreviewPackOnStoreRequest request = Question();
  *request.mutable_options()->mutable_as_of() = MomentOfDay(10);
  ASSERT_TRUE(Preview(request).ok());
  EXPECT_EQ(impact().accounts().compared(), 1);
  ASSERT_TRUE(Preview(Question()).ok());
  EXPECT_EQ(impact().accounts().compared(), 2);
}

TEST_F(StorePreviewTest, ATenantSeesItsOwnAccountsAlone) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  origin_.caller = std::make_shared<const Caller>(Caller{"ann", "other", RoleSet::All(), ""});
  Put({RecordOfAccount("a", "1", 5, 0.9), RecordOfAccount("b", "2", 5, 0.1)});
  ASSERT_TRUE(Preview(Question()).ok());
  EXPECT_EQ(impact().accounts().compared(), 2);
}

// Each pack reads the records by itself: here the new one takes usage, which nobody stated, from
// counts.
TEST_F(StorePreviewTest, EachPackIsToldWhatItReadsOfTheRecords) {
  v1::Record counted = RecordOfAccount("acme", "1", 5, 0.9);
  counted.mutable_signals()->DeleteSubrange(0, 1);
  v1::RecordField& seats = *counted.add_fields();
  seats.set_name("seats");
  seats.set_number(10);
  v1::Record usage;
  usage.set_kind("usage");
  usage.set_id("week-1");
  usage.set_account("acme");
  *usage.mutable_at() = MomentOfDay(6);
  v1::RecordField& window = *usage.add_fields();
  window.set_name("window");
  window.set_text("week");
  v1::RecordField& users = *usage.add_fields();
  users.set_name("active_users");
  users.set_number(2);
  ASSERT_EQ(Put({counted, usage}).stored(), 2);
  const std::string counting = absl::StrReplaceAll(
      SmallPack(), {{"usage: {type: ratio}",
                     "usage: {type: ratio, from_records: {of: usage, take: last, value: "
                     "\"active_users / account.seats\"}}"}});
  ASSERT_TRUE(Preview(Question(counting)).ok());
  ASSERT_THAT(impact().falls(), SizeIs(1));
  // 80 alone, and (20 + 80) / 2.
  EXPECT_EQ(impact().falls(0).scores(0).from().displayed(), 80);
  EXPECT_EQ(impact().falls(0).scores(0).to().displayed(), 50);
}

// Of many that cannot be read the log has one line: a preview walks the whole store.
TEST_F(StorePreviewTest, AccountsThatCannotBeReadAreRefusedAndCounted) {
  Put({RecordOfAccount("a", "1", 5, 0.9), RecordOfAccount("b", "2", 5, 0.1),
       RecordOfAccount("c", "3", 5, 0.3)});
  {
    soci::session session(soci::sqlite3, "dbname=" + (folder_ / "store.db").string());
    session << "update records set body = 'no record' where account <> 'a'";
  }
  ASSERT_TRUE(Preview(Question()).ok());
  EXPECT_EQ(parts_[1].progress().refused_size(), 2);
  EXPECT_EQ(impact().accounts().compared(), 1);
  log_.Flush();
  const std::string log = written_.str();
  EXPECT_THAT(log, HasSubstr("accounts of a preview cannot be read accounts=2 "));
  EXPECT_THAT(log, HasSubstr("the stored account 2 cannot be read"));
  EXPECT_THAT(log, Not(HasSubstr("store failed")));
}

TEST_F(StorePreviewTest, SaysWhatIsWrong) {
  ASSERT_TRUE(Preview(Question(BrokenPack())).ok());
  ASSERT_THAT(parts_, SizeIs(1));
  EXPECT_EQ(DiagnosticOf(parts_[0].problems().to(), "unknown-key").line(), 6);
  v1::PreviewPackOnStoreRequest request;
  request.set_top(1'001);
  request.mutable_options()->set_pack("00000000");
  EXPECT_THAT(FieldsOf(Preview(request)),
              ElementsAre("to MISSING_FIELD", "options.pack NOT_ALLOWED", "top OUT_OF_RANGE"));
  store_.reset();
  const grpc::Status none = Preview(Question());
  EXPECT_EQ(none.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(none.error_message(), HasSubstr("--store"));
}

}  // namespace
}  // namespace bellwether
