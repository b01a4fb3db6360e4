// Batches of records in one call: each durable when it is answered.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/account_list_store.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::StreamPutRecordsRequest Batch(const std::vector<v1::Record>& records,
                                  const std::string& request_id = "") {
  v1::StreamPutRecordsRequest batch;
  for (const v1::Record& record : records) *batch.add_records() = record;
  batch.set_request_id(request_id);
  return batch;
}

// A client's end of one stream.
class PutStream {
 public:
  explicit PutStream(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(v1::AccountsService::NewStub(channel)) {
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    stream_ = stub_->StreamPutRecords(&context_);
  }

  bool Write(const v1::StreamPutRecordsRequest& batch) { return stream_->Write(batch); }
  bool Read() { return stream_->Read(&answer); }
  void WritesDone() { stream_->WritesDone(); }
  // Reads what is left first.
  grpc::Status Finish() {
    while (Read()) ++unread;
    return stream_->Finish();
  }

  v1::StreamPutRecordsResponse answer;
  int unread = 0;

 private:
  std::unique_ptr<v1::AccountsService::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<v1::StreamPutRecordsRequest, v1::StreamPutRecordsResponse>>
      stream_;
};

class RecordUploadTest : public AccountsTest {
 protected:
  void Serve() {
    StartWith(SmallOptions(), {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
                               std::nullopt, Handlers()});
  }
  uint64_t RecordsOf(const std::string& account) {
    const auto known = store_->RecordsOf("", account, absl::InfiniteFuture());
    return known.ok() ? known->records.size() : 0;
  }
};

TEST_F(RecordUploadTest, ABatchIsThereWhenItIsAnswered) {
  Serve();
  PutStream stream(Connect());
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(stream.Write(Batch({RecordOfAccount("acme", absl::StrCat("a", i), 5, 0.9),
                                    RecordOfAccount("acme", absl::StrCat("b", i), 5, 0.9)})));
    ASSERT_TRUE(stream.Read());
    EXPECT_EQ(stream.answer.stored(), 2);
    EXPECT_EQ(RecordsOf("acme"), static_cast<uint64_t>(2 * i + 2));
  }
  stream.WritesDone();
  EXPECT_TRUE(stream.Finish().ok());
  EXPECT_EQ(stream.unread, 0);
}

TEST_F(RecordUploadTest, AClientThatWritesWithoutWaitingHasAllAnswersInOrder) {
  Serve();
  PutStream stream(Connect());
  constexpr int kBatches = 50;
  std::thread writer([&stream] {
    for (int i = 0; i < kBatches; ++i) {
      std::vector<v1::Record> records;
      for (int j = 0; j <= i; ++j) {
        records.push_back(RecordOfAccount("acme", absl::StrCat(i, "/", j), 5, 0.9));
      }
      stream.Write(Batch(records));
    }
    stream.WritesDone();
  });
  for (int i = 0; i < kBatches; ++i) {
    ASSERT_TRUE(stream.Read());
    EXPECT_EQ(stream.answer.results_size(), i + 1);
  }
  writer.join();
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(RecordUploadTest, EachRecordHasItsOutcomeAndEachBatchItsRequestId) {
  Serve();
  PutStream stream(Connect());
  const v1::StreamPutRecordsRequest batch =
      Batch({RecordOfAccount("acme", "1", 5, 0.9), RecordOfAccount("acme", "", 5, 0.9)}, "batch-1");
  ASSERT_TRUE(stream.Write(batch));
  ASSERT_TRUE(stream.Read());
  ASSERT_EQ(stream.answer.results_size(), 2);
  EXPECT_EQ(stream.answer.results(0).outcome(), v1::RECORD_OUTCOME_STORED);
  EXPECT_EQ(stream.answer.results(1).outcome(), v1::RECORD_OUTCOME_REFUSED);
  EXPECT_EQ(stream.answer.results(1).problems(0).field(), "id");
  // Sent again it is answered again; the same id for another batch ends the stream.
  ASSERT_TRUE(stream.Write(batch));
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.answer.stored(), 1);
  ASSERT_TRUE(stream.Write(Batch({RecordOfAccount("acme", "2", 5, 0.9)}, "batch-1")));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_THAT(status.error_message(), HasSubstr("batch-1"));
  EXPECT_EQ(RecordsOf("acme"), 1u);
}

TEST_F(RecordUploadTest, ABatchThatIsWrongAsAWholeEndsTheStreamAfterThoseBefore) {
  Serve();
  PutStream stream(Connect());
  ASSERT_TRUE(stream.Write(Batch({RecordOfAccount("acme", "1", 5, 0.9)})));
  stream.Write(Batch({}, std::string(200, 'x')));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(stream.unread, 1);
  EXPECT_THAT(FieldsOf(status), ElementsAre("records MISSING_FIELD", "request_id TOO_LONG"));
  EXPECT_EQ(RecordsOf("acme"), 1u);
}

TEST_F(RecordUploadTest, AnEmptyStreamIsNoError) {
  Serve();
  PutStream stream(Connect());
  stream.WritesDone();
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(RecordUploadTest, AStreamThatIsOpenIsEndedWhenTheServerDrains) {
  Serve();
  PutStream stream(Connect());
  ASSERT_TRUE(stream.Write(Batch({RecordOfAccount("acme", "1", 5, 0.9)})));
  ASSERT_TRUE(stream.Read());
  const auto before = std::chrono::steady_clock::now();
  server_->Stop(absl::Seconds(60));
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(30));
  EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

// Writes when it is told to.
class WaitingStore final : public store::Store {
 public:
  explicit WaitingStore(store::Store& behind) : behind_(behind) {}
  absl::StatusOr<std::vector<store::PutOutcome>> PutRecords(
      const store::Request& request, std::span<const store::StoredRecord> records) override {
    ++asked;
    goes_on.Wait();
    return behind_.PutRecords(request, records);
  }
  absl::StatusOr<store::AccountRecords> RecordsOf(const std::string& tenant,
                                                  const std::string& account,
                                                  absl::Time until) override {
    return behind_.RecordsOf(tenant, account, until);
  }
  store::AccountListStore& account_list() override { return behind_.account_list(); }
  store::RecordExportStore& exports() override { return behind_.exports(); }
  store::DecisionStore& decisions() override { return behind_.decisions(); }
  store::EvaluationStore& evaluations() override { return behind_.evaluations(); }
  store::AlertStore& alerts() override { return behind_.alerts(); }
  store::InterventionStore& interventions() override { return behind_.interventions(); }
  store::OutboxStore& outbox() override { return behind_.outbox(); }
  store::EntryTransferStore& entry_transfer() override { return behind_.entry_transfer(); }
  store::RetentionStore& retention() override { return behind_.retention(); }
  store::TransferStore& transfer() override { return behind_.transfer(); }
  store::AuditStore& audit() override { return behind_.audit(); }
  absl::StatusOr<uint64_t> Erase(const store::Request& request,
                                 const std::string& account) override {
    return behind_.Erase(request, account);
  }

  std::atomic<int> asked{0};
  Latch goes_on;

 private:
  store::Store& behind_;
};

TEST_F(RecordUploadTest, TheBatchAtHandIsAnsweredWhenTheServerDrains) {
  WaitingStore waiting(*store_);
  StartWith(SmallOptions(),
            {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt, std::nullopt,
             MakeAccountsHandlers({{packs_, Limits{}, log_}, waiting})});
  PutStream stream(Connect());
  ASSERT_TRUE(stream.Write(Batch({RecordOfAccount("acme", "1", 5, 0.9)})));
  stream.Write(Batch({RecordOfAccount("acme", "2", 5, 0.9)}));
  while (waiting.asked == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::thread stop([this] { server_->Stop(absl::Seconds(30)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  waiting.goes_on.Open();
  const grpc::Status status = stream.Finish();
  stop.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  // What was answered is what is there.
  EXPECT_EQ(static_cast<uint64_t>(stream.unread), RecordsOf("acme"));
  EXPECT_GE(stream.unread, 1);
  server_.reset();
}

}  // namespace
}  // namespace bellwether
