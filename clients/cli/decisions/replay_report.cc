// Tested by tests/clients/replay_command_test.py.
#include "clients/cli/decisions/replay_report.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/counted.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/words/signed_number.h"
#include "engine/accounts/json_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostMovesShown = 6;  // of one outcome

// Why the same pack may answer otherwise.
std::string ReasonOf(const ReplayReport& report, const DifferentRecord& record) {
  if (!record.server.empty() && record.server != report.release) {
    return absl::StrCat("written by release ", record.server, ", and this is ", report.release);
  }
  return "the line is not as it was written, or this program computes otherwise";
}

std::string CountLine(uint64_t count, const std::string& what) {
  return absl::StrCat(PadLeft(Thousands(count), 10), "  ", what, "\n");
}

// "green -> yellow 12, red -> yellow 3": the most frequent first.
std::string MovesText(const decisions::WhatIfOutcome& outcome) {
  std::vector<std::pair<uint64_t, std::string>> moves;
  for (const auto& [move, count] : outcome.moves) {
    moves.emplace_back(count, absl::StrCat(Printable(move.first), " -> ", Printable(move.second)));
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> words;
  for (const auto& [count, text] : moves) {
    if (words.size() == kMostMovesShown) {
      words.push_back(absl::StrCat("and ", moves.size() - kMostMovesShown, " others"));
      break;
    }
    words.push_back(absl::StrCat(text, " ", Thousands(count)));
  }
  return absl::StrJoin(words, ", ");
}

std::string OutcomeLine(const std::string& path, const decisions::WhatIfOutcome& outcome) {
  std::string line = absl::StrCat("  ", path, ": ", Thousands(outcome.changed));
  if (outcome.both > 0) {
    absl::StrAppend(&line, ", by ", Signed(outcome.sum / static_cast<double>(outcome.both), 2),
                    " on average, from ", Signed(outcome.least, 2), " to ",
                    Signed(outcome.most, 2));
  }
  if (!outcome.moves.empty()) absl::StrAppend(&line, " (", MovesText(outcome), ")");
  return line + "\n";
}

std::string WhatIfText(const ReplayReport& report, const Style& style) {
  const decisions::WhatIf& what_if = report.what_if;
  if (report.other_packs.empty()) return "";
  std::vector<std::string> packs;
  uint64_t records = 0;
  for (const auto& [pack, count] : report.other_packs) {
    packs.push_back(absl::StrCat(pack, " ", Thousands(count)));
    records += count;
  }
  std::string text =
      absl::StrCat("\n", style.Paint(Tone::kStrong, "What this pack would have answered"), "\n",
                   CountLine(records, absl::StrCat("of other packs: ", absl::StrJoin(packs, ", "))),
                   CountLine(what_if.changed(), "something else"),
                   CountLine(what_if.decisions_changed(), "another primary band or decision"));
  if (report.what_if_refused > 0) {
    text += CountLine(report.what_if_refused, "refused by this pack");
  }
  if (report.what_if_in_part > 0) {
    text += CountLine(report.what_if_in_part, "compared in part: some facts are redacted");
  }
  if (what_if.scored() > 0) {
    absl::StrAppend(&text, "Primary scores move by ",
                    Signed(what_if.score_sum() / static_cast<double>(what_if.scored()), 2),
                    " points on average, over ", Thousands(what_if.scored()), " that both have.\n");
  }
  for (const auto& [path, outcome] : what_if.outcomes()) text += OutcomeLine(path, outcome);
  return text;
}

std::string RedactionText(const ReplayReport& report) {
  if (report.redacted.empty()) return "";
  std::vector<std::string> names, paths;
  for (const auto& [name, count] : report.redacted) {
    names.push_back(absl::StrCat(Printable(name), " in ", Thousands(count)));
  }
  for (const auto& [path, count] : report.not_compared) {
    paths.push_back(absl::StrCat(Printable(path), " in ", Thousands(count)));
  }
  return absl::StrCat("\nRedacted: ", absl::StrJoin(names, ", "), "\nNot compared for it: ",
                      paths.empty() ? "nothing" : absl::StrJoin(paths, ", "), "\n");
}

std::string DifferencesText(const ReplayReport& report) {
  std::string text;
  for (const DifferentRecord& record : report.differences) {
    absl::StrAppend(&text, Printable(record.place), ": account ", Printable(record.account_id),
                    " (", ReasonOf(report, record), ")\n");
    for (const decisions::Difference& one : record.differences) {
      absl::StrAppend(&text, "  ", Printable(one.path), ": ",
                      Printable(decisions::ValueText(one.logged)), " was logged, ",
                      one.not_in_pack ? "and the pack has no such outcome"
                                      : Printable(decisions::ValueText(one.now)) + " is answered",
                      "\n");
    }
    for (const std::string& sentence : record.refused) {
      absl::StrAppend(&text, "  refused: ", Printable(sentence), "\n");
    }
  }
  if (report.different > report.differences.size()) {
    absl::StrAppend(&text, "  and ", Thousands(report.different - report.differences.size()),
                    " others; --top shows more\n");
  }
  return text.empty() ? text : absl::StrCat("\n", text);
}

void WriteValue(const decisions::Value& value, JsonText& json) {
  if (const auto* number = std::get_if<double>(&value)) return json.Number(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return json.String(*text);
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    json.BeginArray();
    for (const std::string& name : *names) json.String(name);
    return json.EndArray();
  }
  json.Null();
}

class JsonReport {
 public:
  explicit JsonReport(const ReplayReport& report) : report_(report) {}

  std::string Write() {
    json_.BeginObject();
    WritePack();
    Count("files", report_.files);
    Count("records", report_.records());
    Count("same", report_.same);
    Count("same_in_part", report_.same_in_part);
    Count("different", report_.different);
    Count("not_comparable", report_.not_comparable);
    Count("unread", report_.unread);
    Count("torn", report_.torn);
    Count("dropped_by_server", report_.dropped);
    WriteDifferences();
    WriteUnread();
    WriteCounts("redacted", report_.redacted);
    WriteCounts("not_compared", report_.not_compared);
    WriteWhatIf();
    json_.EndObject();
    return std::move(json_).Take() + "\n";
  }

 private:
  void Count(const char* key, uint64_t count) { Number(key, static_cast<double>(count)); }
  void Number(const char* key, double number) {
    json_.Key(key);
    json_.Number(number);
  }
  void Text(const char* key, const std::string& text) {
    json_.Key(key);
    json_.String(text);
  }

  void WritePack() {
    json_.Key("pack");
    json_.BeginObject();
    Text("name", report_.pack.name());
    Text("version", report_.pack.version());
    Text("digest", report_.pack.digest());
    Text("place", report_.place);
    json_.EndObject();
  }

  void WriteDifferences() {
    json_.Key("differences");
    json_.BeginArray();
    for (const DifferentRecord& record : report_.differences) {
      json_.BeginObject();
      Text("place", record.place);
      Text("account_id", record.account_id);
      Text("reason", ReasonOf(report_, record));
      json_.Key("outcomes");
      json_.BeginArray();
      for (const decisions::Difference& one : record.differences) {
        json_.BeginObject();
        Text("path", one.path);
        json_.Key("logged");
        WriteValue(one.logged, json_);
        json_.Key("now");
        WriteValue(one.now, json_);
        json_.EndObject();
      }
      json_.EndArray();
      json_.Key("refused");
      json_.BeginArray();
      for (const std::string& sentence : record.refused) json_.String(sentence);
      json_.EndArray();
      json_.EndObject();
    }
    json_.EndArray();
  }

  void WriteUnread() {
    json_.Key("unread_lines");
    json_.BeginArray();
    for (const UnreadLine& line : report_.unread_lines) {
      json_.BeginObject();
      Text("place", line.place);
      Text("reason", line.reason);
      json_.EndObject();
    }
    json_.EndArray();
    json_.Key("file_problems");
    json_.BeginArray();
    for (const std::string& problem : report_.file_problems) json_.String(problem);
    json_.EndArray();
  }

  void WriteCounts(const char* key, const std::map<std::string, uint64_t>& counts) {
    json_.Key(key);
    json_.BeginObject();
    for (const auto& [name, count] : counts) Count(name.c_str(), count);
    json_.EndObject();
  }

  void WriteWhatIf() {
    const decisions::WhatIf& what_if = report_.what_if;
    json_.Key("other_packs");
    json_.BeginObject();
    WriteCounts("records", report_.other_packs);
    Count("compared", what_if.records());
    Count("compared_in_part", report_.what_if_in_part);
    Count("refused", report_.what_if_refused);
    Count("changed", what_if.changed());
    Count("decisions_changed", what_if.decisions_changed());
    Count("scored_by_both", what_if.scored());
    if (what_if.scored() > 0) {
      Number("mean_score_change", what_if.score_sum() / static_cast<double>(what_if.scored()));
    }
    json_.Key("outcomes");
    json_.BeginObject();
    for (const auto& [path, outcome] : what_if.outcomes()) WriteOutcome(path, outcome);
    json_.EndObject();
    json_.EndObject();
  }

  void WriteOutcome(const std::string& path, const decisions::WhatIfOutcome& outcome) {
    json_.Key(path);
    json_.BeginObject();
    Count("changed", outcome.changed);
    if (outcome.both > 0) {
      Number("mean_change", outcome.sum / static_cast<double>(outcome.both));
      Number("least", outcome.least);
      Number("most", outcome.most);
    }
    json_.Key("moves");
    json_.BeginArray();
    for (const auto& [move, count] : outcome.moves) {
      json_.BeginObject();
      Text("from", move.first);
      Text("to", move.second);
      Count("records", count);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  const ReplayReport& report_;
  JsonText json_{2};
};

}  // namespace

std::string ReplayText(const ReplayReport& report, const Style& style) {
  std::string text = absl::StrCat(Counted(report.files, "file"), ", ", Thousands(report.records()),
                                  " records, ", PackText(report.pack), "\n",
                                  CountLine(report.same, "the same, to the last bit"));
  if (report.same_in_part > 0) {
    text += CountLine(report.same_in_part, "the same as far as redacted facts let it be compared");
  }
  text += CountLine(report.different, "different");
  if (report.not_comparable > 0) {
    text += CountLine(report.not_comparable, "not comparable: too much is redacted");
  }
  text += CountLine(report.unread, "lines that cannot be read");
  if (report.torn > 0) text += CountLine(report.torn, "last lines that were cut off");
  if (report.dropped > 0) {
    text += CountLine(report.dropped, "evaluations that the server did not write");
  }
  return absl::StrCat(text, DifferencesText(report), RedactionText(report),
                      WhatIfText(report, style));
}

std::string ReplayJson(const ReplayReport& report) { return JsonReport(report).Write(); }

}  // namespace bellwether::cli
