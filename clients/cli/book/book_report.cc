// Tested by tests/clients/book_command_test.py.
#include "clients/cli/book/book_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;
constexpr size_t kLeastWidth = 40;

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }

std::string Count(uint64_t number, std::string_view noun) {
  return absl::StrCat(Thousands(number), " ", ToAbsl(noun), number == 1 ? "" : "s");
}

KindSummary Summarize(const book::Table& table, const book::Book& book, book::Instant as_of) {
  KindSummary summary{table.kind(), 0, book::AccountsWith(book, table.kind(), as_of), 0, 0};
  for (uint32_t row = 0; row < table.size(); ++row) {
    if (!table.KnownAt(row, as_of)) continue;
    const int32_t day = table.at(row).day;
    summary.first_day = summary.records == 0 ? day : std::min(summary.first_day, day);
    summary.last_day = summary.records == 0 ? day : std::max(summary.last_day, day);
    ++summary.records;
  }
  return summary;
}

// "2025-01-03 to 2026-02-28", over all kinds.
std::string Period(const BookReport& report) {
  std::optional<int32_t> first, last;
  for (const KindSummary& kind : report.kinds) {
    if (kind.records == 0) continue;
    first = std::min(kind.first_day, first.value_or(kind.first_day));
    last = std::max(kind.last_day, last.value_or(kind.last_day));
  }
  return first ? absl::StrCat(", ", DayText(*first), " to ", DayText(*last)) : "";
}

std::string Headline(const BookReport& report, const Style& style) {
  std::string line = absl::StrCat(
      style.Paint(Tone::kStrong, report.path), ": ", Count(report.records, "record"), " of ",
      Count(report.accounts, "account"), " in ", Count(report.files, "file"), Period(report), "\n");
  if (report.unknown > 0) {
    absl::StrAppend(&line, Count(report.unknown, "more record"),
                    " that a later one replaced, or that was not known yet\n");
  }
  return line;
}

std::string KindTable(const BookReport& report, const Style& style, size_t width) {
  WriterOptions options;
  options.style = style;
  options.width = width;
  TableLayout table({{"kind", false},
                     {"records", true},
                     {"accounts", true},
                     {"from", false, false, 2},
                     {"to", false, false, 3},
                     {"serves", false, false, 1}},
                    options);
  std::string text;
  for (const KindSummary& kind : report.kinds) {
    const bool any = kind.records > 0;
    const Tone tone = any ? Tone::kPlain : Tone::kQuiet;
    table.Add({{std::string(records::NameOf(kind.kind)), tone},
               {any ? Thousands(kind.records) : "none", tone},
               {any ? Thousands(kind.accounts) : "", tone},
               {any ? DayText(kind.first_day) : "", tone},
               {any ? DayText(kind.last_day) : "", tone},
               {std::string(records::InfoOf(kind.kind).serves), tone}},
              text);
  }
  table.Finish(text);
  return text;
}

std::string FindingText(const book::Finding& finding, const Style& style, size_t width) {
  const book::DoubtInfo& info = book::InfoOf(finding.doubt);
  const std::string head =
      absl::StrCat(Thousands(finding.count), " × ", ToAbsl(info.meaning.english), " (",
                   ToAbsl(records::NameOf(finding.kind)), ")");
  std::string text;
  for (const std::string& line : Wrap(head, width - kIndent)) {
    absl::StrAppend(&text, text.empty() ? "" : "  ", style.Paint(Tone::kMiddling, line), "\n");
  }
  const bool more = finding.count > finding.first.size();
  std::vector<std::string> names;
  for (const Wording& name : finding.first) names.push_back(Printable(name.English()));
  const std::string named = absl::StrCat(absl::StrJoin(names, ", "), more ? ", …" : "");
  for (const std::string& body : {named, std::string(info.advice.english)}) {
    for (const std::string& line : Wrap(body, width - kIndent)) {
      absl::StrAppend(&text, "  ", line, "\n");
    }
  }
  return text;
}

bool Reads(Measure measure, records::Kind kind) {
  const std::vector<absl::string_view> kinds = absl::StrSplit(ToAbsl(InfoOf(measure).reads), ' ');
  return std::find(kinds.begin(), kinds.end(), ToAbsl(records::NameOf(kind))) != kinds.end();
}

std::vector<std::string> MetricsThatRead(records::Kind kind, const Plan* plan) {
  std::vector<std::string> names;
  for (const MeasureInfo& info : kMeasures) {
    if (plan == nullptr && Reads(info.measure, kind)) names.emplace_back(info.name);
  }
  for (size_t i = 0; plan != nullptr && i < plan->portfolio_measuring.size(); ++i) {
    const ruleset::Measuring& measuring = plan->portfolio_measuring[i];
    if (!measuring.measure) continue;
    // Some metrics say themselves which records they count.
    const bool named =
        std::any_of(measuring.shares.begin(), measuring.shares.end(),
                    [kind](const ruleset::RecordShare& share) { return share.of == kind; });
    if (named || Reads(*measuring.measure, kind)) names.push_back(plan->portfolio_notes[i].name);
  }
  return names;
}

std::string MissingText(const std::vector<MissingKind>& missing, size_t width) {
  std::string text;
  for (const MissingKind& kind : missing) {
    const std::string sentence = absl::StrCat(
        "without records of ", ToAbsl(records::NameOf(kind.kind)),
        " there is nothing, or only a part, to say of ", absl::StrJoin(kind.metrics, ", "));
    for (const std::string& line : Wrap(sentence, width)) absl::StrAppend(&text, line, "\n");
  }
  return text.empty() ? "" : text + "\n";
}

std::string Verdict(const BookReport& report, const Style& style) {
  if (report.good())
    return style.Paint(Tone::kGood, "Nothing was refused, nothing is doubtful.") + "\n";
  std::vector<std::string> parts;
  if (report.refused > 0) parts.push_back(Count(report.refused, "record") + " refused");
  if (!report.findings.empty()) parts.push_back(Count(report.findings.size(), "doubt"));
  return style.Paint(Tone::kBad, absl::StrJoin(parts, ", ")) + "\n";
}

}  // namespace

BookReport ReportOn(const LoadedBook& loaded, const std::string& path, book::Instant as_of,
                    const Plan* plan) {
  BookReport report;
  report.path = path;
  report.files = loaded.files;
  report.accounts = loaded.book.account_count();
  report.refused = loaded.refused;
  report.first_refused = loaded.first_refused;
  report.ignored = loaded.ignored;
  for (const records::KindInfo& kind : records::Kinds()) {
    report.kinds.push_back(Summarize(loaded.book.table(kind.kind), loaded.book, as_of));
    report.records += report.kinds.back().records;
  }
  report.unknown = loaded.book.record_count() - report.records;
  for (const KindSummary& kind : report.kinds) {
    if (kind.records > 0) continue;
    MissingKind missing{kind.kind, MetricsThatRead(kind.kind, plan)};
    if (!missing.metrics.empty()) report.missing.push_back(std::move(missing));
  }
  report.findings = book::FindDoubts(loaded.book, as_of);
  return report;
}

std::string ReportText(const BookReport& report, const Style& style, size_t width) {
  width = std::max(width, kLeastWidth);
  std::string text = Headline(report, style);
  for (const std::string& file : report.ignored) {
    absl::StrAppend(&text, "not read: ", Printable(file), ", in no format of records\n");
  }
  absl::StrAppend(&text, "\n", KindTable(report, style, width), "\n",
                  MissingText(report.missing, width));
  for (const book::Finding& finding : report.findings) {
    absl::StrAppend(&text, FindingText(finding, style, width), "\n");
  }
  absl::StrAppend(&text, Verdict(report, style));
  return text;
}

std::string ReportJson(const BookReport& report) {
  nlohmann::ordered_json json;
  json["book"] = report.path;
  json["files"] = report.files;
  json["accounts"] = report.accounts;
  json["records"] = report.records;
  json["not_known"] = report.unknown;
  json["refused"] = {{"count", report.refused}, {"first", report.first_refused}};
  json["not_read"] = report.ignored;
  auto& kinds = json["kinds"] = nlohmann::ordered_json::array();
  for (const KindSummary& kind : report.kinds) {
    nlohmann::ordered_json entry;
    entry["kind"] = std::string(records::NameOf(kind.kind));
    entry["records"] = kind.records;
    entry["accounts"] = kind.accounts;
    if (kind.records > 0) {
      entry["from"] = DayText(kind.first_day);
      entry["to"] = DayText(kind.last_day);
    }
    entry["serves"] = std::string(records::InfoOf(kind.kind).serves);
    kinds.push_back(std::move(entry));
  }
  auto& missing = json["missing"] = nlohmann::ordered_json::array();
  for (const MissingKind& kind : report.missing) {
    missing.push_back(
        {{"kind", std::string(records::NameOf(kind.kind))}, {"metrics", kind.metrics}});
  }
  auto& findings = json["doubts"] = nlohmann::ordered_json::array();
  for (const book::Finding& finding : report.findings) {
    const book::DoubtInfo& info = book::InfoOf(finding.doubt);
    std::vector<std::string> first;
    for (const Wording& name : finding.first) first.push_back(name.English());
    findings.push_back({{"code", std::string(info.code)},
                        {"kind", std::string(records::NameOf(finding.kind))},
                        {"count", finding.count},
                        {"first", std::move(first)},
                        {"meaning", std::string(info.meaning.english)},
                        {"advice", std::string(info.advice.english)}});
  }
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
