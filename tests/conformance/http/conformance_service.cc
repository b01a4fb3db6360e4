// Tested by the suite itself.
#include "tests/conformance/http/conformance_service.h"

#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "google/rpc/status.pb.h"

namespace bellwether::conformance {
namespace {

using Headers = google::protobuf::RepeatedPtrField<suite::Header>;
using Payload = suite::ConformancePayload;

bool IsBinary(const std::string& name) { return absl::EndsWith(name, "-bin"); }

// Values of binary headers are base64 in the suite's messages and plain in gRPC.
std::string ToSuite(const std::string& name, std::string value) {
  if (!IsBinary(name)) return value;
  std::string text = absl::Base64Escape(value);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

std::string FromSuite(const std::string& name, const std::string& value) {
  std::string bytes;
  return IsBinary(name) && absl::Base64Unescape(value, &bytes) ? bytes : value;
}

void SetMetadata(const Headers& headers, const Headers& trailers, grpc::ServerContext& context) {
  for (const suite::Header& header : headers) {
    const std::string name = absl::AsciiStrToLower(header.name());
    for (const std::string& value : header.value()) {
      context.AddInitialMetadata(name, FromSuite(name, value));
    }
  }
  for (const suite::Header& trailer : trailers) {
    const std::string name = absl::AsciiStrToLower(trailer.name());
    for (const std::string& value : trailer.value()) {
      context.AddTrailingMetadata(name, FromSuite(name, value));
    }
  }
}

// What was seen of a request, without its messages.
Payload::RequestInfo Seen(const grpc::ServerContext& context) {
  Payload::RequestInfo info;
  std::map<std::string, suite::Header*> headers;
  for (const auto& [key, value] : context.client_metadata()) {
    const std::string name(key.data(), key.size());
    suite::Header*& header = headers[name];
    if (header == nullptr) header = info.add_request_headers();
    header->set_name(name);
    header->add_value(ToSuite(name, std::string(value.data(), value.size())));
  }
  const auto deadline = context.deadline();
  if (deadline != std::chrono::system_clock::time_point::max()) {
    const auto left = deadline - std::chrono::system_clock::now();
    info.set_timeout_ms(std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
  }
  return info;
}

grpc::Status Failed(const suite::Error& error, const Payload::RequestInfo* seen) {
  google::rpc::Status details;
  details.set_code(error.code());
  details.set_message(error.message());
  *details.mutable_details() = error.details();
  if (seen != nullptr) details.add_details()->PackFrom(*seen);
  return grpc::Status(static_cast<grpc::StatusCode>(error.code()), error.message(),
                      details.SerializeAsString());
}

void Wait(uint32_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

// One answer, for a request that is one message or several.
grpc::Status AnswerOnce(grpc::ServerContext& context, const suite::UnaryResponseDefinition& wanted,
                        Payload::RequestInfo seen, Payload& payload) {
  SetMetadata(wanted.response_headers(), wanted.response_trailers(), context);
  Wait(wanted.response_delay_ms());
  if (wanted.has_error()) return Failed(wanted.error(), &seen);
  payload.set_data(wanted.response_data());
  *payload.mutable_request_info() = std::move(seen);
  return grpc::Status::OK;
}

template <typename Request, typename Response>
grpc::Status AnswerUnary(grpc::ServerContext& context, const Request& request, Response& response) {
  Payload::RequestInfo seen = Seen(context);
  seen.add_requests()->PackFrom(request);
  return AnswerOnce(context, request.response_definition(), std::move(seen),
                    *response.mutable_payload());
}

// The answers of a stream, one after the other.
template <typename Stream, typename Response>
class Answers {
 public:
  Answers(const suite::StreamResponseDefinition& wanted, Payload::RequestInfo seen, Stream& stream)
      : wanted_(wanted), seen_(std::move(seen)), stream_(stream) {}

  bool left() const { return sent_ < wanted_.response_data_size(); }
  // What came since the last answer is told with the next one.
  template <typename Request>
  void Saw(const Request& request) {
    seen_.add_requests()->PackFrom(request);
  }
  // False: nobody takes it any more.
  bool SendNext() {
    Response response;
    response.mutable_payload()->set_data(wanted_.response_data(sent_));
    if (sent_ == 0 || seen_.requests_size() > 0) {
      *response.mutable_payload()->mutable_request_info() = seen_;
    }
    seen_.Clear();
    ++sent_;
    Wait(wanted_.response_delay_ms());
    return stream_.Write(response);
  }
  bool SendRest() {
    while (left()) {
      if (!SendNext()) return false;
    }
    return true;
  }
  grpc::Status End() const {
    if (!wanted_.has_error()) return grpc::Status::OK;
    return Failed(wanted_.error(), sent_ == 0 ? &seen_ : nullptr);
  }

 private:
  const suite::StreamResponseDefinition& wanted_;
  Payload::RequestInfo seen_;
  Stream& stream_;
  int sent_ = 0;
};

}  // namespace

grpc::Status ConformanceService::Unary(grpc::ServerContext* context,
                                       const suite::UnaryRequest* request,
                                       suite::UnaryResponse* response) {
  return AnswerUnary(*context, *request, *response);
}

grpc::Status ConformanceService::IdempotentUnary(grpc::ServerContext* context,
                                                 const suite::IdempotentUnaryRequest* request,
                                                 suite::IdempotentUnaryResponse* response) {
  return AnswerUnary(*context, *request, *response);
}

grpc::Status ConformanceService::ClientStream(
    grpc::ServerContext* context, grpc::ServerReader<suite::ClientStreamRequest>* reader,
    suite::ClientStreamResponse* response) {
  Payload::RequestInfo seen = Seen(*context);
  suite::UnaryResponseDefinition wanted;
  suite::ClientStreamRequest request;
  while (reader->Read(&request)) {
    if (seen.requests().empty()) wanted = request.response_definition();
    seen.add_requests()->PackFrom(request);
  }
  return AnswerOnce(*context, wanted, std::move(seen), *response->mutable_payload());
}

grpc::Status ConformanceService::ServerStream(
    grpc::ServerContext* context, const suite::ServerStreamRequest* request,
    grpc::ServerWriter<suite::ServerStreamResponse>* writer) {
  using Writer = grpc::ServerWriter<suite::ServerStreamResponse>;
  const suite::StreamResponseDefinition& wanted = request->response_definition();
  Answers<Writer, suite::ServerStreamResponse> answers(wanted, Seen(*context), *writer);
  answers.Saw(*request);
  SetMetadata(wanted.response_headers(), wanted.response_trailers(), *context);
  // Clients may wait for the headers before the first answer.
  if (answers.left()) writer->SendInitialMetadata();
  if (!answers.SendRest()) return grpc::Status::CANCELLED;
  return answers.End();
}

grpc::Status ConformanceService::BidiStream(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<suite::BidiStreamResponse, suite::BidiStreamRequest>* stream) {
  using Stream = grpc::ServerReaderWriter<suite::BidiStreamResponse, suite::BidiStreamRequest>;
  suite::BidiStreamRequest request;
  suite::BidiStreamRequest first;
  Payload::RequestInfo seen = Seen(*context);
  if (!stream->Read(&first)) return grpc::Status::OK;
  const suite::StreamResponseDefinition& wanted = first.response_definition();
  SetMetadata(wanted.response_headers(), wanted.response_trailers(), *context);
  Answers<Stream, suite::BidiStreamResponse> answers(wanted, std::move(seen), *stream);
  if (first.full_duplex() && answers.left()) stream->SendInitialMetadata();
  request = first;
  do {
    answers.Saw(request);
    if (!first.full_duplex()) continue;
    if (!answers.left()) break;
    if (!answers.SendNext()) return grpc::Status::CANCELLED;
  } while (stream->Read(&request));
  if (!answers.SendRest()) return grpc::Status::CANCELLED;
  return answers.End();
}

}  // namespace bellwether::conformance
