// Bytes as an access file: refused with a place for each reason, or a list whose every caller has
// a name and a role, and is found by what it shows. Nothing that may be a token is repeated.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/access/access_list.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

void RequireCaller(const CallerPointer& caller, const std::string& name) {
  Require(caller != nullptr, "an entry is found by what its caller shows", name);
  Require(!caller->name.empty(), "a caller has a name");
  Require(caller->roles != RoleSet(), "a caller has a role", caller->name);
}

void RequireCallers(const AccessFile& file) {
  const AccessList list(file, nullptr);
  Require(!file.tokens.empty() || !file.certificates.empty() || !file.issuers.empty(),
          "somebody may ask");
  for (const TokenEntry& token : file.tokens) {
    const KnownToken* known = list.FindToken(token.hash);
    Require(known != nullptr, "a token is found by its hash", token.name);
    RequireCaller(known->caller, token.name);
  }
  for (const CertificateEntry& entry : file.certificates) {
    RequireCaller(list.FindCertificate({entry.dns}, {entry.uri}), entry.name);
  }
  for (const IssuerEntry& issuer : file.issuers) {
    Require(!issuer.issuer.empty() && !issuer.audience.empty() && !issuer.keys.empty(),
            "an issuer is whole", issuer.issuer);
    Require(issuer.leeway >= absl::ZeroDuration() && issuer.leeway <= absl::Minutes(5),
            "a leeway is within its bounds");
  }
}

size_t LongestWord(std::string_view text) {
  size_t longest = 0, length = 0;
  for (const char c : text) {
    const bool in_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '_' || c == '-';
    length = in_word ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return longest;
}

void Run(std::string_view bytes) {
  const Sources sources({SourceFile{"access.yaml", std::string(bytes)}});
  const Staged<AccessFile> staged = DecodeAccessFile(sources);
  if (staged.ok()) return RequireCallers(staged.value);
  for (const Diagnostic& diagnostic : staged.diagnostics) {
    Require(!diagnostic.message.empty(), "a refusal says why");
    Require(LongestWord(diagnostic.message) < 24 && LongestWord(diagnostic.hint) < 24,
            "nothing that may be a token is repeated", diagnostic.message);
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
