// Tested by tests/server/jwt_test.cc.
#include "server/access/key_set.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "nlohmann/json.hpp"

namespace bellwether {
namespace {

using nlohmann::json;

constexpr std::string_view kRs256 = "RS256", kEs256 = "ES256", kEdDsa = "EdDSA";
constexpr size_t kLeastModulusBytes = 256, kMostModulusBytes = 1024;
constexpr size_t kCoordinateBytes = 32;  // of P-256 and of Ed25519
constexpr size_t kMostKeys = 100;

struct Freed {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;
using SharedKey = std::shared_ptr<evp_pkey_st>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Owned<BIGNUM> NumberOf(std::string_view bytes) {
  return Owned<BIGNUM>(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string TextAt(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string BytesAt(const json& object, const char* name) {
  std::string bytes;
  return DecodeBase64Url(TextAt(object, name), bytes) ? bytes : std::string();
}

SharedKey FromParameters(const char* kind, OSSL_PARAM_BLD* builder) {
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return {key, Freed()};
}

SharedKey RsaKey(const json& object, std::string& why) {
  const std::string modulus = BytesAt(object, "n"), exponent = BytesAt(object, "e");
  if (modulus.size() < kLeastModulusBytes || modulus.size() > kMostModulusBytes) {
    why = "an RSA key must have 2,048 to 8,192 bits";
    return nullptr;
  }
  if (exponent.empty() || exponent.size() > 8) {
    why = "the exponent of its RSA key cannot be read";
    return nullptr;
  }
  const Owned<BIGNUM> n = NumberOf(modulus), e = NumberOf(exponent);
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return FromParameters("RSA", builder.get());
}

SharedKey CurveKey(const json& object, std::string& why) {
  const std::string x = BytesAt(object, "x"), y = BytesAt(object, "y");
  if (TextAt(object, "crv") != "P-256" || x.size() != kCoordinateBytes ||
      y.size() != kCoordinateBytes) {
    why = "an EC key must be on P-256";
    return nullptr;
  }
  const std::string point = absl::StrCat("\x04", x, y);
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return FromParameters("EC", builder.get());
}

SharedKey EdwardsKey(const json& object, std::string& why) {
  const std::string x = BytesAt(object, "x");
  if (TextAt(object, "crv") != "Ed25519" || x.size() != kCoordinateBytes) {
    why = "an OKP key must be of Ed25519";
    return nullptr;
  }
  return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(x), x.size()), Freed()};
}

struct ReadKey {
  std::string_view algorithm;
  SharedKey key;
};

std::optional<ReadKey> ReadOne(const json& object, std::string& why) {
  if (!object.is_object()) {
    why = "it is no object";
    return std::nullopt;
  }
  const std::string kind = TextAt(object, "kty"), use = TextAt(object, "use");
  if (!use.empty() && use != "sig") {
    why = "it is not for signatures";
    return std::nullopt;
  }
  ReadKey read;
  if (kind == "RSA") read = {kRs256, RsaKey(object, why)};
  if (kind == "EC") read = {kEs256, CurveKey(object, why)};
  if (kind == "OKP") read = {kEdDsa, EdwardsKey(object, why)};
  const std::string algorithm = TextAt(object, "alg");
  const bool other = !algorithm.empty() && algorithm != read.algorithm &&
                     !(algorithm == "Ed25519" && read.algorithm == kEdDsa);
  if (read.algorithm.empty() || other) {
    why = "only RS256, ES256 and EdDSA are known";
    return std::nullopt;
  }
  if (read.key == nullptr && why.empty()) why = "its numbers are no key";
  return read.key == nullptr ? std::nullopt : std::optional(read);
}

// As OpenSSL wants it, from the two numbers that a token has.
std::string ToDer(std::string_view signature) {
  if (signature.size() != 2 * kCoordinateBytes) return "";
  const Owned<ECDSA_SIG> numbers(ECDSA_SIG_new());
  Owned<BIGNUM> r = NumberOf(signature.substr(0, kCoordinateBytes));
  Owned<BIGNUM> s = NumberOf(signature.substr(kCoordinateBytes));
  if (numbers == nullptr || ECDSA_SIG_set0(numbers.get(), r.get(), s.get()) != 1) return "";
  r.release(), s.release();
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  if (size <= 0) return "";
  std::string text(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return text;
}

bool Signed(EVP_PKEY* key, std::string_view algorithm, std::string_view text,
            std::string_view signature) {
  const std::string der = algorithm == kEs256 ? ToDer(signature) : "";
  if (algorithm == kEs256) signature = der;
  if (signature.empty()) return false;
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  const EVP_MD* const digest = algorithm == kEdDsa ? nullptr : EVP_sha256();
  return context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(text),
                          text.size()) == 1;
}

}  // namespace

bool DecodeBase64Url(std::string_view text, std::string& bytes) {
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
  return is_plain && !text.empty() && absl::WebSafeBase64Unescape(ToAbsl(text), &bytes);
}

absl::StatusOr<KeySet> KeySet::Parse(std::string_view text) {
  const json set = json::parse(text, nullptr, false);
  if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) {
    return absl::InvalidArgumentError("it is no JSON Web Key Set: an object with a list of `keys`");
  }
  if (set["keys"].size() > kMostKeys) {
    return absl::InvalidArgumentError(absl::StrCat("it has more than ", kMostKeys, " keys"));
  }
  KeySet keys;
  keys.json_ = std::string(text);
  std::vector<std::string> reasons;
  for (const json& object : set["keys"]) {
    std::string why;
    const std::string id = object.is_object() ? TextAt(object, "kid") : "";
    if (std::optional<ReadKey> read = ReadOne(object, why)) {
      keys.keys_.push_back({id, read->algorithm, std::move(read->key)});
    } else {
      reasons.push_back(absl::StrCat(Quoted(id), ": ", why));
    }
  }
  if (!keys.keys_.empty()) return keys;
  if (reasons.size() > 5) reasons.resize(5);
  return absl::InvalidArgumentError(absl::StrCat(
      "it has no key that can be used", reasons.empty() ? "" : ": ", absl::StrJoin(reasons, "; ")));
}

KeySet::Answer KeySet::Verify(std::string_view algorithm, std::string_view id,
                              std::string_view text, std::string_view signature) const {
  const Key* found = nullptr;
  for (const Key& key : keys_) {
    if (key.algorithm != algorithm || (!id.empty() && key.id != id)) continue;
    // Without an id, or with one that two keys have, it is not said which key is meant.
    if (found != nullptr) return Answer::kNoSuchKey;
    found = &key;
  }
  if (found == nullptr) return Answer::kNoSuchKey;
  return Signed(found->key.get(), algorithm, text, signature) ? Answer::kGood : Answer::kBad;
}

}  // namespace bellwether
