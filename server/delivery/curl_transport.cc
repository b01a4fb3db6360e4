// A handle for each transfer: a connection that one target may use is never that of another.
//
// Tested by tests/server/delivery/curl_transport_test.cc, by real servers.
#include "server/delivery/curl_transport.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/base/steady_time.h"
#include "server/delivery/network_address.h"

namespace bellwether::delivery {
namespace {

constexpr absl::Duration kMostConnecting = absl::Seconds(5);
// After the timeout of the transfer: for a mail server that took a message and answers no goodbye.
constexpr absl::Duration kGrace = absl::Seconds(1);
constexpr size_t kMostAnswerBytes = 64 << 10;  // the rest is not read: it is looked at by nobody

struct Freed {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Freed>;

class List {
 public:
  // False: there is no memory for it.
  bool Add(const std::string& line) {
    curl_slist* const longer = curl_slist_append(list_.get(), line.c_str());
    if (longer == nullptr) return false;
    static_cast<void>(list_.release());
    list_.reset(longer);
    return true;
  }
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, Freed> list_;
};

// What the callbacks of one transfer know and note.
struct Transfer {
  const std::atomic<bool>& aborted;
  const bool allow_private;
  const bool plain;  // without TLS
  const SteadyTime end;
  std::string_view unsent = {};
  size_t answer_bytes = 0;
  bool answer_cut = false;
  std::string refused = {};  // the address that may not be connected to, and why
};

std::string WhyNot(const sockaddr* address, const Transfer& transfer) {
  const Reach reach = ReachOf(address);
  const std::string text = TextOf(address);
  if (reach == Reach::kNever) return absl::StrCat(text, " is an address that nothing is sent to");
  if (reach == Reach::kPrivate && !transfer.allow_private) {
    return absl::StrCat(text,
                        " is a private address; `allow_private: true` of the target allows it");
  }
  if (reach == Reach::kPublic && transfer.plain) {
    return absl::StrCat(text, " is a public address, and nothing is sent there without TLS");
  }
  return "";
}

curl_socket_t OpenSocket(void* of, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(of);
  std::string why_not = WhyNot(&address->addr, transfer);
  if (!why_not.empty()) {
    transfer.refused = std::move(why_not);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

size_t TakeAnswer(const char*, size_t size, size_t count, void* of) {
  auto& transfer = *static_cast<Transfer*>(of);
  transfer.answer_bytes += size * count;
  transfer.answer_cut = transfer.answer_bytes > kMostAnswerBytes;
  return transfer.answer_cut ? 0 : size * count;  // 0 ends the transfer
}

size_t GiveText(char* into, size_t size, size_t count, void* of) {
  auto& transfer = *static_cast<Transfer*>(of);
  const size_t bytes = std::min(size * count, transfer.unsent.size());
  std::memcpy(into, transfer.unsent.data(), bytes);
  transfer.unsent.remove_prefix(bytes);
  return bytes;
}

int GoOn(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<const Transfer*>(of);
  return transfer.aborted || transfer.end < SteadyTime::Now() ? 1 : 0;
}

Handle NewHandle() {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  return Handle(kReady == CURLE_OK ? curl_easy_init() : nullptr);
}

void SetConnection(CURL* curl, const Transport::Connection& connection, Transfer& transfer) {
  // NOLINTNEXTLINE(google-runtime-int): as the library has it
  const auto millis = [](absl::Duration time) {
    return static_cast<long>(absl::ToInt64Milliseconds(time));
  };
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, millis(connection.timeout));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   millis(std::min(connection.timeout, kMostConnecting)));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  // The transfer ends in time while a name server hangs, and a connection ends with its transfer,
  // where GoOn is still asked.
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  // A proxy would connect to addresses that nobody here has looked at.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, CURL_NETRC_IGNORED);
  if (!connection.ca.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, connection.ca.c_str());
  if (!connection.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, connection.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, connection.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &TakeAnswer);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &GoOn);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

// What a library or a server wrote, for logs and databases.
std::string PlainText(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 0x20 || c >= 0x7f; }, '?');
  return text;
}

Transport::Ending Perform(CURL* curl, const Transfer& transfer) {
  std::array<char, CURL_ERROR_SIZE> error{};
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
  const CURLcode done = curl_easy_perform(curl);
  Transport::Ending ending;
  long code = 0;  // NOLINT(google-runtime-int): as the library has it
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
  ending.code = static_cast<int>(code);
  curl_off_t seconds = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) ending.retry_after = absl::Seconds(seconds);
  ending.complete = done == CURLE_OK || (done == CURLE_WRITE_ERROR && transfer.answer_cut);
  if (ending.complete) return ending;
  if (transfer.aborted) {
    ending.problem = "the server stops";
  } else if (!transfer.refused.empty()) {
    ending.problem = transfer.refused;
  } else {
    ending.problem = PlainText(error[0] != '\0' ? error.data() : curl_easy_strerror(done));
  }
  return ending;
}

SteadyTime EndOf(const Transport::Connection& connection) {
  return SteadyTime::Now() + connection.timeout + kGrace;
}

Transport::Ending NotBegun(std::string_view why) {
  Transport::Ending ending;
  ending.problem = std::string(why);
  return ending;
}

}  // namespace

Transport::Ending CurlTransport::Post(const HttpPost& post) {
  const Handle handle = NewHandle();
  List headers;
  bool ready = handle != nullptr && headers.Add("Expect:");  // nothing waits for a "continue"
  for (const auto& [name, value] : post.headers) {
    ready = ready && headers.Add(absl::StrCat(name, ": ", value));
  }
  if (!ready) return NotBegun("no HTTP client");
  CURL* const curl = handle.get();
  Transfer transfer{aborted_, post.connection.allow_private,
                    !absl::StartsWithIgnoreCase(post.url, "https://"), EndOf(post.connection)};
  SetConnection(curl, post.connection, transfer);
  curl_easy_setopt(curl, CURLOPT_URL, post.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "bellwetherd");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post.body.data());
  return Perform(curl, transfer);
}

Transport::Ending CurlTransport::Send(const Mail& mail) {
  const Handle handle = NewHandle();
  List recipients;
  bool ready = handle != nullptr && !mail.to.empty();
  for (const std::string& to : mail.to) ready = ready && recipients.Add(to);
  if (!ready) return NotBegun("no mail client, or nobody to write to");
  CURL* const curl = handle.get();
  Transfer transfer{aborted_, mail.connection.allow_private, mail.tls == MailTls::kNone,
                    EndOf(mail.connection)};
  transfer.unsent = mail.text;
  SetConnection(curl, mail.connection, transfer);
  const bool from_the_start = mail.tls == MailTls::kFromTheStart;
  const std::string url = absl::StrCat(from_the_start ? "smtps://" : "smtp://", mail.server);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   mail.tls == MailTls::kNone ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, mail.from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.text.size()));
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &GiveText);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  return Perform(curl, transfer);
}

}  // namespace bellwether::delivery
