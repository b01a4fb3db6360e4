// Lines of the file are never shown, and nothing of it that looks like a token: one may stand
// anywhere by mistake, also in place of a key.
//
// Tested by tests/server/access_file_test.cc, fuzzed by tests/fuzz/access_file_target.cc.
#include "server/access/access_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"
#include "server/access/key_address.h"

namespace bellwether {
namespace {

constexpr std::array<std::pair<std::string_view, Role>, kRoles> kRoleNames = {
    {{"score", Role::kScore}, {"read", Role::kRead}, {"admin", Role::kAdmin}}};
constexpr size_t kMostNameBytes = 200;
constexpr size_t kMostEntries = 10'000;
constexpr size_t kTokenBytes = 24;  // no word of our own messages is as long
constexpr absl::Duration kMostLeeway = absl::Minutes(5);

std::optional<Role> RoleNamed(std::string_view name) {
  for (const auto& [known, role] : kRoleNames) {
    if (known == name) return role;
  }
  return std::nullopt;
}

std::vector<std::string> RoleNames() {
  std::vector<std::string> names;
  for (const auto& [name, _] : kRoleNames) names.emplace_back(name);
  return names;
}

std::optional<absl::Time> ReadTime(std::string_view text) {
  absl::CivilDay day;
  if (absl::ParseCivilTime(ToAbsl(text), &day)) return absl::FromCivil(day, absl::UTCTimeZone());
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, ToAbsl(text), &time, &error)) return time;
  return std::nullopt;
}

bool IsOfATokens(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
}

// The text with every word that is as long as a token left out.
std::string WithoutTokens(std::string_view text) {
  std::string safe;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && IsOfATokens(text[end])) ++end;
    if (end - at >= kTokenBytes) {
      safe += "...";
    } else {
      safe += text.substr(at, std::max(end - at, size_t{1}));
    }
    at = std::max(end, at + 1);
  }
  return safe;
}

// A mapping with known keys, each asked for once.
class EntryReader {
 public:
  EntryReader(const Node& node, std::string what, DiagnosticSink& sink)
      : node_(node), what_(std::move(what)), sink_(sink) {
    if (!node.is_mapping()) WrongType(node, what_, "a mapping", sink_);
  }

  const Node* Find(std::string_view key) {
    keys_.emplace_back(key);
    const Node* value = node_.Find(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  // "" when it is missing.
  std::string Text(std::string_view key) {
    const Node* value = Find(key);
    if (value == nullptr) return "";
    std::string text = ReadText(*value, Key(key), sink_).value_or("");
    if (text.size() <= kMostNameBytes * 10) return text;
    sink_.Error("too-long", value->span, absl::StrCat(Key(key), " is too long"));
    return "";
  }

  std::string RequiredText(std::string_view key, std::string_view hint) {
    const Node* value = Find(key);
    std::string text = Text(key);
    if (node_.is_mapping() && (value == nullptr || (value->is_scalar() && text.empty()))) {
      sink_.Error("missing-key", node_.span, absl::StrCat(what_, " has no ", Key(key)),
                  std::string(hint));
    }
    return text;
  }

  std::string Name() {
    std::string name = RequiredText("name", "logs and errors call the caller by it");
    const Node* value = node_.Find("name");
    if (value != nullptr && name.size() > kMostNameBytes) {
      sink_.Error("too-long", value->span,
                  absl::StrCat("`name` has more than ", kMostNameBytes, " bytes"));
    }
    return name;
  }

  RoleSet Roles() {
    RoleSet roles;
    const Node* value = Find("roles");
    if (value == nullptr) {
      Missing("roles", "write for instance roles: [score]");
      return roles;
    }
    if (!value->is_sequence()) {
      WrongType(*value, "`roles`", "a list", sink_, "write for instance [score, read]");
      return roles;
    }
    for (const Node& item : value->items) {
      if (const std::optional<Role> role = ReadRole(item)) roles.Add(*role);
    }
    if (value->items.empty()) {
      sink_.Error("bad-value", value->span, absl::StrCat(what_, " has no role"),
                  "without one it may do nothing; leave it out instead");
    }
    return roles;
  }

  std::optional<Role> ReadRole(const Node& item) {
    const std::optional<std::string> text = ReadText(item, "a role", sink_);
    if (!text.has_value()) return std::nullopt;
    const std::optional<Role> role = RoleNamed(*text);
    if (!role.has_value()) {
      sink_.Error("unknown-role", item.span, absl::StrCat(Quoted(*text), " is no role"),
                  DidYouMean(*text, RoleNames()));
    }
    return role;
  }

  absl::Time Expires() {
    const std::string text = Text("expires");
    if (text.empty()) return absl::InfiniteFuture();
    const std::optional<absl::Time> time = ReadTime(text);
    if (!time.has_value()) {
      sink_.Error("bad-value", node_.Find("expires")->span,
                  absl::StrCat(Quoted(text), " is no moment"),
                  "write a day, 2027-01-31, which begins in UTC, or 2027-01-31T12:00:00Z");
    }
    return time.value_or(absl::InfiniteFuture());
  }

  void Missing(std::string_view key, std::string_view hint) {
    if (!node_.is_mapping()) return;
    sink_.Error("missing-key", node_.span, absl::StrCat(what_, " has no ", Key(key)),
                std::string(hint));
  }

  // Complains of every key that was not asked for.
  void RefuseOthers() {
    for (const Entry& entry : node_.entries) {
      if (std::find(keys_.begin(), keys_.end(), entry.key) != keys_.end()) continue;
      const bool secret = entry.key == "token" || entry.key == "secret" || entry.key == "password";
      sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                  secret ? "the file holds hashes alone: `bellwether token` makes one"
                         : DidYouMean(entry.key, keys_));
    }
  }

  const Node& node() const { return node_; }
  DiagnosticSink& sink() { return sink_; }
  static std::string Key(std::string_view key) { return absl::StrCat("`", ToAbsl(key), "`"); }

 private:
  const Node& node_;
  const std::string what_;
  DiagnosticSink& sink_;
  std::vector<std::string> keys_;
};

class Decoder {
 public:
  Decoder(std::string folder, DiagnosticSink& sink) : folder_(std::move(folder)), sink_(sink) {}

  AccessFile Decode(const Node& root) {
    EntryReader reader(root, "an access file", sink_);
    ReadTenants(reader.Find("tenants"));  // first, as the others name them
    ReadList(reader.Find("tokens"), "tokens", [this](const Node& node) { ReadToken(node); });
    ReadList(reader.Find("certificates"), "certificates",
             [this](const Node& node) { ReadCertificate(node); });
    ReadList(reader.Find("issuers"), "issuers", [this](const Node& node) { ReadIssuer(node); });
    reader.RefuseOthers();
    CheckTogether(root);
    return std::move(file_);
  }

 private:
  template <typename Read>
  void ReadList(const Node* list, std::string_view key, Read read) {
    if (list == nullptr) return;
    if (!list->is_sequence()) {
      return WrongType(*list, EntryReader::Key(key), "a list", sink_, "begin each entry with a -");
    }
    if (list->items.size() > kMostEntries) {
      return sink_.Error(
          "too-many", list->span,
          absl::StrCat(EntryReader::Key(key), " has more than ", kMostEntries, " entries"));
    }
    for (const Node& item : list->items) read(item);
  }

  void ReadToken(const Node& node) {
    EntryReader reader(node, "a token", sink_);
    TokenEntry entry;
    entry.name = reader.Name();
    entry.hash = ReadHash(reader);
    entry.roles = reader.Roles();
    entry.tenant = ReadTenant(reader);
    entry.expires = reader.Expires();
    reader.RefuseOthers();
    const std::string hash(entry.hash.begin(), entry.hash.end());
    if (entry.hash != Sha256{} && !hashes_.insert(hash).second) {
      sink_.Error("duplicate", node.span, "another token has the same hash",
                  "each caller needs a token of its own: `bellwether token` makes one");
    }
    AddName(node, entry.name);
    file_.tokens.push_back(std::move(entry));
  }

  Sha256 ReadHash(EntryReader& reader) {
    Sha256 hash{};
    const Node* value = reader.Find("sha256");
    if (value == nullptr) {
      reader.Missing("sha256", "`bellwether token` makes a token and its hash");
      return hash;
    }
    const std::string text = absl::AsciiStrToLower(value->text);
    const bool is_hash = value->is_scalar() && text.size() == 2 * hash.size() &&
                         text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_hash) {
      sink_.Error("bad-value", value->span, "`sha256` is not 64 hexadecimal digits",
                  "write the hash, never the token: `bellwether token` makes both");
      return hash;
    }
    const std::string bytes = absl::HexStringToBytes(text);
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
  }

  void ReadCertificate(const Node& node) {
    EntryReader reader(node, "a certificate", sink_);
    CertificateEntry entry;
    entry.name = reader.Name();
    entry.dns = reader.Text("dns");
    entry.uri = reader.Text("uri");
    entry.roles = reader.Roles();
    entry.tenant = ReadTenant(reader);
    reader.RefuseOthers();
    if (node.is_mapping() && entry.dns.empty() == entry.uri.empty()) {
      sink_.Error("bad-value", node.span, "a certificate needs either `dns` or `uri`",
                  "the name among its subject alternative names: dns: billing.internal, or "
                  "uri: spiffe://example.com/billing");
    }
    const std::string subject = absl::StrCat("dns ", entry.dns, " uri ", entry.uri);
    if (!subjects_.insert(subject).second) {
      sink_.Error("duplicate", node.span, "another certificate has the same name in it");
    }
    AddName(node, entry.name);
    file_.certificates.push_back(std::move(entry));
  }

  void ReadIssuer(const Node& node) {
    EntryReader reader(node, "an issuer", sink_);
    IssuerEntry entry;
    entry.issuer = reader.RequiredText("issuer", "as its tokens' claim `iss` has it");
    entry.audience = reader.RequiredText("audience", "what its tokens' claim `aud` must hold");
    entry.keys = reader.RequiredText("keys", "a JSON Web Key Set: an address, or a file");
    entry.ca = Beside(reader.Text("ca"));
    ReadClaims(reader, entry);
    ReadLeeway(reader, entry);
    reader.RefuseOthers();
    const Node* keys = node.Find("keys");
    if (keys != nullptr && entry.keys_are_remote()) {
      const absl::Status status = CheckKeyAddress(entry.keys);
      if (!status.ok()) sink_.Error("bad-value", keys->span, std::string(status.message()));
    } else {
      entry.keys = Beside(entry.keys);
    }
    if (!issuers_.insert(entry.issuer).second) {
      sink_.Error("duplicate", node.span,
                  absl::StrCat("the issuer ", Quoted(entry.issuer), " is there twice"));
    }
    file_.issuers.push_back(std::move(entry));
  }

  void ReadClaims(EntryReader& reader, IssuerEntry& entry) {
    if (std::string claim = reader.Text("name_claim"); !claim.empty()) entry.name_claim = claim;
    if (std::string claim = reader.Text("roles_claim"); !claim.empty()) entry.roles_claim = claim;
    entry.tenant_claim = reader.Text("tenant_claim");
    const Node* words = reader.Find("roles");
    if (words == nullptr) {
      for (const auto& [name, role] : kRoleNames) entry.roles.emplace_back(name, role);
      return;
    }
    if (!words->is_mapping()) {
      return WrongType(*words, "`roles` of an issuer", "a mapping", sink_,
                       "words of the claim and roles: {bellwether-score: score}");
    }
    for (const Entry& word : words->entries) {
      if (const std::optional<Role> role = reader.ReadRole(word.value)) {
        entry.roles.emplace_back(word.key, *role);
      }
    }
  }

  void ReadLeeway(EntryReader& reader, IssuerEntry& entry) {
    const std::string text = reader.Text("leeway");
    if (text.empty()) return;
    absl::Duration leeway;
    if (absl::ParseDuration(text, &leeway) && leeway >= absl::ZeroDuration() &&
        leeway <= kMostLeeway) {
      entry.leeway = leeway;
      return;
    }
    sink_.Error("bad-value", reader.node().Find("leeway")->span,
                absl::StrCat(Quoted(text), " is no leeway"), "write 0s to 5m, such as 30s");
  }

  std::string ReadTenant(EntryReader& reader) {
    std::string tenant = reader.Text("tenant");
    if (tenant.empty() || tenants_.empty()) return tenant;
    if (std::find(tenants_.begin(), tenants_.end(), tenant) == tenants_.end()) {
      sink_.Error("unknown-tenant", reader.node().Find("tenant")->span,
                  absl::StrCat("the tenant ", Quoted(tenant), " is not among `tenants`"),
                  DidYouMean(tenant, tenants_));
    }
    return tenant;
  }

  void ReadTenants(const Node* tenants) {
    if (tenants == nullptr) return;
    if (!tenants->is_mapping()) {
      return WrongType(*tenants, "`tenants`", "a mapping", sink_, "write acme: {pack: active}");
    }
    for (const Entry& entry : tenants->entries) {
      EntryReader reader(entry.value, "a tenant", sink_);
      TenantEntry tenant{entry.key, reader.RequiredText("pack", "a label or a digest")};
      reader.RefuseOthers();
      tenants_.push_back(tenant.name);
      file_.tenants.push_back(std::move(tenant));
    }
  }

  // Names are what logs have of a caller: two under one name could not be told apart.
  void AddName(const Node& node, const std::string& name) {
    if (name.empty() || names_.insert(name).second) return;
    sink_.Error("duplicate", node.span, absl::StrCat("the name ", Quoted(name), " is there twice"),
                "while a token is exchanged for another, call them name-1 and name-2");
  }

  void CheckTogether(const Node& root) {
    if (sink_.has_errors()) return;
    if (file_.tokens.empty() && file_.certificates.empty() && file_.issuers.empty()) {
      sink_.Error("nobody", root.span, "nobody may ask",
                  "write tokens, certificates or issuers; or leave --access-file out");
    }
  }

  std::string Beside(const std::string& path) const {
    if (path.empty()) return path;
    return (std::filesystem::path(folder_) / path).string();
  }

  const std::string folder_;
  DiagnosticSink& sink_;
  AccessFile file_;
  std::vector<std::string> tenants_;
  std::set<std::string> hashes_, subjects_, issuers_, names_;
};

}  // namespace

std::string_view NameOf(Role role) {
  for (const auto& [name, known] : kRoleNames) {
    if (known == role) return name;
  }
  return "?";
}

std::string DescribeRoles(RoleSet roles) {
  std::vector<std::string> names;
  for (const auto& [name, role] : kRoleNames) {
    if (roles.Has(role)) names.emplace_back(name);
  }
  return names.empty() ? "no role" : absl::StrJoin(names, " and ");
}

absl::StatusOr<Sources> ReadAccessFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxAccessBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(absl::StrCat("cannot read the access file ", path,
                                            "; check that it is there and may be read"));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() > kMaxAccessBytes) {
    return absl::ResourceExhaustedError(absl::StrCat("the access file ", path, " is larger than ",
                                                     kMaxAccessBytes,
                                                     " bytes; is it the right file?"));
  }
  return Sources({SourceFile{path, std::move(text)}});
}

Staged<AccessFile> DecodeAccessFile(const Sources& sources) {
  DiagnosticSink sink;
  Staged<AccessFile> staged;
  const Node root = ParseYaml(sources, 0, Limits{}, sink);
  const std::filesystem::path path(std::string(sources.name(0)));
  if (!sink.has_errors() || root.is_mapping()) {
    staged.value = Decoder(path.parent_path().string(), sink).Decode(root);
  }
  staged.diagnostics = sink.Take();
  for (Diagnostic& diagnostic : staged.diagnostics) {
    diagnostic.message = WithoutTokens(diagnostic.message);
    diagnostic.hint = WithoutTokens(diagnostic.hint);
  }
  return staged;
}

}  // namespace bellwether
