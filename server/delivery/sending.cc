// Tested with real servers by tests/server/delivery/curl_transport_test.cc, and with an
// Alertmanager by tests/e2e/delivery_test.py.
#include "server/delivery/sending.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "server/delivery/event.h"
#include "server/delivery/payload.h"

namespace bellwether::delivery {
namespace {

// What says that this message is wrong, and not the target, its place or the time.
constexpr std::array<int, 4> kHttpRefusals = {400, 413, 415, 422};
constexpr std::array<int, 5> kMailRefusals = {550, 551, 552, 553, 554};

template <size_t kCount>
bool IsOneOf(const std::array<int, kCount>& codes, int code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Answer JudgeHttp(const Transport::Ending& ending) {
  if (!ending.complete) return {Answer::kFailed, ending.problem, std::nullopt};
  if (ending.code >= 200 && ending.code < 300) return {};
  if (ending.code >= 300 && ending.code < 400) {
    return {Answer::kFailed,
            absl::StrCat("answered ", ending.code,
                         ": redirections are not followed, give the address itself"),
            std::nullopt};
  }
  return {IsOneOf(kHttpRefusals, ending.code) ? Answer::kRefused : Answer::kFailed,
          absl::StrCat("answered ", ending.code), ending.retry_after};
}

Answer JudgeMail(const Transport::Ending& ending) {
  if (ending.complete) return {};
  const bool refused = IsOneOf(kMailRefusals, ending.code);
  const std::string code = ending.code == 0 ? "" : absl::StrCat("answered ", ending.code, ": ");
  return {refused ? Answer::kRefused : Answer::kFailed, absl::StrCat(code, ending.problem),
          std::nullopt};
}

Transport::Connection ConnectionOf(const Target& target) {
  return {target.user, target.password, target.ca, target.allow_private, target.timeout};
}

Transport::MailTls TlsOf(MailSecurity security) {
  switch (security) {
    case MailSecurity::kTls:
      return Transport::MailTls::kFromTheStart;
    case MailSecurity::kNone:
      return Transport::MailTls::kNone;
    case MailSecurity::kStartTls:
      break;
  }
  return Transport::MailTls::kUpgrade;
}

std::string BodyOf(const Target& target, const store::StoredMessage& message, const Event& event) {
  switch (target.kind) {
    case TargetKind::kSlack:
      return SlackBody(target, event);
    case TargetKind::kTeams:
      return TeamsBody(target, event);
    case TargetKind::kAlertmanager:
      return AlertmanagerBody(target, event);
    case TargetKind::kWebhook:
    case TargetKind::kMail:
      break;
  }
  return message.message.body;
}

Transport::HttpPost PostOf(const Target& target, const store::StoredMessage& message,
                           const Event& event, absl::Time now) {
  Transport::HttpPost post;
  post.url = target.url;
  if (target.kind == TargetKind::kAlertmanager) post.url += "/api/v2/alerts";
  post.body = BodyOf(target, message, event);
  post.connection = ConnectionOf(target);
  post.headers = {{"Content-Type", "application/json"}};
  if (!target.bearer.empty()) {
    post.headers.emplace_back("Authorization", absl::StrCat("Bearer ", target.bearer));
  }
  if (target.kind != TargetKind::kWebhook) return post;
  const std::string timestamp = absl::StrCat(absl::ToUnixSeconds(now));
  post.headers.emplace_back("Idempotency-Key", message.message.key);
  post.headers.emplace_back("Bellwether-Sequence", absl::StrCat(message.sequence));
  post.headers.emplace_back("Bellwether-Attempt", absl::StrCat(message.attempts + 1));
  post.headers.emplace_back("Bellwether-Timestamp", timestamp);
  if (!target.secrets.empty()) {
    post.headers.emplace_back("Bellwether-Signature",
                              SignatureOf(target.secrets, timestamp, post.body));
  }
  return post;
}

}  // namespace

std::string SignatureOf(const std::vector<std::string>& secrets, std::string_view timestamp,
                        std::string_view body) {
  const std::string text = absl::StrCat(ToAbsl(timestamp), ".", ToAbsl(body));
  return absl::StrJoin(secrets, ",", [&](std::string* into, const std::string& secret) {
    absl::StrAppend(into, "v1=", HmacSha256Hex(secret, text));
  });
}

Answer Send(const Target& target, const store::StoredMessage& message, Transport& transport,
            absl::Time now) {
  const absl::StatusOr<Event> event = DecodeEvent(message.message.body);
  if (!event.ok()) return {Answer::kRefused, std::string(event.status().message()), std::nullopt};
  if (target.kind != TargetKind::kMail) {
    return JudgeHttp(transport.Post(PostOf(target, message, *event, now)));
  }
  return JudgeMail(transport.Send({target.server, TlsOf(target.security), target.from, target.to,
                                   MailText(target, *event, now), ConnectionOf(target)}));
}

}  // namespace bellwether::delivery
