// Forms, as their owners describe them:
// https://api.slack.com/reference/block-kit/blocks, https://adaptivecards.io/explorer,
// https://github.com/prometheus/alertmanager/blob/v0.25.0/api/v2/openapi.yaml, RFC 5322 and 2047.
//
// Tested by tests/server/delivery/payload_test.cc.
#include "server/delivery/payload.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "nlohmann/json.hpp"

namespace bellwether::delivery {
namespace {

using nlohmann::json;

constexpr absl::Duration kFiringFor = absl::Hours(24 * 365);
constexpr size_t kMostTextBytes = 1'900;  // with a name before it below what each of them takes
constexpr size_t kMostLabelBytes = 500;

std::string Moment(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

// At most so many bytes, and no character in pieces.
std::string Cut(std::string text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  text.resize(most);
  return text;
}

// Whatever would begin another line or do something to a terminal is a blank.
std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return text;
}

std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

using Place = std::pair<const char*, std::string (*)(const Event&)>;
constexpr std::array<Place, 15> kPlaces = {
    {{"account", [](const Event& event) { return event.account; }},
     {"kind", [](const Event& event) { return event.kind; }},
     {"alert", [](const Event& event) { return event.face.alert; }},
     {"severity", [](const Event& event) { return event.face.severity; }},
     {"segment", [](const Event& event) { return event.face.segment; }},
     {"csm", [](const Event& event) { return event.face.csm; }},
     {"reason", [](const Event& event) { return event.reason; }},
     {"playbook", [](const Event& event) { return event.playbook; }},
     {"by", [](const Event& event) { return event.by; }},
     {"why", [](const Event& event) { return event.why; }},
     {"task", [](const Event& event) { return event.task; }},
     {"tenant", [](const Event& event) { return event.tenant; }},
     {"alert_id", [](const Event& event) { return event.alert_id; }},
     {"at", [](const Event& event) { return Moment(event.at); }},
     {"raised_at", [](const Event& event) { return Moment(event.raised_at); }}}};

const Place* PlaceNamed(std::string_view name) {
  for (const Place& place : kPlaces) {
    if (place.first == name) return &place;
  }
  return nullptr;
}

// Calls `text` with what stands between places, and `place` with what stands in braces.
template <typename Text, typename InBraces>
void Walk(std::string_view whole, const Text& text, const InBraces& place) {
  while (!whole.empty()) {
    const size_t open = whole.find('{');
    const size_t close = open == std::string_view::npos ? open : whole.find('}', open);
    if (close == std::string_view::npos) return text(whole);
    text(whole.substr(0, open));
    place(whole.substr(open + 1, close - open - 1));
    whole.remove_prefix(close + 1);
  }
}

std::string Sentence(const Target& target, const Event& event) {
  const std::string text = FillText(target.text.empty() ? kStandardText : target.text, event);
  return Cut(OneLine(text), kMostTextBytes);
}

// What is known besides, for people: at most ten, which is what Slack takes.
std::vector<std::pair<std::string, std::string>> Facts(const Event& event) {
  std::vector<std::pair<std::string, std::string>> facts;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) facts.emplace_back(name, Cut(OneLine(value), kMostTextBytes));
  };
  add("Account", event.account);
  add("Alert", event.face.alert);
  add("Severity", event.face.severity);
  add("Segment", event.face.segment);
  add("CSM", event.face.csm);
  add("Playbook", event.playbook);
  add("Task", event.task);
  add("By", event.by);
  add("Why", event.why);
  add("At", Moment(event.at));
  return facts;
}

json SlackText(const std::string& text) {
  return {{"type", "plain_text"}, {"text", text}, {"emoji", false}};
}

json TeamsLine(const std::string& text, bool strong) {
  json run = {{"type", "TextRun"}, {"text", text}};
  if (strong) run["weight"] = "bolder";
  return {{"type", "RichTextBlock"}, {"inlines", json::array({run})}};
}

// Labels are what an Alertmanager knows an alert by, so they hold nothing that changes.
json LabelsOf(const Event& event, const Face& face) {
  json labels = json::object();
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) labels[name] = Cut(OneLine(value), kMostLabelBytes);
  };
  add("alertname", face.alert.empty() ? "bellwether" : face.alert);
  add("severity", face.severity);
  add("csm", face.csm);
  add("account", event.account);
  add("tenant", event.tenant);
  add("alert_id", event.alert_id);
  return labels;
}

json AlertOf(const Target& target, const Event& event, const Face& face, bool over) {
  json annotations = {{"summary", Sentence(target, event)}, {"kind", event.kind}};
  if (!event.playbook.empty()) annotations["playbook"] = event.playbook;
  // No label: nobody tells that it changed, and the alert of the former one would have no end.
  if (!face.segment.empty()) annotations["segment"] = face.segment;
  return {{"labels", LabelsOf(event, face)},
          {"annotations", std::move(annotations)},
          {"startsAt", Moment(std::min(event.raised_at, event.at))},
          {"endsAt", Moment(over ? event.at : event.at + kFiringFor)}};
}

// RFC 2047: words of at most 75 characters, none of which ends within a character.
std::string HeaderText(std::string text) {
  constexpr size_t kMostBytesOfAWord = 39;  // with the name of the header
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  if (is_plain && text.size() <= 200 && text.find("=?") == std::string::npos) return text;
  std::vector<std::string> words;
  while (!text.empty()) {
    std::string piece = Cut(text, kMostBytesOfAWord);
    if (piece.empty()) piece = text.substr(0, kMostBytesOfAWord);  // no UTF-8
    text.erase(0, piece.size());
    words.push_back(absl::StrCat("=?UTF-8?B?", absl::Base64Escape(piece), "?="));
  }
  return absl::StrJoin(words, "\r\n ");
}

// In lines of 76 characters.
std::string Base64Lines(const std::string& text) {
  std::string lines;
  const std::string encoded = absl::Base64Escape(text);
  for (size_t at = 0; at < encoded.size(); at += 76) {
    absl::StrAppend(&lines, encoded.substr(at, 76), "\r\n");
  }
  return lines;
}

std::string DomainOf(const std::string& address) {
  const size_t sign = address.rfind('@');
  return sign == std::string::npos ? "bellwether.invalid" : address.substr(sign + 1);
}

}  // namespace

std::string FillText(std::string_view text, const Event& event) {
  std::string filled;
  Walk(
      text, [&](std::string_view piece) { filled += piece; },
      [&](std::string_view name) {
        const Place* const place = PlaceNamed(name);
        filled += place != nullptr ? place->second(event) : absl::StrCat("{", ToAbsl(name), "}");
      });
  return filled;
}

std::vector<std::string> UnknownPlaces(std::string_view text) {
  std::vector<std::string> unknown;
  Walk(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        if (PlaceNamed(name) == nullptr) unknown.emplace_back(name);
      });
  return unknown;
}

std::vector<std::string> KnownPlaces() {
  std::vector<std::string> names;
  for (const Place& place : kPlaces) names.emplace_back(place.first);
  return names;
}

std::string SlackBody(const Target& target, const Event& event) {
  const std::string sentence = Sentence(target, event);
  json fields = json::array();
  for (const auto& [name, value] : Facts(event)) {
    fields.push_back(SlackText(absl::StrCat(name, ": ", value)));
  }
  // Notifications show `text`, in which these three characters begin what is more than text.
  const std::string safe =
      absl::StrReplaceAll(sentence, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
  return Dump({{"text", safe},
               {"blocks", json::array({{{"type", "section"}, {"text", SlackText(sentence)}},
                                       {{"type", "section"}, {"fields", fields}}})}});
}

std::string TeamsBody(const Target& target, const Event& event) {
  json lines = json::array({TeamsLine(Sentence(target, event), true)});
  for (const auto& [name, value] : Facts(event)) {
    lines.push_back(TeamsLine(absl::StrCat(name, ": ", value), false));
  }
  const json card = {{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
                     {"type", "AdaptiveCard"},
                     {"version", "1.4"},
                     {"body", lines}};
  const json attachment = {{"contentType", "application/vnd.microsoft.card.adaptive"},
                           {"content", card}};
  return Dump({{"type", "message"}, {"attachments", json::array({attachment})}});
}

std::string AlertmanagerBody(const Target& target, const Event& event) {
  json alerts = json::array(
      {AlertOf(target, event, event.face, event.kind == kResolved || event.kind == kMoved)});
  if (event.former && *event.former != event.face) {
    alerts.push_back(AlertOf(target, event, *event.former, true));
  }
  return Dump(alerts);
}

std::string MailText(const Target& target, const Event& event, absl::Time now) {
  const std::string sentence = Sentence(target, event), domain = DomainOf(target.from);
  std::string body = absl::StrCat(sentence, "\r\n\r\n");
  for (const auto& [name, value] : Facts(event)) absl::StrAppend(&body, name, ": ", value, "\r\n");
  const std::string thread =
      Sha256Hex(absl::StrCat("thread ", event.tenant.size(), ":", event.tenant, event.alert_id))
          .substr(0, 32);
  return absl::StrCat("Date: ", absl::FormatTime(absl::RFC1123_full, now, absl::UTCTimeZone()),
                      "\r\n", "From: <", target.from, ">\r\n", "To: ", "<",
                      absl::StrJoin(target.to, ">,\r\n <"), ">\r\n",
                      "Subject: ", HeaderText(Cut(sentence, 300)), "\r\n", "Message-ID: <",
                      KeyOf(event), "@", domain, ">\r\n", "References: <", thread, "@", domain,
                      ">\r\n", "Auto-Submitted: auto-generated\r\n", "MIME-Version: 1.0\r\n",
                      "Content-Type: text/plain; charset=utf-8\r\n",
                      "Content-Transfer-Encoding: base64\r\n\r\n", Base64Lines(body));
}

}  // namespace bellwether::delivery
