// Bytes as a token, which nobody signed: never accepted. And the first line as a header and the
// rest as claims of a token that its issuer signs: accepted only when algorithm, issuer, audience
// and times are as they must be. And all of it as a key set.
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/access/jwt.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

std::string Base64Url(std::string_view bytes) {
  std::string text;
  absl::WebSafeBase64Escape(ToAbsl(bytes), &text);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

// A key of no use to anybody, the same in every run.
class Signer {
 public:
  Signer() {
    const std::string seed(32, 's');
    key_ = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                        reinterpret_cast<const unsigned char*>(seed.data()),
                                        seed.size());
  }
  std::string Jwks() const {
    std::string raw(32, '\0');
    size_t size = raw.size();
    EVP_PKEY_get_raw_public_key(key_, reinterpret_cast<unsigned char*>(raw.data()), &size);
    return absl::StrCat(R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","x":")", Base64Url(raw),
                        "\"}]}");
  }
  std::string Sign(std::string_view header, std::string_view claims) const {
    const std::string text = absl::StrCat(Base64Url(header), ".", Base64Url(claims));
    std::string signature(64, '\0');
    size_t size = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key_);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    return absl::StrCat(text, ".", Base64Url(signature));
  }

 private:
  EVP_PKEY* key_ = nullptr;
};

IssuerEntry Issuer() {
  IssuerEntry issuer;
  issuer.issuer = "issuer";
  issuer.audience = "bellwether";
  issuer.roles = {{"score", Role::kScore}};
  issuer.roles_claim = "realm.roles";
  issuer.tenant_claim = "org";
  return issuer;
}

absl::StatusOr<VerifiedToken> Verify(std::string_view token, const KeySet& keys) {
  const absl::StatusOr<Jwt> jwt = ParseJwt(token);
  if (!jwt.ok()) return jwt.status();
  return VerifyJwt(*jwt, Issuer(), keys, kNow);
}

void Run(std::string_view bytes) {
  static const auto* const signer = new Signer;
  static const auto* const keys = new KeySet(*KeySet::Parse(signer->Jwks()));
  (void)KeySet::Parse(bytes);
  Require(!Verify(bytes, *keys).ok(), "what nobody signed is refused");

  const size_t line = bytes.find('\n');
  if (line == std::string_view::npos) return;
  const std::string token = signer->Sign(bytes.substr(0, line), bytes.substr(line + 1));
  const absl::StatusOr<Jwt> jwt = ParseJwt(token);
  const absl::StatusOr<VerifiedToken> verified = Verify(token, *keys);
  if (!verified.ok()) {
    return Require(!verified.status().message().empty(), "a refusal says why");
  }
  Require(jwt->algorithm == "EdDSA" && jwt->issuer == "issuer", "it is of its issuer");
  Require(jwt->claims.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)
                  .find("bellwether") != std::string::npos,
          "it is for its audience");
  Require(verified->expires > kNow, "it is not over");
  Require(!verified->caller.name.empty() && verified->caller.name.size() <= 200, "it has a name");
  Require(!verified->caller.tenant.empty(), "it has a tenant");
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
