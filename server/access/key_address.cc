// Tested by tests/server/access_file_test.cc and tests/clients/security_test.py.
#include "server/access/key_address.h"

#include <curl/curl.h>

#include <array>
#include <memory>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr long kFetchMillis = 5'000;  // NOLINT(google-runtime-int): as the library has it

struct Freed {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};

std::string PartOf(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
  const std::unique_ptr<char, Freed> owned(text);
  return text;
}

bool IsThisMachine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host == "127.0.0.1";
}

size_t Append(const char* bytes, size_t size, size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  if (text.size() + size * count > kMaxKeySetBytes) return 0;  // ends the transfer
  text.append(bytes, size * count);
  return size * count;
}

}  // namespace

absl::Status CheckKeyAddress(std::string_view address) {
  const std::unique_ptr<CURLU, Freed> url(curl_url());
  const CURLUcode parsed = curl_url_set(url.get(), CURLUPART_URL, std::string(address).c_str(), 0);
  const std::string scheme = parsed == CURLUE_OK ? PartOf(url.get(), CURLUPART_SCHEME) : "";
  const bool named = !PartOf(url.get(), CURLUPART_USER).empty();
  if (scheme == "https" && !named) return absl::OkStatus();
  if (scheme == "http" && !named && IsThisMachine(PartOf(url.get(), CURLUPART_HOST))) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(named ? "an address with a name or password in it" : Quoted(address),
                   " is no address for keys; write https://HOST/PATH, or http:// of this machine"));
}

absl::StatusOr<std::string> FetchKeys(const std::string& address, const std::string& ca) {
  if (absl::Status good = CheckKeyAddress(address); !good.ok()) return good;
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, Freed> handle(curl_easy_init());
  if (kReady != CURLE_OK || handle == nullptr) return absl::InternalError("no HTTP client");
  std::string text;
  std::array<char, CURL_ERROR_SIZE> error{};
  CURL* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kFetchMillis);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "bellwetherd");
  // Plain text stays on this machine: no proxy sees it.
  if (address.starts_with("http://")) curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  if (!ca.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca.c_str());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &text);
  const CURLcode done = curl_easy_perform(curl);
  if (done == CURLE_WRITE_ERROR) {
    return absl::ResourceExhaustedError(
        absl::StrCat(address, " gives more than ", kMaxKeySetBytes, " bytes"));
  }
  if (done != CURLE_OK) {
    const std::string why = error[0] != '\0' ? error.data() : curl_easy_strerror(done);
    return absl::UnavailableError(absl::StrCat("cannot fetch ", address, ": ", why));
  }
  return text;
}

}  // namespace bellwether
