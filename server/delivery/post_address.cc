// Tested by tests/server/delivery/delivery_file_test.cc.
#include "server/delivery/post_address.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace bellwether::delivery {
namespace {

struct Freed {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};

std::string PartOf(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
  const std::unique_ptr<char, Freed> owned(text);
  return text;
}

}  // namespace

std::string WhyNoPostAddress(const std::string& url, bool allow_private) {
  const bool is_plain_text =
      std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  const std::unique_ptr<CURLU, Freed> parts(curl_url());
  if (!is_plain_text || parts == nullptr ||
      curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return "it is no address; write https://HOST/PATH";
  }
  if (!PartOf(parts.get(), CURLUPART_USER).empty() ||
      !PartOf(parts.get(), CURLUPART_PASSWORD).empty()) {
    return "it has a name or password in it; write `user` and `password_file`, or `bearer_file`";
  }
  const std::string scheme = PartOf(parts.get(), CURLUPART_SCHEME);
  if (scheme == "https") return "";
  if (scheme != "http") return "messages go over https alone; write https://HOST/PATH";
  if (allow_private) return "";
  return "without TLS messages go to private addresses alone; write https, or "
         "`allow_private: true`";
}

}  // namespace bellwether::delivery
