// An event in the words of whoever is told: chat programs, mail, an Alertmanager. Pure; any thread.
//
// What an event holds comes from records of accounts, so anybody may have written it: in every form
// it is text, and never a mention, a link, a header or a label of its own.
#ifndef BELLWETHER_SERVER_DELIVERY_PAYLOAD_H_
#define BELLWETHER_SERVER_DELIVERY_PAYLOAD_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "server/delivery/event.h"
#include "server/delivery/target.h"

namespace bellwether::delivery {

// Of a target that has no text of its own.
inline constexpr std::string_view kStandardText = "{account}: {reason} ({severity}, {kind})";

// The text with what stands in braces filled in: {account}, {kind}, {alert}, {severity}, {segment},
// {csm}, {reason}, {playbook}, {by}, {tenant}, {alert_id}, {at}, {raised_at}. Other braces stay.
std::string FillText(std::string_view text, const Event& event);
// What stands in braces and is none of these, in order; for who reads a file.
std::vector<std::string> UnknownPlaces(std::string_view text);
std::vector<std::string> KnownPlaces();

// An incoming webhook of Slack: a sentence, and fields as plain text.
std::string SlackBody(const Target& target, const Event& event);
// A webhook of Teams' workflows: a message with an adaptive card, whose texts have no markup.
std::string TeamsBody(const Target& target, const Event& event);
// POST /api/v2/alerts of an Alertmanager: the alert, firing for a year unless it is resolved or
// moved, and the one that it was told as before, resolved.
std::string AlertmanagerBody(const Target& target, const Event& event);
// A mail with its headers, in UTF-8, lines ending with CR LF. The key is its Message-ID, and all of
// an alert is one thread.
std::string MailText(const Target& target, const Event& event, absl::Time now);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_PAYLOAD_H_
