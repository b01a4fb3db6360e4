// Streams of records as functions: what becomes a book, what is refused and where.
#include "server/rpc/book_upload.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/book_folder.h"
#include "tests/server/error_details.h"
#include "tests/server/portfolio_fixture.h"

namespace bellwether {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class BookUploadTest : public PortfolioTest {
 protected:
  // A whole stream.
  grpc::Status Load(const std::vector<v1::LoadBookRequest>& messages,
                    v1::LoadBookResponse& answer) {
    const auto upload = Handlers().load_book();
    CallContext call{"LoadBook", received_, absl::InfiniteFuture(), workspace_};
    for (const v1::LoadBookRequest& message : messages) {
      const grpc::Status status = upload->Take(call, message);
      if (!status.ok()) return status;
    }
    LongWork<v1::LoadBookResponse> work;
    const grpc::Status status = upload->Finish(call, work);
    if (!status.ok()) return status;
    return work(Stop(), [&answer](const v1::LoadBookResponse& given) { answer = given; });
  }

  static v1::LoadBookRequest Whole(const std::string& name, const std::string& yaml) {
    v1::LoadBookRequest message;
    message.set_book(name);
    message.set_finish(true);
    for (const v1::Record& record : RecordMessages(yaml)) *message.add_records() = record;
    return message;
  }
};

TEST_F(BookUploadTest, WhoLoadsAndDeletesIsInTheLog) {
  CallOrigin origin;
  origin.caller = std::make_shared<const Caller>(Caller{"ann", "", RoleSet::All(), ""});
  CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin};
  const auto upload = Handlers().load_book();
  ASSERT_TRUE(upload->Take(call, Whole("books/small", kSmallBook)).ok());
  LongWork<v1::LoadBookResponse> work;
  ASSERT_TRUE(upload->Finish(call, work).ok());
  ASSERT_TRUE(work(Stop(), [](const v1::LoadBookResponse&) {}).ok());
  v1::DeleteBookRequest deletion;
  deletion.set_book("books/small");
  v1::DeleteBookResponse deleted;
  ASSERT_TRUE(Handlers().delete_book(call, deletion, deleted).ok());
  EXPECT_THAT(written_.str(), ContainsRegex("book loaded .* by=ann"));
  EXPECT_THAT(written_.str(), HasSubstr("book deleted book=books/small by=ann"));
}

// The same book from files and from a stream answers alike, to the bit.
TEST_F(BookUploadTest, ABookOfAStreamAnswersLikeThatOfFiles) {
  std::vector<v1::LoadBookRequest> messages(1);
  messages[0].set_book("books/copy");
  const absl::Status read = ReadBookFolder(
      testing_support::SourcePath("rules/saas/book"), Limits{}, [&](const BookRecord& record) {
        EXPECT_TRUE(record.read.ok()) << record.file << ":" << record.read.line;
        if (messages.back().records_size() == 100) messages.emplace_back();
        wire::RecordToProto(record.read.record, *messages.back().add_records());
        return absl::OkStatus();
      });
  ASSERT_TRUE(read.ok()) << read;
  messages.back().set_finish(true);
  v1::LoadBookResponse answer;
  const grpc::Status status = Load(messages, answer);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer.refused_size(), 0);
  EXPECT_EQ(answer.book().records(), static_cast<int>(main_book().record_count()));
  EXPECT_EQ(answer.book().accounts(), static_cast<int>(main_book().account_count()));
  for (const uint32_t metric : portfolio::MetricsOf(plan())) {
    v1::GetMetricRequest request;
    request.set_metric(plan().portfolio_notes[metric].name);
    *request.mutable_options()->mutable_as_of() =
        Read<v1::Moment>("date { year: 2026 month: 3 day: 1 }");
    request.set_book("books/main");
    auto of_files = Metric(request);
    request.set_book("books/copy");
    auto of_stream = Metric(request);
    EXPECT_EQ(of_files.metric().SerializeAsString(), of_stream.metric().SerializeAsString())
        << request.metric();
  }
}

TEST_F(BookUploadTest, NamesRefusedRecordsByPlaceFieldAndReason) {
  auto message = Whole("books/small", kSmallBook);
  *message.add_records() = Read<v1::Record>(R"(
    kind: "contract" id: "c1" account: "acme" at { date { year: 2026 month: 1 day: 1 } }
    fields { name: "term_start" date { year: 2026 month: 2 day: 30 } }
    fields { name: "valeu" number: 1 })");
  *message.add_records() = Read<v1::Record>(R"(kind: "contrakt" id: "c2" account: "acme")");
  v1::LoadBookResponse answer;
  ASSERT_TRUE(Load({message}, answer).ok());
  EXPECT_EQ(answer.book().records(), 2);
  EXPECT_EQ(answer.book().refused(), 2);
  ASSERT_EQ(answer.refused_size(), 2);
  EXPECT_EQ(answer.refused(0).index(), 2);
  EXPECT_EQ(answer.refused(0).id(), "c1");
  std::vector<std::string> problems;
  for (const auto& problem : answer.refused(0).problems()) {
    problems.push_back(problem.field() + " " + problem.reason());
  }
  EXPECT_THAT(problems, UnorderedElementsAre("term_start BAD_DATE", "valeu UNKNOWN_FIELD",
                                             "term_end MISSING_FIELD"));
  EXPECT_EQ(answer.refused(1).index(), 3);
  EXPECT_THAT(answer.refused(1).problems(0).description(), HasSubstr("did you mean `contract`?"));
  // They are said again with every answer.
  v1::GetMetricRequest request;
  request.set_book("books/small");
  request.set_metric("time_to_value");
  const auto response = Metric(request);
  EXPECT_EQ(response.data().refused(), 2);
  EXPECT_THAT(response.data().first_refused(), ElementsAre("record 2", "record 3"));
}

TEST_F(BookUploadTest, NamesDoubts) {
  v1::LoadBookResponse answer;
  ASSERT_TRUE(Load({Whole("books/small", R"(
- {kind: value, id: v1, account: nobody, at: 2026-01-21, outcome: x, confirmed_by: y}
)")},
                   answer)
                  .ok());
  ASSERT_EQ(answer.doubts_size(), 1);
  EXPECT_EQ(answer.doubts(0).code(), "orphan");
  EXPECT_THAT(answer.doubts(0).first(), ElementsAre("v1 of nobody"));
}

TEST_F(BookUploadTest, ReplacesABookOfAClientAsAWhole) {
  v1::LoadBookResponse answer;
  ASSERT_TRUE(Load({Whole("books/small", kSmallBook)}, answer).ok());
  const BookPointer before = books_.Find("books/small");
  ASSERT_TRUE(Load({Whole("books/small", R"(
- {kind: account, id: b1, account: bolt, at: 2026-01-01, segment: smb}
)")},
                   answer)
                  .ok());
  EXPECT_TRUE(answer.replaced());
  EXPECT_EQ(books_.Find("books/small")->book.account_id(0), "bolt");
  EXPECT_EQ(before->book.account_id(0), "acme");  // for those who are computing with it
  v1::DeleteBookRequest deletion;
  v1::DeleteBookResponse deleted;
  deletion.set_book("books/small");
  EXPECT_TRUE(Ask(Handlers().delete_book, deletion, deleted).ok());
  EXPECT_EQ(books_.Find("books/small"), nullptr);
}

TEST_F(BookUploadTest, ChangesNoBookOfTheOperator) {
  v1::LoadBookResponse answer;
  const grpc::Status status = Load({Whole("books/main", kSmallBook)}, answer);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "BOOK_OF_OPERATOR");
}

TEST_F(BookUploadTest, TakesNoBooksWhereTheOperatorSaysSo) {
  client_books_ = false;
  v1::LoadBookResponse answer;
  const grpc::Status status = Load({Whole("books/small", kSmallBook)}, answer);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "CLIENT_BOOKS_OFF");
}

TEST_F(BookUploadTest, ValidatesWithoutKeeping) {
  auto message = Whole("books/small", kSmallBook);
  message.set_validate_only(true);
  v1::LoadBookResponse answer;
  ASSERT_TRUE(Load({message}, answer).ok());
  EXPECT_EQ(answer.book().records(), 2);
  EXPECT_EQ(books_.Find("books/small"), nullptr);
}

TEST_F(BookUploadTest, TheHeaderIsCheckedAsAWhole) {
  auto message = Whole("small", kSmallBook);
  message.set_time_zone("Mars/Olympus");
  v1::LoadBookResponse answer;
  EXPECT_THAT(FieldsOf(Load({message}, answer)),
              UnorderedElementsAre("book BAD_NAME", "time_zone UNKNOWN_VALUE"));
}

TEST_F(BookUploadTest, LaterMessagesAddRecordsAlone) {
  auto first = Whole("books/small", kSmallBook);
  auto second = Whole("books/other", kSmallBook);
  second.set_time_zone("UTC");
  second.set_validate_only(true);
  v1::LoadBookResponse answer;
  EXPECT_THAT(FieldsOf(Load({first, second}, answer)),
              UnorderedElementsAre("finish NOT_ALLOWED", "book NOT_ALLOWED",
                                   "time_zone NOT_ALLOWED", "validate_only NOT_ALLOWED"));
}

TEST_F(BookUploadTest, ABookNeedsARecord) {
  v1::LoadBookResponse answer;
  v1::LoadBookRequest message;
  message.set_book("books/small");
  message.set_finish(true);
  EXPECT_THAT(FieldsOf(Load({message}, answer)), ElementsAre("records MISSING_FIELD"));
  *message.add_records() = Read<v1::Record>(
      R"(kind: "value" account: "acme" at { date { year: 2026 month: 1 day: 1 } })");
  EXPECT_THAT(
      FieldsOf(Load({message}, answer)),
      UnorderedElementsAre("records[0].id MISSING_FIELD", "records[0].outcome MISSING_FIELD"));
}

TEST_F(BookUploadTest, LimitsRecordsOfAMessage) {
  v1::LoadBookRequest message;
  message.set_book("books/small");
  for (int i = 0; i <= kMostMessageRecords; ++i) message.add_records();
  v1::LoadBookResponse answer;
  const grpc::Status status = Load({message}, answer);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_message_records");
}

TEST_F(BookUploadTest, RecordsOfAMessageAreLimitedOverAConnection) {
  StartPortfolio();
  v1::LoadBookRequest message;
  message.set_book("books/small");
  for (int i = 0; i <= kMostMessageRecords; ++i) message.add_records();
  const auto stub = Stub();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  v1::LoadBookResponse loaded;
  const auto writer = stub->LoadBook(&context, &loaded);
  writer->Write(message);
  const grpc::Status status = writer->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_message_records");
}

// Each limit of the store stops a stream by its name.
struct LimitCase {
  const char* name;
  BookLimits limits;
};

class BookUploadLimitTest : public BookUploadTest,
                            public ::testing::WithParamInterface<LimitCase> {};

TEST_P(BookUploadLimitTest, IsNamed) {
  BookStore store(GetParam().limits);
  PortfolioEnvironment environment{packs_, store, views_, Limits{}, log_, true, nullptr};
  const auto upload = MakeBookUpload(environment);
  CallContext call{"LoadBook", received_, absl::InfiniteFuture(), workspace_};
  grpc::Status status = upload->Take(call, Whole("books/small", kSmallBook));
  LongWork<v1::LoadBookResponse> work;
  if (status.ok()) status = upload->Finish(call, work);
  if (status.ok()) status = work(Stop(), [](const v1::LoadBookResponse&) {});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), GetParam().name);
  EXPECT_EQ(store.Find("books/small"), nullptr);
}

TEST_P(BookUploadLimitTest, IsNamedOverAConnection) {
  BookStore store(GetParam().limits);
  StartWith(SmallOptions(),
            {MakeScoringHandlers({packs_, Limits{}, log_}),
             MakePortfolioHandlers({packs_, store, views_, Limits{}, log_, true, nullptr})});
  const auto stub = Stub();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  v1::LoadBookResponse loaded;
  const auto writer = stub->LoadBook(&context, &loaded);
  writer->Write(Whole("books/small", kSmallBook));
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), GetParam().name);
  EXPECT_TRUE(store.Names().empty());
  server_.reset();
}

INSTANTIATE_TEST_SUITE_P(All, BookUploadLimitTest,
                         ::testing::Values(LimitCase{"max_books", {0, 1'000, 1u << 20}},
                                           LimitCase{"max_book_records", {1, 1, 1u << 20}},
                                           LimitCase{"max_book_bytes", {1, 1'000, 10}}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace bellwether
