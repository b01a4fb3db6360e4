// Records are read on the polling thread, message by message; sorting the book and looking for
// doubts is work.
//
// Tested by tests/server/book_upload_test.cc.
#include "server/rpc/book_upload.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/suggest.h"
#include "protos/wire/metrics.h"
#include "protos/wire/records.h"
#include "server/books/book_loading.h"
#include "server/rpc/portfolio_request.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// Where a record of a stream stood.
constexpr Saying kRecordAt{"record {index}", "catatan {index}", "rekod {index}"};

grpc::Status TooLarge(const ExceededLimit& exceeded) {
  return LimitExceeded(
      exceeded.name, exceeded.value,
      exceeded.name == "max_books"
          ? absl::StrCat("there are ", exceeded.value, " books already (",
                         std::string(exceeded.name), "); delete one with DeleteBook")
          : absl::StrCat("the book is larger than ", exceeded.value, " (",
                         std::string(exceeded.name), "); send less, or have the limit raised"));
}

class BookUpload : public Upload<v1::LoadBookRequest, v1::LoadBookResponse> {
 public:
  explicit BookUpload(const PortfolioEnvironment& environment) : environment_(environment) {}

  grpc::Status Take(CallContext& call, const v1::LoadBookRequest& request) override {
    grpc::Status status = loading_.has_value() ? GoOn(request) : Begin(call, request);
    if (status.ok()) status = TakeRecords(request);
    finished_ = request.finish();
    received_ = call.received;
    return status;
  }

  grpc::Status Finish(CallContext& call, LongWork<v1::LoadBookResponse>& work) override {
    if (!finished_) {
      return InvalidFields({{"finish", "MISSING_FIELD",
                             "the stream ended before a message with `finish`; set it in the last "
                             "one, so that a stream that was broken off is no book"}});
    }
    if (loading_->accepted() == 0) return NothingAccepted();
    by_ = call.origin.caller->name;
    work = [this](const Stop& stop, const AnswerSink<v1::LoadBookResponse>& answer) {
      return Publish(stop, answer);
    };
    return grpc::Status::OK;
  }

 private:
  grpc::Status Begin(const CallContext& call, const v1::LoadBookRequest& request) {
    std::vector<Violation> violations;
    BookQuestion question;
    FindBook(environment_.ShelfOf(call), request.book(), question, violations);
    const auto snapshot = environment_.packs.Pin();
    if (snapshot == nullptr) return NoPackYet();
    absl::TimeZone zone = snapshot->plan->time_zone;
    if (!request.time_zone().empty() && !absl::LoadTimeZone(request.time_zone(), &zone)) {
      violations.push_back({"time_zone", "UNKNOWN_VALUE",
                            absl::StrCat(Quoted(request.time_zone()),
                                         " is no time zone; write one like Europe/Berlin")});
    }
    if (!violations.empty()) return InvalidFields(violations);
    grpc::Status status = CheckClientMayChange(environment_, request.book());
    if (!status.ok()) return status;
    validate_only_ = request.validate_only();
    loading_.emplace(environment_.books, request.book(), zone);
    return grpc::Status::OK;
  }

  grpc::Status GoOn(const v1::LoadBookRequest& request) const {
    std::vector<Violation> violations;
    if (finished_) {
      violations.push_back(
          {"finish", "NOT_ALLOWED",
           "a message follows the one with `finish`; set it in the last one alone"});
    }
    if (!request.book().empty() && request.book() != loading_->name()) {
      violations.push_back({"book", "NOT_ALLOWED",
                            absl::StrCat("the stream began with ", loading_->name(),
                                         "; load another book by a stream of its own")});
    }
    for (const auto& [name, given] : {std::pair("time_zone", !request.time_zone().empty()),
                                      std::pair("validate_only", request.validate_only())}) {
      if (!given) continue;
      violations.push_back({name, "NOT_ALLOWED", "it belongs into the first message"});
    }
    return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
  }

  grpc::Status TakeRecords(const v1::LoadBookRequest& request) {
    if (request.records_size() > kMostMessageRecords) {
      return LimitExceeded(
          "max_message_records", kMostMessageRecords,
          absl::StrCat("there are ", request.records_size(), " records in one message; at most ",
                       kMostMessageRecords, " (max_message_records)"));
    }
    for (const v1::Record& record : request.records()) {
      const uint64_t index = loading_->records();
      const records::ReadRecord read = wire::RecordFromProto(record, environment_.limits);
      if (!read.ok() && refused_.size() < kMostNamedRecords) {
        wire::RefusedRecordToProto(record, index, read.violations, refused_.emplace_back());
      }
      if (const auto exceeded = loading_->Add(read, {kRecordAt, index})) {
        return TooLarge(*exceeded);
      }
    }
    return grpc::Status::OK;
  }

  // All problems of the first records; those that do not fit are counted.
  grpc::Status NothingAccepted() const {
    std::vector<Violation> violations;
    for (const v1::RefusedRecord& record : refused_) {
      for (const v1::RecordProblem& problem : record.problems()) {
        violations.push_back({absl::StrCat("records[", record.index(), "]",
                                           problem.field().empty() ? "" : ".", problem.field()),
                              problem.reason(), problem.description()});
      }
    }
    if (violations.empty()) {
      violations.push_back({"records", "MISSING_FIELD", "there is no record in the whole stream"});
    }
    return InvalidFields(violations);
  }

  grpc::Status Publish(const Stop& stop, const AnswerSink<v1::LoadBookResponse>& answer) {
    StoredBook book = loading_->Finish(received_);
    v1::LoadBookResponse response;
    wire::DoubtsToProto(book::FindDoubts(book.book, book::kNever - 1, &stop), /*language=*/"",
                        *response.mutable_doubts());
    for (v1::RefusedRecord& refused : refused_) response.add_refused()->Swap(&refused);
    if (stop.requested()) return grpc::Status::OK;
    if (validate_only_) {
      BookToProto(book, *response.mutable_book());
      response.set_replaced(environment_.books.Find(book.name) != nullptr);
    } else {
      BookPointer put;
      bool replaced = false;
      if (const auto exceeded =
              environment_.books.Put(std::move(book), loading_->room(), put, replaced)) {
        return TooLarge(*exceeded);
      }
      environment_.views.Forget(put->name);
      environment_.log.Info("book loaded", {{"book", DescribeBook(*put)}, {"by", by_}});
      BookToProto(*put, *response.mutable_book());
      response.set_replaced(replaced);
    }
    answer(response);
    return grpc::Status::OK;
  }

  const PortfolioEnvironment environment_;
  std::optional<BookLoading> loading_;  // from the first message on
  bool validate_only_ = false;
  bool finished_ = false;
  absl::Time received_;
  std::string by_;  // who sent it
  std::vector<v1::RefusedRecord> refused_;
};

}  // namespace

std::unique_ptr<Upload<v1::LoadBookRequest, v1::LoadBookResponse>> MakeBookUpload(
    const PortfolioEnvironment& environment) {
  return std::make_unique<BookUpload>(environment);
}

}  // namespace bellwether
