// Records in a stream against a server that keeps to the protocol, one that goes away, and others.
#include "clients/cpp/record_stream.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "clients/cpp/record_export.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Stream = grpc::ServerReaderWriter<v1::StreamPutRecordsResponse, v1::StreamPutRecordsRequest>;

// Answers as the test says.
class AccountsServiceFake final : public v1::AccountsService::Service {
 public:
  AccountsServiceFake() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~AccountsServiceFake() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  std::function<grpc::Status(Stream&, int call)> put;
  std::function<grpc::Status(grpc::ServerWriter<v1::ExportRecordsResponse>&)> give;

 private:
  grpc::Status StreamPutRecords(grpc::ServerContext*, Stream* stream) override {
    return put(*stream, calls_++);
  }
  grpc::Status ExportRecords(grpc::ServerContext*, const v1::ExportRecordsRequest*,
                             grpc::ServerWriter<v1::ExportRecordsResponse>* writer) override {
    return give(*writer);
  }

  int port_ = 0;
  std::atomic<int> calls_{0};
  std::unique_ptr<grpc::Server> server_;
};

class RecordStreamTest : public ::testing::Test {
 protected:
  static RecordStream::Batch BatchOf(int number, int records = 2) {
    RecordStream::Batch batch;
    batch.set_request_id(std::to_string(number));
    for (int i = 0; i < records; ++i) batch.add_records();
    return batch;
  }
  static void Answer(Stream& stream, const v1::StreamPutRecordsRequest& request) {
    v1::StreamPutRecordsResponse response;
    for (int i = 0; i < request.records_size(); ++i) response.add_results();
    stream.Write(response);
  }
  Client ClientWith(absl::Duration timeout = absl::Seconds(30)) const {
    ClientOptions options;
    options.server = server_.address();
    options.timeout = timeout;
    options.attempts = 3;
    return Client(options);
  }
  // Sends so many; which were answered, in order.
  RecordStream::Ended SendAll(Client& client, int count) {
    answered_.clear();
    RecordStream stream(client,
                        [this](const RecordStream::Batch& batch, const RecordStream::Answer&) {
                          answered_.push_back(batch.request_id());
                        });
    for (int i = 0; i < count && stream.Send(BatchOf(i)); ++i) {
    }
    return stream.End();
  }

  AccountsServiceFake server_;
  std::vector<std::string> answered_;
};

TEST_F(RecordStreamTest, EveryBatchIsAnsweredInOrder) {
  server_.put = [](Stream& stream, int) {
    for (v1::StreamPutRecordsRequest request; stream.Read(&request);) Answer(stream, request);
    return grpc::Status::OK;
  };
  Client client = ClientWith();
  EXPECT_TRUE(SendAll(client, 20).status.ok());
  ASSERT_THAT(answered_, SizeIs(20));
  EXPECT_EQ(answered_.front(), "0");
  EXPECT_EQ(answered_.back(), "19");
  EXPECT_TRUE(SendAll(client, 0).status.ok());
}

TEST_F(RecordStreamTest, WhatHasNoAnswerIsSentAgainWhereTheServerEnds) {
  std::mutex mutex;
  std::vector<std::string> came;
  server_.put = [&](Stream& stream, int call) {
    v1::StreamPutRecordsRequest request;
    for (int taken = 0; stream.Read(&request); ++taken) {
      if (call < 2 && taken == 2) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining");
      {
        const std::lock_guard<std::mutex> lock(mutex);
        came.push_back(request.request_id());
      }
      Answer(stream, request);
    }
    return grpc::Status::OK;
  };
  Client client = ClientWith();
  const RecordStream::Ended ended = SendAll(client, 6);
  EXPECT_TRUE(ended.status.ok()) << ended.status;
  EXPECT_THAT(answered_, ElementsAre("0", "1", "2", "3", "4", "5"));
  EXPECT_THAT(came, ElementsAre("0", "1", "2", "3", "4", "5"));
}

TEST_F(RecordStreamTest, AServerThatNeverAnswersIsGivenUp) {
  server_.put = [](Stream&, int) { return grpc::Status(grpc::StatusCode::UNAVAILABLE, "no"); };
  Client client = ClientWith();
  EXPECT_EQ(SendAll(client, 6).status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(answered_, SizeIs(0));
}

TEST_F(RecordStreamTest, OtherErrorsAreThoseOfTheServer) {
  server_.put = [](Stream& stream, int) {
    v1::StreamPutRecordsRequest request;
    stream.Read(&request);
    Answer(stream, request);
    return grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "its disk is full");
  };
  Client client = ClientWith();
  const RecordStream::Ended ended = SendAll(client, 6);
  EXPECT_EQ(ended.status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(ended.status.message()), HasSubstr("its disk is full"));
  EXPECT_THAT(answered_, ElementsAre("0"));
}

TEST_F(RecordStreamTest, AnAnswerOfAnotherBatchIsNotUsed) {
  server_.put = [](Stream& stream, int) {
    v1::StreamPutRecordsRequest request;
    stream.Read(&request);
    request.add_records();
    Answer(stream, request);
    while (stream.Read(&request)) {
    }
    return grpc::Status::OK;
  };
  Client client = ClientWith();
  EXPECT_EQ(SendAll(client, 1).status.code(), absl::StatusCode::kDataLoss);
}

TEST_F(RecordStreamTest, AServerThatIsSilentIsNotWaitedForWithoutEnd) {
  server_.put = [](Stream& stream, int) {
    for (v1::StreamPutRecordsRequest request; stream.Read(&request);) {
    }
    return grpc::Status::OK;
  };
  Client client = ClientWith(absl::Milliseconds(300));
  EXPECT_EQ(SendAll(client, 1).status.code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(RecordStreamTest, AnExportIsTakenLineByLine) {
  server_.give = [](grpc::ServerWriter<v1::ExportRecordsResponse>& writer) {
    v1::ExportRecordsResponse message;
    message.add_lines("a");
    message.add_lines("b");
    writer.Write(message);
    message.clear_lines();
    message.add_lines("c");
    writer.Write(message);
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining");
  };
  Client client = ClientWith();
  std::vector<std::string> lines;
  const auto take = [&lines](const std::string& line) {
    lines.push_back(line);
    return true;
  };
  EXPECT_EQ(ExportRecords(client, take).status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(lines, ElementsAre("a", "b", "c"));
  EXPECT_EQ(ExportRecords(client, [](const std::string&) { return false; }).status.code(),
            absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace bellwether
