// Tested by tests/server/console_sign_in_test.cc and tests/console/oidc_test.mjs.
#include "server/access/console_sign_in.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/source/utf8.h"
#include "nlohmann/json.hpp"
#include "server/access/key_address.h"
#include "server/http/origin_rules.h"

namespace bellwether {
namespace {

constexpr size_t kMostClientIdBytes = 255;
constexpr size_t kMostProviderBytes = 80;

struct FreedUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreedUrl>;

std::string PartOf(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, CURLU_NO_DEFAULT_PORT) != CURLUE_OK) return "";
  std::string copy = text;
  curl_free(text);
  return copy;
}

bool Has(CURLU* url, CURLUPart part) { return !PartOf(url, part).empty(); }

void Add(std::string& problems, std::string_view flag, std::string_view problem) {
  absl::StrAppend(&problems, "error: ", ToAbsl(flag), ": ", ToAbsl(problem), "\n");
}

// RFC 6749 lets it have any of these.
bool IsClientId(std::string_view text) {
  return text.size() <= kMostClientIdBytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool IsScope(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c <= '~' && c != '"' && c != '\\';
  });
}

bool IsName(std::string_view text) {
  return text.size() <= kMostProviderBytes && Printable(text) == text &&
         text.find('\t') == std::string_view::npos;
}

void CheckScopes(const std::string& scopes, std::string& problems) {
  bool has_openid = false;
  for (const absl::string_view scope : absl::StrSplit(scopes, ' ')) {
    has_openid = has_openid || scope == "openid";
    if (IsScope(ToStd(scope))) continue;
    return Add(problems, "--console-oidc-scopes",
               absl::StrCat(Quoted(scopes),
                            " are no scopes; write words with one blank between "
                            "them, such as openid offline_access"));
  }
  if (has_openid) return;
  Add(problems, "--console-oidc-scopes",
      absl::StrCat(Quoted(scopes), " lacks openid; write it like openid ", scopes));
}

// Each value by itself.
void CheckValues(const ServerOptions& options, std::string& problems) {
  if (!IsClientId(options.console_oidc_client_id)) {
    Add(problems, "--console-oidc-client-id",
        absl::StrCat(Quoted(options.console_oidc_client_id), " is no client id; write at most ",
                     kMostClientIdBytes, " characters of ASCII, as the provider shows it"));
  }
  if (!options.console_oidc_issuer.empty() && OriginOfIssuer(options.console_oidc_issuer).empty()) {
    Add(problems, "--console-oidc-issuer",
        absl::StrCat(Quoted(options.console_oidc_issuer),
                     " is no address of an issuer; write https://HOST or https://HOST/PATH, or "
                     "http:// of this machine"));
  }
  CheckScopes(options.console_oidc_scopes, problems);
  if (!IsName(options.console_oidc_provider)) {
    Add(problems, "--console-oidc-provider",
        absl::StrCat(Quoted(options.console_oidc_provider), " is no name; write at most ",
                     kMostProviderBytes, " bytes in one line, such as Example Login"));
  }
}

// What else must be there.
void CheckCompany(const ServerOptions& options, std::string& problems) {
  constexpr std::string_view kId = "--console-oidc-client-id";
  if (options.http_address.empty()) Add(problems, kId, "without --http-address; give it, too");
  if (options.console == "none") Add(problems, kId, "with --console none; leave one of them out");
  if (options.access_file.empty()) {
    Add(problems, kId,
        "without --access-file; name the provider there, under `issuers`, so that the server knows "
        "whose tokens it is shown");
  }
}

// Without a client id nothing else has a meaning.
void CheckAlone(const ServerOptions& options, std::string& problems) {
  const auto check = [&](std::string_view flag, bool is_given) {
    if (is_given) Add(problems, flag, "without --console-oidc-client-id; give it, too");
  };
  check("--console-oidc-issuer", !options.console_oidc_issuer.empty());
  check("--console-oidc-scopes",
        options.console_oidc_scopes != ServerOptions{}.console_oidc_scopes);
  check("--console-oidc-provider", !options.console_oidc_provider.empty());
}

// Whether the access file has the issuer. Nothing is said where that file cannot be read.
void CheckIssuer(const ServerOptions& options, std::string& problems) {
  const auto sources = ReadAccessFile(options.access_file);
  if (!sources.ok()) return;
  const Staged<AccessFile> access = DecodeAccessFile(*sources);
  if (!access.ok()) return;
  const auto sign_in = ConsoleSignInOf(options, access.value.issuers);
  if (!sign_in.ok()) absl::StrAppend(&problems, "error: ", sign_in.status().message(), "\n");
}

absl::Status Unclear(std::string_view flag, std::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(ToAbsl(flag), ": ", ToAbsl(why)));
}

// The access file's name of the issuer that is meant.
absl::StatusOr<std::string> ChooseIssuer(const std::string& wanted,
                                         const std::vector<IssuerEntry>& issuers) {
  std::vector<std::string> names;
  for (const IssuerEntry& each : issuers) names.push_back(each.issuer);
  if (names.empty()) {
    return Unclear("--console-oidc-client-id",
                   "the access file has no issuer; name the provider there, under `issuers`");
  }
  if (wanted.empty() && names.size() > 1) {
    return Unclear("--console-oidc-issuer", absl::StrCat("the access file has several; name one: ",
                                                         absl::StrJoin(names, ", ")));
  }
  if (wanted.empty()) return names.front();
  if (std::find(names.begin(), names.end(), wanted) != names.end()) return wanted;
  return Unclear("--console-oidc-issuer",
                 absl::StrCat(Quoted(wanted), " is no issuer of the access file; ",
                              DidYouMean(wanted, names)));
}

}  // namespace

std::string OriginOfIssuer(std::string_view issuer) {
  if (!CheckKeyAddress(issuer).ok()) return "";
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, std::string(issuer).c_str(), 0) != CURLUE_OK)
    return "";
  const bool has_more = Has(url.get(), CURLUPART_QUERY) || Has(url.get(), CURLUPART_FRAGMENT) ||
                        Has(url.get(), CURLUPART_USER) || Has(url.get(), CURLUPART_PASSWORD);
  if (has_more || issuer.find_first_of("?#") != std::string_view::npos) return "";
  const std::string port = PartOf(url.get(), CURLUPART_PORT);
  return http::ReadOrigin(absl::StrCat(PartOf(url.get(), CURLUPART_SCHEME), "://",
                                       PartOf(url.get(), CURLUPART_HOST), port.empty() ? "" : ":",
                                       port))
      .value_or("");
}

absl::StatusOr<ConsoleSignIn> ConsoleSignInOf(const ServerOptions& options,
                                              const std::vector<IssuerEntry>& issuers) {
  absl::StatusOr<std::string> issuer = ChooseIssuer(options.console_oidc_issuer, issuers);
  if (!issuer.ok()) return issuer.status();
  const std::string origin = OriginOfIssuer(*issuer);
  if (origin.empty()) {
    return Unclear("--console-oidc-client-id",
                   absl::StrCat("the issuer ", Quoted(*issuer),
                                " of the access file is no address, so no browser finds it; it is "
                                "https://HOST or https://HOST/PATH, or http:// of this machine"));
  }
  const std::string& name = options.console_oidc_provider;
  return ConsoleSignIn{*std::move(issuer), options.console_oidc_client_id,
                       options.console_oidc_scopes,
                       name.empty() ? origin.substr(origin.find("://") + 3) : name};
}

std::string CheckConsoleSignIn(const ServerOptions& options) {
  std::string problems;
  if (options.console_oidc_client_id.empty()) CheckAlone(options, problems);
  CheckValues(options, problems);
  if (options.console_oidc_client_id.empty()) return problems;
  CheckCompany(options, problems);
  // What is no address at all is no issuer either, and was said before.
  const std::string& issuer = options.console_oidc_issuer;
  const bool is_address = issuer.empty() || !OriginOfIssuer(issuer).empty();
  if (is_address && !options.access_file.empty()) CheckIssuer(options, problems);
  return problems;
}

std::string ConsoleSettings(const std::optional<ConsoleSignIn>& sign_in) {
  nlohmann::json settings = nlohmann::json::object();
  if (sign_in.has_value()) {
    settings["oidc"] = {{"issuer", sign_in->issuer},
                        {"clientId", sign_in->client_id},
                        {"scopes", sign_in->scopes},
                        {"provider", sign_in->provider}};
  }
  return settings.dump();
}

}  // namespace bellwether
