// Lines of the file are never shown: the address of a chat program is a secret, and a secret may
// stand anywhere by mistake.
//
// Tested by tests/server/delivery/delivery_file_test.cc.
#include "server/delivery/delivery_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"
#include "server/delivery/payload.h"
#include "server/delivery/post_address.h"

namespace bellwether::delivery {
namespace {

constexpr size_t kMostSecretBytes = 4'096;
constexpr size_t kLeastSigningBytes = 16;
constexpr size_t kMostTargets = 64;
constexpr size_t kMostRoutes = 1'000;
constexpr size_t kMostAddresses = 100;
constexpr int64_t kMostAttempts = 1'000;
constexpr absl::Duration kLeastTimeout = absl::Seconds(1), kMostTimeout = absl::Minutes(1);

constexpr unsigned kWebhookBit = 1, kSlackBit = 2, kTeamsBit = 4, kAlertmanagerBit = 8,
                   kMailBit = 16;
constexpr unsigned kHttpBits = kWebhookBit | kSlackBit | kTeamsBit | kAlertmanagerBit;

struct KindName {
  std::string_view name;
  TargetKind kind;
  unsigned bit;
};
constexpr std::array<KindName, 5> kKinds = {
    {{"webhook", TargetKind::kWebhook, kWebhookBit},
     {"slack", TargetKind::kSlack, kSlackBit},
     {"teams", TargetKind::kTeams, kTeamsBit},
     {"alertmanager", TargetKind::kAlertmanager, kAlertmanagerBit},
     {"mail", TargetKind::kMail, kMailBit}}};

// Which kinds of target have a key.
struct KeyOfKinds {
  std::string_view key;
  unsigned kinds;
};
constexpr std::array<KeyOfKinds, 16> kTargetKeys = {
    {{"kind", kHttpBits | kMailBit},
     {"allow_private", kHttpBits | kMailBit},
     {"timeout", kHttpBits | kMailBit},
     {"attempts", kHttpBits | kMailBit},
     {"ca", kHttpBits | kMailBit},
     {"url", kHttpBits},
     {"url_file", kHttpBits},
     {"secret_file", kWebhookBit},
     {"bearer_file", kWebhookBit | kAlertmanagerBit},
     {"text", kSlackBit | kTeamsBit | kAlertmanagerBit | kMailBit},
     {"user", kAlertmanagerBit | kMailBit},
     {"password_file", kAlertmanagerBit | kMailBit},
     {"server", kMailBit},
     {"security", kMailBit},
     {"from", kMailBit},
     {"to", kMailBit}}};

struct RouteKey {
  std::string_view key;
  std::vector<std::string> Route::*field;
};
constexpr std::array<RouteKey, 6> kRouteKeys = {{{"route", &Route::routes},
                                                 {"segment", &Route::segments},
                                                 {"csm", &Route::csms},
                                                 {"severity", &Route::severities},
                                                 {"alert", &Route::alerts},
                                                 {"kind", &Route::kinds}}};

std::string Key(std::string_view key) { return absl::StrCat("`", ToAbsl(key), "`"); }

bool IsName(const std::string& name) {
  return !name.empty() && name.size() <= 63 && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
}

// What SMTP takes as it stands between < and >.
bool IsMailAddress(const std::string& address) {
  const size_t sign = address.rfind('@');
  if (sign == std::string::npos || sign == 0 || sign + 1 == address.size()) return false;
  return address.size() <= 254 && std::all_of(address.begin(), address.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  std::string_view("@.!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
         });
}

bool IsHostAndPort(const std::string& server) {
  const size_t colon = server.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  const bool host =
      std::all_of(server.begin(), server.begin() + static_cast<ptrdiff_t>(colon), [](char c) {
        return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
               std::string_view(".-[]:").find(c) != std::string_view::npos;
      });
  int port = 0;
  const char* const end = server.data() + server.size();
  const auto [rest, error] = std::from_chars(server.data() + colon + 1, end, port);
  return host && error == std::errc() && rest == end && port > 0 && port < 65'536;
}

class Decoder {
 public:
  Decoder(std::filesystem::path folder, DiagnosticSink& sink)
      : folder_(std::move(folder)), sink_(sink) {}

  DeliveryFile Decode(const Node& root) {
    if (!root.is_mapping()) {
      WrongType(root, "a delivery file", "a mapping", sink_, "write `targets` and `routes`");
      return {};
    }
    RefuseOthers(root, {"targets", "routes"}, "");
    ReadTargets(root);
    ReadRoutes(root);
    return std::move(file_);
  }

 private:
  void Wrong(const Node& at, std::string message, std::string hint) {
    sink_.Error("bad-value", at.span, std::move(message), std::move(hint));
  }

  void RefuseOthers(const Node& mapping, const std::vector<std::string>& known,
                    std::string_view instead) {
    for (const Entry& entry : mapping.entries) {
      // A condition that was left empty would be one that takes everything.
      if (entry.value.is_null()) {
        sink_.Error("missing-value", entry.key_span, absl::StrCat(Key(entry.key), " has no value"),
                    "give it one, or leave it out");
      }
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      const bool secret = entry.key == "secret" || entry.key == "password" ||
                          entry.key == "token" || entry.key == "bearer";
      sink_.Error("unknown-key", entry.key_span,
                  absl::StrCat("unknown key ", Quoted(entry.key), ToAbsl(instead)),
                  secret ? "the file holds no secrets: write it to a file of its own, and name that"
                         : DidYouMean(entry.key, known));
    }
  }

  // Its value, unless there is none.
  const Node* Find(const Node& mapping, std::string_view key) {
    const Node* const value = mapping.Find(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  // "" is no text: an address or a name of a file that was left out would be none at all.
  std::string Text(const Node& mapping, std::string_view key) {
    const Node* const value = Find(mapping, key);
    if (value == nullptr) return "";
    const std::optional<std::string> text = ReadText(*value, Key(key), sink_);
    if (text.has_value() && text->empty()) {
      Wrong(*value, absl::StrCat(Key(key), " is empty"), "give it a value, or leave it out");
    }
    return text.value_or("");
  }

  // One text, or a list of them.
  std::vector<std::string> Texts(const Node& mapping, std::string_view key) {
    const Node* const value = Find(mapping, key);
    std::vector<std::string> texts;
    if (value == nullptr) return texts;
    if (!value->is_sequence()) {
      if (auto text = ReadText(*value, Key(key), sink_)) texts.push_back(*std::move(text));
      return texts;
    }
    if (value->items.empty()) {
      Wrong(*value, absl::StrCat(Key(key), " is empty"), "leave it out, or name something");
    }
    for (const Node& item : value->items) {
      if (auto text = ReadText(item, absl::StrCat("an item of ", Key(key)), sink_)) {
        texts.push_back(*std::move(text));
      }
    }
    return texts;
  }

  // Of the file that the key names: its first line, without what surrounds it.
  std::string Secret(const Node& at, const std::string& name, std::string_view key) {
    const std::filesystem::path path = folder_ / name;
    file_.files.push_back(path.string());
    std::ifstream stream(path, std::ios::binary);
    std::string text(kMostSecretBytes + 1, '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
      Wrong(at, absl::StrCat("cannot read the file of ", Key(key)),
            absl::StrCat("check that ", path.string(), " is there and may be read"));
      return "";
    }
    text.resize(static_cast<size_t>(stream.gcount()));
    text = std::string(absl::StripAsciiWhitespace(text));
    const bool is_line = std::all_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
    });
    if (!text.empty() && text.size() <= kMostSecretBytes && is_line) return text;
    Wrong(at, absl::StrCat("the file of ", Key(key), " does not hold one line of text"),
          absl::StrCat("at most ", kMostSecretBytes, " bytes, without control characters"));
    return "";
  }

  std::string SecretOf(const Node& mapping, std::string_view key) {
    const std::string name = Text(mapping, key);
    return name.empty() ? "" : Secret(*Find(mapping, key), name, key);
  }

  void ReadTargets(const Node& root) {
    const Node* const targets = Find(root, "targets");
    if (targets == nullptr) {
      return sink_.Error("missing-key", root.span, "a delivery file has no `targets`",
                         "name at least one: pager: {kind: webhook, url: https://...}");
    }
    if (!targets->is_mapping()) {
      return WrongType(*targets, "`targets`", "a mapping", sink_,
                       "write pager: {kind: webhook, url: https://...}");
    }
    if (targets->entries.size() > kMostTargets) {
      sink_.Error("too-many", targets->span,
                  absl::StrCat("`targets` has more than ", kMostTargets, " entries"));
    }
    for (const Entry& entry : targets->entries) {
      names_.push_back(entry.key);
      if (!IsName(entry.key)) {
        sink_.Error("bad-value", entry.key_span,
                    absl::StrCat(Quoted(entry.key), " is no name of a target"),
                    "write 1 to 63 lower-case letters, digits, - and _");
      }
      ReadTarget(entry);
    }
  }

  const KindName* ReadKind(const Node& node, const Span& name_span) {
    const Node* const value = Find(node, "kind");
    std::vector<std::string> names;
    for (const KindName& kind : kKinds) names.emplace_back(kind.name);
    if (value == nullptr) {
      sink_.Error("missing-key", name_span, "a target has no `kind`",
                  absl::StrCat("write one of ", absl::StrJoin(names, ", ")));
      return nullptr;
    }
    const std::optional<std::string> text = ReadText(*value, "`kind`", sink_);
    if (!text.has_value()) return nullptr;
    for (const KindName& kind : kKinds) {
      if (kind.name == *text) return &kind;
    }
    Wrong(*value, absl::StrCat(Quoted(*text), " is no kind of target"), DidYouMean(*text, names));
    return nullptr;
  }

  void ReadTarget(const Entry& entry) {
    const Node& node = entry.value;
    if (!node.is_mapping()) {
      return WrongType(node, "a target", "a mapping", sink_,
                       "write {kind: webhook, url: https://...}");
    }
    const KindName* const kind = ReadKind(node, entry.key_span);
    if (kind == nullptr) return;
    std::vector<std::string> keys;
    for (const KeyOfKinds& key : kTargetKeys) {
      if ((key.kinds & kind->bit) != 0) keys.emplace_back(key.key);
    }
    RefuseOthers(node, keys, absl::StrCat(" of the kind ", ToAbsl(kind->name)));
    Target target;
    target.name = entry.key;
    target.kind = kind->kind;
    ReadCommon(node, target);
    if ((kind->bit & kHttpBits) != 0) ReadHttp(node, entry.key_span, target);
    if (kind->kind == TargetKind::kMail) ReadMail(node, entry.key_span, target);
    file_.targets.push_back(std::move(target));
  }

  void ReadCommon(const Node& node, Target& target) {
    if (const Node* const value = Find(node, "allow_private")) {
      target.allow_private = ReadBool(*value, "`allow_private`", sink_).value_or(false);
    }
    if (const Node* const value = Find(node, "attempts")) {
      const auto attempts = ReadInteger(*value, "`attempts`", sink_);
      if (attempts && (*attempts < 1 || *attempts > kMostAttempts)) {
        Wrong(*value, absl::StrCat("`attempts` is outside 1 to ", kMostAttempts), "");
      } else if (attempts) {
        target.attempts = static_cast<uint32_t>(*attempts);
      }
    }
    if (const std::string text = Text(node, "timeout"); !text.empty()) {
      if (!absl::ParseDuration(text, &target.timeout) || target.timeout < kLeastTimeout ||
          target.timeout > kMostTimeout) {
        Wrong(*Find(node, "timeout"), absl::StrCat(Quoted(text), " is no timeout"),
              "write 1s to 1m, such as 10s");
      }
    }
    if (const std::string ca = Text(node, "ca"); !ca.empty()) {
      target.ca = (folder_ / ca).string();
      file_.files.push_back(target.ca);
      if (!std::ifstream(target.ca).good()) {
        Wrong(*Find(node, "ca"), "cannot read the file of `ca`",
              absl::StrCat("check that ", target.ca, " is there and may be read"));
      }
    }
    target.text = Text(node, "text");
    for (const std::string& place : UnknownPlaces(target.text)) {
      Wrong(*Find(node, "text"), absl::StrCat("`text` has no place ", Quoted(place)),
            DidYouMean(place, KnownPlaces()));
    }
    target.user = Text(node, "user");
    target.password = SecretOf(node, "password_file");
    const bool one_alone =
        (Find(node, "user") == nullptr) != (Find(node, "password_file") == nullptr);
    if (one_alone) {
      Wrong(node, "a target has one of `user` and `password_file`", "write both, or neither");
    }
  }

  void ReadHttp(const Node& node, const Span& name_span, Target& target) {
    const Node* const url = Find(node, "url");
    const Node* const file = Find(node, "url_file");
    if ((url == nullptr) == (file == nullptr)) {
      sink_.Error("missing-key", name_span, "a target needs either `url` or `url_file`",
                  "url_file is for an address that is a secret: a file that holds it");
    } else {
      target.url = url != nullptr ? Text(node, "url") : SecretOf(node, "url_file");
      const std::string problem =
          target.url.empty() ? "" : WhyNoPostAddress(target.url, target.allow_private);
      if (!problem.empty()) {
        const size_t end = problem.find("; ");
        Wrong(url != nullptr ? *url : *file, absl::StrCat("`url`: ", problem.substr(0, end)),
              end == std::string::npos ? "" : problem.substr(end + 2));
      }
    }
    while (target.kind == TargetKind::kAlertmanager && target.url.ends_with("/")) {
      target.url.pop_back();
    }
    target.bearer = SecretOf(node, "bearer_file");
    for (const std::string& name : Texts(node, "secret_file")) {
      const Node& at = *Find(node, "secret_file");
      std::string secret = Secret(at, name, "secret_file");
      if (!secret.empty() && secret.size() < kLeastSigningBytes) {
        Wrong(at, absl::StrCat("a secret has fewer than ", kLeastSigningBytes, " bytes"),
              "`openssl rand -hex 32` makes one that nobody guesses");
      }
      target.secrets.push_back(std::move(secret));
    }
  }

  void ReadMail(const Node& node, const Span& name_span, Target& target) {
    for (const char* const key : {"server", "from", "to"}) {
      if (Find(node, key) != nullptr) continue;
      sink_.Error("missing-key", name_span, absl::StrCat("a target for mail has no ", Key(key)),
                  "write server: HOST:PORT, from: ADDRESS and to: [ADDRESS]");
    }
    target.server = Text(node, "server");
    if (!target.server.empty() && !IsHostAndPort(target.server)) {
      Wrong(*Find(node, "server"), absl::StrCat(Quoted(target.server), " is no mail server"),
            "write HOST:PORT, such as smtp.example.com:587");
    }
    target.from = Text(node, "from");
    if (!target.from.empty()) CheckAddress(*Find(node, "from"), target.from);
    target.to = Texts(node, "to");
    for (const std::string& to : target.to) CheckAddress(*Find(node, "to"), to);
    if (target.to.size() > kMostAddresses) {
      Wrong(*Find(node, "to"), absl::StrCat("`to` has more than ", kMostAddresses, " addresses"),
            "let the mail server know them as a list");
    }
    ReadSecurity(node, target);
  }

  void CheckAddress(const Node& at, const std::string& address) {
    if (IsMailAddress(address)) return;
    Wrong(at, absl::StrCat(Quoted(address), " is no address of mail"),
          "write it without a name: cs@example.com");
  }

  void ReadSecurity(const Node& node, Target& target) {
    const std::string text = Text(node, "security");
    if (text.empty()) return;
    const Node& at = *Find(node, "security");
    const std::vector<std::string> known = {"starttls", "tls", "none"};
    const auto found = std::find(known.begin(), known.end(), text);
    if (found == known.end()) {
      return Wrong(at, absl::StrCat(Quoted(text), " is no security of mail"),
                   DidYouMean(text, known));
    }
    constexpr std::array kSecurities = {MailSecurity::kStartTls, MailSecurity::kTls,
                                        MailSecurity::kNone};
    target.security = kSecurities[static_cast<size_t>(found - known.begin())];
    if (target.security != MailSecurity::kNone) return;
    if (!target.user.empty()) {
      Wrong(at, "a password would be sent without TLS", "write security: starttls, or tls");
    }
    if (!target.allow_private) {
      Wrong(at, "without TLS mail goes to private addresses alone",
            "write starttls or tls, or `allow_private: true`");
    }
  }

  void ReadRoutes(const Node& root) {
    const Node* const routes = Find(root, "routes");
    if (routes == nullptr) {
      return sink_.Error("missing-key", root.span, "a delivery file has no `routes`",
                         "give everything to a target: routes: [{to: [NAME]}]");
    }
    if (!routes->is_sequence()) {
      return WrongType(*routes, "`routes`", "a list", sink_, "begin each route with a -");
    }
    if (routes->items.size() > kMostRoutes) {
      sink_.Error("too-many", routes->span,
                  absl::StrCat("`routes` has more than ", kMostRoutes, " entries"));
    }
    for (const Node& item : routes->items) ReadRoute(item);
    if (TakesEverything()) return;
    Wrong(*routes, "an alert may be on no route, and nobody would be told of it",
          "end with a route without conditions: - {to: [NAME]}");
  }

  bool TakesEverything() const {
    if (file_.routes.empty()) return false;
    return std::all_of(kRouteKeys.begin(), kRouteKeys.end(), [this](const RouteKey& key) {
      return (file_.routes.back().*key.field).empty();
    });
  }

  void ReadRoute(const Node& node) {
    Route route;
    if (!node.is_mapping()) {
      WrongType(node, "a route", "a mapping", sink_, "write {severity: red, to: [NAME]}");
      file_.routes.push_back(std::move(route));
      return;
    }
    std::vector<std::string> keys = {"to", "continue"};
    for (const RouteKey& key : kRouteKeys) {
      keys.emplace_back(key.key);
      route.*key.field = Texts(node, key.key);
    }
    RefuseOthers(node, keys, " of a route");
    if (const Node* const goes_on = Find(node, "continue")) {
      route.goes_on = ReadBool(*goes_on, "`continue`", sink_).value_or(false);
    }
    route.to = Texts(node, "to");
    if (Find(node, "to") == nullptr) {
      sink_.Error("missing-key", node.span, "a route has no `to`", "write to: [NAME]");
    }
    for (const std::string& name : route.to) {
      if (std::find(names_.begin(), names_.end(), name) != names_.end()) continue;
      sink_.Error("unknown-target", Find(node, "to")->span,
                  absl::StrCat(Quoted(name), " is not among `targets`"), DidYouMean(name, names_));
    }
    file_.routes.push_back(std::move(route));
  }

  const std::filesystem::path folder_;
  DiagnosticSink& sink_;
  DeliveryFile file_;
  std::vector<std::string> names_;  // of targets, those with mistakes included
};

absl::StatusOr<Sources> ReadSources(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxDeliveryBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(absl::StrCat("cannot read the delivery file ", path,
                                            "; check that it is there and may be read"));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() > kMaxDeliveryBytes) {
    return absl::ResourceExhaustedError(absl::StrCat("the delivery file ", path, " is larger than ",
                                                     kMaxDeliveryBytes,
                                                     " bytes; is it the right file?"));
  }
  return Sources({SourceFile{path, std::move(text)}});
}

}  // namespace

Staged<DeliveryFile> DecodeDeliveryFile(const Sources& sources) {
  DiagnosticSink sink;
  Staged<DeliveryFile> staged;
  const Node root = ParseYaml(sources, 0, Limits{}, sink);
  const std::filesystem::path path(std::string(sources.name(0)));
  if (!sink.has_errors() || root.is_mapping()) {
    staged.value = Decoder(path.parent_path(), sink).Decode(root);
  }
  staged.diagnostics = sink.Take();
  return staged;
}

absl::StatusOr<DeliveryFile> ReadDeliveryFile(const std::string& path) {
  const auto sources = ReadSources(path);
  if (!sources.ok()) return sources.status();
  Staged<DeliveryFile> staged = DecodeDeliveryFile(*sources);
  if (staged.ok()) return std::move(staged.value);
  std::string lines;
  for (const Diagnostic& diagnostic : staged.diagnostics) {
    const std::string line = RenderLine(diagnostic, *sources);
    absl::StrAppend(&lines, lines.empty() ? "" : "\n", absl::StripAsciiWhitespace(line),
                    diagnostic.hint.empty() ? "" : "; ", diagnostic.hint);
  }
  return absl::InvalidArgumentError(lines);
}

}  // namespace bellwether::delivery
