// Tested by tests/server/access_test.cc and tests/clients/security_test.py.
#include "server/access/access.h"

#include <openssl/sha.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "server/access/jwt.h"
#include "server/access/key_address.h"

namespace bellwether {
namespace {

// How often the file is looked at where the system does not tell of changes.
constexpr absl::Duration kPollInterval = absl::Seconds(10);
constexpr std::string_view kScheme = "bearer ";

Sha256 HashOf(std::string_view text) {
  Sha256 hash{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  return hash;
}

// Lines without the source beside them: a secret may stand there by mistake.
std::string Lines(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
  std::string lines;
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string line = RenderLine(diagnostic, sources);
    absl::StrAppend(&lines, absl::StripAsciiWhitespace(line), diagnostic.hint.empty() ? "" : "; ",
                    diagnostic.hint, "\n");
  }
  return lines;
}

absl::Status Unauthenticated(std::string_view why) {
  return absl::UnauthenticatedError(ToAbsl(why));
}

}  // namespace

Access::Access(Settings settings, Logger& log) : settings_(std::move(settings)), log_(log) {}

absl::StatusOr<std::unique_ptr<Access>> Access::Open(Settings settings, Logger& log,
                                                     std::string& report) {
  if (!settings.fetch) settings.fetch = &FetchKeys;
  if (!settings.now) settings.now = &absl::Now;
  std::unique_ptr<Access> access(new Access(std::move(settings), log));
  if (!access->Read(report)) return absl::InvalidArgumentError("the access file is not good");
  const auto list = access->list();
  access->RefreshKeys(*list);
  for (const std::shared_ptr<KeySource>& keys : list->keys()) {
    const absl::Status status = keys->status();
    if (keys->is_remote() || status.ok()) continue;
    absl::StrAppend(&report, "error: ", status.message(), "\n");
  }
  if (!report.empty()) return absl::InvalidArgumentError("the keys of an issuer are not good");
  return access;
}

std::shared_ptr<const AccessList> Access::list() const {
  MutexLock lock(mutex_);
  return list_;
}

bool Access::Read(std::string& report) {
  const absl::StatusOr<Sources> sources = ReadAccessFile(settings_.file);
  if (!sources.ok()) {
    absl::StrAppend(&report, "error: ", sources.status().message(), "\n");
    return false;
  }
  const std::string& text = sources->files().front().text;
  const auto before = list();
  if (before != nullptr && text == text_) return true;
  Staged<AccessFile> staged = DecodeAccessFile(*sources);
  if (!staged.ok()) {
    report += Lines(staged.diagnostics, *sources);
    return false;
  }
  text_ = text;
  auto next = std::make_shared<const AccessList>(std::move(staged.value), before.get());
  log_.Info("access file in force", {{"file", settings_.file},
                                     {"tokens", next->file().tokens.size()},
                                     {"certificates", next->file().certificates.size()},
                                     {"issuers", next->file().issuers.size()}});
  SayWhatIsOver(*next);
  {
    MutexLock lock(mutex_);
    list_ = std::move(next);
  }
  verified_.Clear();
  if (changed_) changed_();
  return true;
}

void Access::SayWhatIsOver(const AccessList& list) {
  for (const TokenEntry& token : list.file().tokens) {
    if (token.expires > settings_.now()) continue;
    log_.Warning(
        "a token has expired",
        {{"name", token.name}, {"expired", absl::FormatTime(token.expires, absl::UTCTimeZone())}});
  }
}

void Access::ReadAgain() {
  std::string report;
  const bool good = Read(report);
  if (report == problem_) return;
  problem_ = report;
  if (good) return log_.Info("access file is good again", {{"file", settings_.file}});
  for (const auto& line : absl::StrSplit(report, '\n', absl::SkipEmpty())) {
    log_.Error("access file refused, the last good one stays in force", {{"problem", ToStd(line)}});
  }
}

bool Access::RefreshKeys(const AccessList& list) {
  bool changed = false;
  for (const std::shared_ptr<KeySource>& keys : list.keys()) {
    changed = keys->Refresh(settings_.fetch, settings_.now(), log_) || changed;
  }
  if (changed) verified_.Clear();
  return changed;
}

FileFollower::Next Access::Look() {
  ReadAgain();
  const auto now_in_force = list();
  RefreshKeys(*now_in_force);
  FileFollower::Next next{{settings_.file}, kPollInterval};
  for (const std::shared_ptr<KeySource>& keys : now_in_force->keys()) {
    if (!keys->is_remote()) next.paths.push_back(keys->place());
    next.patience = std::min(next.patience, keys->next_refresh() - settings_.now());
  }
  next.patience = std::max(next.patience, absl::ZeroDuration());
  return next;
}

void Access::Follow(std::function<void()> changed) {
  changed_ = std::move(changed);
  follower_.Start({settings_.file}, [this] { return Look(); });
}

// The epoch is read first: what is found by a list that is just being replaced does not hold.
absl::StatusOr<CallerPointer> Access::Identify(const Credentials& credentials, Standing* standing) {
  const uint64_t epoch = verified_.epoch();
  absl::StatusOr<KnownToken> known = FindCaller(credentials);
  if (!known.ok()) return known.status();
  if (standing != nullptr) *standing = {epoch, known->expires};
  return std::move(known->caller);
}

absl::StatusOr<KnownToken> Access::FindCaller(const Credentials& credentials) {
  if (credentials.authorization.size() > 1) {
    return Unauthenticated("more than one authorization came with the call; send one");
  }
  if (!credentials.authorization.empty()) {
    const std::string_view header = credentials.authorization.front();
    if (!absl::StartsWithIgnoreCase(ToAbsl(header), ToAbsl(kScheme))) {
      return Unauthenticated("the authorization is no bearer token; send `Bearer TOKEN`");
    }
    return FindToken(header.substr(kScheme.size()));
  }
  if (CallerPointer caller = list()->FindCertificate(credentials.dns, credentials.uris)) {
    return KnownToken{std::move(caller), absl::InfiniteFuture()};
  }
  const bool has_certificate = !credentials.dns.empty() || !credentials.uris.empty();
  return Unauthenticated(has_certificate
                             ? "the access file has none of the names in the client's certificate"
                             : "the call says not who asks; send a token in `authorization`");
}

absl::StatusOr<KnownToken> Access::FindToken(std::string_view token) {
  const absl::Time now = settings_.now();
  const Sha256 hash = HashOf(token);
  const uint64_t epoch = verified_.epoch();
  const auto in_force = list();
  if (const KnownToken* known = in_force->FindToken(hash)) {
    if (now < known->expires) return *known;
    return Unauthenticated("the token has expired");
  }
  if (!LooksLikeJwt(token) || in_force->file().issuers.empty()) {
    return Unauthenticated("the token is not known");
  }
  if (std::optional<KnownToken> known = verified_.Find(hash, now)) return *std::move(known);
  bool wants_keys = false;
  absl::StatusOr<KnownToken> verified = in_force->VerifyToken(token, now, wants_keys);
  if (wants_keys) follower_.LookNow();
  if (verified.ok()) verified_.Add(hash, *verified, epoch);
  return verified;
}

}  // namespace bellwether
