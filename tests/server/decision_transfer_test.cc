// Overrides and decisions of a server, taken out by one call and put into another server by the
// other.
#include <memory>
#include <string>
#include <vector>

#include "bellwether/v1/decisions.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/rpc/paged_handler.h"
#include "tests/server/decisions_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class DecisionTransferTest : public DecisionsTest {
 protected:
  void SetUp() override { Put({RecordOfAccount("acme", "r1", 5, 0.9)}); }

  std::vector<v1::ExportedEntry> ExportAll() {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    std::unique_ptr<Pages<v1::ExportEntriesResponse>> pages;
    const grpc::Status begun = Deciding().export_entries(call, {}, pages);
    EXPECT_TRUE(begun.ok()) << begun.error_message();
    std::vector<v1::ExportedEntry> entries;
    while (!pages->is_over()) {
      const grpc::Status next = pages->Next(Stop(), [&](const v1::ExportEntriesResponse& response) {
        entries.insert(entries.end(), response.entries().begin(), response.entries().end());
      });
      EXPECT_TRUE(next.ok()) << next.error_message();
      if (!next.ok()) break;
    }
    return entries;
  }
  grpc::Status Import(const std::vector<v1::ExportedEntry>& entries,
                      v1::ImportEntriesResponse& response) {
    v1::ImportEntriesRequest request;
    for (const v1::ExportedEntry& entry : entries) *request.add_entries() = entry;
    return Ask(Deciding().import_entries, request, response);
  }
  std::string Etag() {
    v1::ListDecisionsRequest request;
    request.set_account_id("acme");
    v1::ListDecisionsResponse response;
    EXPECT_TRUE(Ask(Deciding().list_decisions, request, response).ok());
    return response.etag();
  }
  // As another server: with the records, and nothing else.
  void ForgetDecisions() {
    ASSERT_TRUE(store_->Erase({"", "", received_}, "acme").ok());
    Put({RecordOfAccount("acme", "r1", 5, 0.9)});
  }
};

TEST_F(DecisionTransferTest, AnotherServerAnswersTheSame) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 30.5, 6));
  Extend(7, 7);
  Remove(8);
  Extend(0, 9);
  const auto entries = ExportAll();
  ASSERT_THAT(entries, SizeIs(4));
  EXPECT_EQ(entries[0].account_id(), "acme");
  EXPECT_EQ(entries[0].override_entry().value(), 30.5);
  EXPECT_EQ(entries[0].override_entry().author(), "ann");
  EXPECT_EQ(entries[0].override_entry().reason(), "the sponsor left");
  EXPECT_EQ(entries[0].override_entry().state(), v1::OVERRIDE_STATE_UNSPECIFIED);
  EXPECT_EQ(entries[0].etag(), "");
  const std::string etag = Etag();
  EXPECT_EQ(entries[3].etag(), etag);
  const double score = ScoreAt("acme", MomentOfDay(7));
  EXPECT_EQ(score, 31);  // shown without decimals

  ForgetDecisions();
  ASSERT_NE(ScoreAt("acme", MomentOfDay(7)), score);
  v1::ImportEntriesResponse response;
  ASSERT_TRUE(Import(entries, response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(v1::ENTRY_OUTCOME_STORED, v1::ENTRY_OUTCOME_STORED,
                                               v1::ENTRY_OUTCOME_STORED, v1::ENTRY_OUTCOME_STORED));
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(7)), score);
  EXPECT_EQ(GrantedAt(8), 7);
  EXPECT_EQ(Etag(), etag);
  const auto again = ExportAll();
  ASSERT_THAT(again, SizeIs(4));
  for (size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].SerializeAsString(), entries[i].SerializeAsString());
  }
  ASSERT_TRUE(Import(entries, response).ok());
  EXPECT_EQ(response.outcomes(2), v1::ENTRY_OUTCOME_ALREADY_THERE);
}

TEST_F(DecisionTransferTest, AnAccountWithoutRecordsIsNotKnown) {
  Extend(7, 7);
  const auto entries = ExportAll();
  ASSERT_TRUE(store_->Erase({"", "", received_}, "acme").ok());
  v1::ImportEntriesResponse response;
  ASSERT_TRUE(Import(entries, response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(v1::ENTRY_OUTCOME_UNKNOWN_ACCOUNT));
}

TEST_F(DecisionTransferTest, SaysWhatIsWrongAllAtOnce) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 30.5, 6));
  Extend(7, 7);
  auto entries = ExportAll();
  ASSERT_THAT(entries, SizeIs(2));
  v1::OverrideEntry& wrong = *entries[0].mutable_override_entry();
  wrong.set_number(0);
  wrong.set_value(101);
  wrong.set_reason(" ");
  wrong.clear_author();
  *wrong.mutable_expires_at() = wrong.set_at();
  entries[1].mutable_decision()->mutable_extension()->set_days(0);
  entries.emplace_back().set_account_id("acme");
  v1::ImportEntriesResponse response;
  const grpc::Status status = Import(entries, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status),
              UnorderedElementsAre("entries[0].override_entry.number OUT_OF_RANGE",
                                   "entries[0].override_entry.author MISSING_FIELD",
                                   "entries[0].override_entry.reason MISSING_FIELD",
                                   "entries[0].override_entry.value OUT_OF_RANGE",
                                   "entries[0].override_entry.expires_at DATES_OUT_OF_ORDER",
                                   "entries[1].decision.extension OUT_OF_RANGE",
                                   "entries[2].entry MISSING_FIELD"));
}

TEST_F(DecisionTransferTest, ARequestHasAtLeastOneAndAtMostAThousand) {
  v1::ImportEntriesResponse response;
  EXPECT_EQ(Import({}, response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  const std::vector<v1::ExportedEntry> many(1'001);
  EXPECT_EQ(Import(many, response).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace bellwether
