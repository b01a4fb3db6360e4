// Everything that is kept, line by line, as its client takes it.
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/record_export_store.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RecordExportCallTest : public AccountsTest {
 protected:
  void SetUp() override {
    StartWith(SmallOptions(), {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
                               std::nullopt, Handlers()});
    stub_ = v1::AccountsService::NewStub(Connect());
  }
  std::vector<std::string> ExportAll(grpc::Status& status) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    const auto reader = stub_->ExportRecords(&context, {});
    std::vector<std::string> lines;
    for (v1::ExportRecordsResponse message; reader->Read(&message);) {
      lines.insert(lines.end(), message.lines().begin(), message.lines().end());
    }
    status = reader->Finish();
    return lines;
  }
  void PutMany(int count) {
    for (int i = 0; i < count; i += 1'000) {
      std::vector<v1::Record> records;
      for (int j = i; j < i + 1'000; ++j) {
        records.push_back(
            RecordOfAccount(absl::StrCat("account-", j % 10), absl::StrCat(j), 5, 0.9));
      }
      Put(records);
    }
  }
  bool ExportsBecome(int count) {
    for (int i = 0; i < 500; ++i) {
      std::vector<std::unique_ptr<store::RecordExport>> more;
      while (static_cast<int>(more.size()) < store::kMostExports) {
        auto begun = store_->exports().Begin("");
        if (!begun.ok()) break;
        more.push_back(*std::move(begun));
      }
      if (store::kMostExports - static_cast<int>(more.size()) == count) return true;
      more.clear();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  std::unique_ptr<v1::AccountsService::Stub> stub_;
};

TEST_F(RecordExportCallTest, GivesTheLinesThatAreKept) {
  grpc::Status status;
  EXPECT_THAT(ExportAll(status), IsEmpty());
  EXPECT_TRUE(status.ok());
  Put({RecordOfAccount("bolt", "2", 5, 0.9), RecordOfAccount("acme", "1", 5, 0.9)});
  const std::vector<std::string> lines = ExportAll(status);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_THAT(lines, ElementsAre(HasSubstr(R"("id":"1","account":"acme")"),
                                 HasSubstr(R"("id":"2","account":"bolt")")));
}

TEST_F(RecordExportCallTest, GivesManyPieceByPiece) {
  PutMany(5'000);
  grpc::Status status;
  EXPECT_THAT(ExportAll(status), SizeIs(5'000));
  EXPECT_TRUE(status.ok()) << status.error_message();
}

// What a client does not take is not made, and a client that leaves gives its place back.
TEST_F(RecordExportCallTest, AClientThatLeavesEndsItsExport) {
  PutMany(20'000);
  {
    grpc::ClientContext context;
    const auto reader = stub_->ExportRecords(&context, {});
    v1::ExportRecordsResponse message;
    ASSERT_TRUE(reader->Read(&message));
    EXPECT_TRUE(ExportsBecome(1));
    context.TryCancel();
    reader->Finish();
  }
  EXPECT_TRUE(ExportsBecome(0));
}

TEST_F(RecordExportCallTest, SoManyRunAtOnceAndNoMore) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  std::vector<std::unique_ptr<store::RecordExport>> running;
  for (int i = 0; i < store::kMostExports; ++i) {
    auto begun = store_->exports().Begin("");
    ASSERT_TRUE(begun.ok()) << begun.status();
    running.push_back(*std::move(begun));
  }
  grpc::Status status;
  ExportAll(status);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_exports");
  running.clear();
  EXPECT_THAT(ExportAll(status), SizeIs(1));
}

}  // namespace
}  // namespace bellwether
