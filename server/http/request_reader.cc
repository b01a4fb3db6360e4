// Beast reads the grammar; what may stand in it is narrower here than there, so that no proxy in
// front can take a body for another request.
//
// Tested by tests/server/http/request_reader_test.cc.
#include "server/http/request_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "boost/beast/http/basic_parser.hpp"
#include "boost/beast/http/error.hpp"

namespace bellwether::http {
namespace {

namespace beast = boost::beast;

// Bytes of a chunk's line, or of trailers, that are waited for.
constexpr size_t kMostWaiting = 8u << 10;

// A header that goes on in the next line, as the grammar had it once: a proxy may take that line
// for a header of its own.
bool HasFold(std::string_view headers) {
  return headers.find("\r\n ") != std::string_view::npos ||
         headers.find("\r\n\t") != std::string_view::npos;
}

std::string Text(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class RequestReader::Parser : public beast::http::basic_parser<true> {
 public:
  Parser(RequestHead& head, uint32_t max_header_bytes)
      : max_header_bytes_(max_header_bytes), head_(head) {
    header_limit(max_header_bytes);
    body_limit((std::numeric_limits<uint64_t>::max)());
  }

  void TakeBodyInto(std::string& body) { body_ = &body; }
  uint32_t max_header_bytes() const { return max_header_bytes_; }
  size_t header_bytes = 0;
  std::string refusal;  // of what the grammar allows

 private:
  using Error = beast::error_code;

  void Refuse(const char* why, Error& error) {
    refusal = why;
    error = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                       int version, Error& error) override {
    head_.method = Text(method);
    head_.target = Text(target);
    head_.is_http_1_0 = version == 10;
    if (version != 10 && version != 11) Refuse("the version is not HTTP/1.1", error);
  }

  void on_response_impl(int, beast::string_view, int, Error&) override {}

  // Behind the head come trailers, which no protocol here has.
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     Error& error) override {
    if (is_past_head_) return;
    std::string key = absl::AsciiStrToLower(absl::string_view(name.data(), name.size()));
    std::string text = Text(value);
    if (key == "transfer-encoding" && !absl::EqualsIgnoreCase(text, "chunked")) {
      return Refuse("Transfer-Encoding is not chunked", error);
    }
    // The grammar has a list of lengths, if they are the same.
    if (key == "content-length" &&
        (text.find(',') != std::string::npos || !Find(head_.headers, key).empty())) {
      return Refuse("more than one Content-Length", error);
    }
    if (key == "host" && !Find(head_.headers, "host").empty()) {
      return Refuse("more than one Host", error);
    }
    head_.headers.emplace_back(std::move(key), std::move(text));
  }

  void on_header_impl(Error& error) override {
    is_past_head_ = true;
    head_.keeps_alive = keep_alive();
    head_.is_chunked = chunked();
    if (const auto length = content_length()) head_.content_length = *length;
    if (head_.is_http_1_0 && head_.is_chunked) Refuse("HTTP/1.0 has no chunks", error);
    if (!head_.is_http_1_0 && Find(head_.headers, "host").empty()) Refuse("no Host", error);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}

  std::size_t on_body_impl(beast::string_view body, Error&) override {
    body_->append(body.data(), body.size());
    return body.size();
  }

  // The grammar has any character within quotes there, and who ends lines at a line feed alone
  // would read another chunk.
  void on_chunk_header_impl(std::uint64_t, beast::string_view extension, Error& error) override {
    const bool has_control = std::any_of(extension.begin(), extension.end(), [](char c) {
      return absl::ascii_iscntrl(static_cast<unsigned char>(c)) && c != '\t';
    });
    if (has_control) Refuse("a line of a chunk holds a control character", error);
  }

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, Error&) override {
    body_->append(body.data(), body.size());
    return body.size();
  }

  void on_finish_impl(Error&) override {}

  const uint32_t max_header_bytes_;
  RequestHead& head_;
  std::string* body_ = nullptr;
  bool is_past_head_ = false;
};

RequestReader::RequestReader(uint32_t max_header_bytes)
    : parser_(std::make_unique<Parser>(head_, max_header_bytes)) {}

RequestReader::~RequestReader() = default;

void RequestReader::Fail(Problem problem, std::string reason) {
  problem_ = problem;
  reason_ = std::move(reason);
}

// The parser takes a step at a time: a line, the headers, a piece of the body.
size_t RequestReader::Put(std::string_view bytes, std::string& body) {
  parser_->TakeBodyInto(body);
  size_t used = 0;
  const bool began_behind_head = has_head_;
  while (!is_done_ && !failed() && used < bytes.size()) {
    beast::error_code error;
    const size_t step =
        parser_->put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), error);
    used += step;
    has_begun_ = has_begun_ || step > 0;
    if (!has_head_) {
      // The parser waits for the last of the headers, and takes all of them in one step.
      if (HasFold(bytes.substr(used - step, step))) {
        Fail(Problem::kMalformed, "a header goes on in another line");
        break;
      }
      parser_->header_bytes += step;
      // Of headers that are not whole yet, all that waits is a part.
      const size_t waiting = error == beast::http::error::need_more ? bytes.size() - used : 0;
      if (error == beast::http::error::header_limit ||
          parser_->header_bytes + waiting > parser_->max_header_bytes()) {
        Fail(Problem::kHeadersTooLarge, absl::StrCat("request line and headers have more than ",
                                                     parser_->max_header_bytes(), " bytes"));
        break;
      }
      has_head_ = parser_->is_header_done();
    }
    is_done_ = parser_->is_done();
    if (error == beast::http::error::need_more) {
      if (bytes.size() - used > kMostWaiting && has_head_) {
        Fail(Problem::kMalformed, "a line of a chunk is too long");
      }
      break;
    }
    if (error) {
      Fail(Problem::kMalformed, parser_->refusal.empty() ? error.message() : parser_->refusal);
      break;
    }
    if (has_head_ && !began_behind_head) break;
  }
  return used;
}

}  // namespace bellwether::http
