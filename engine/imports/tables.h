// The language of mappings: every key, where it is kept, and a line about it for people, as
// engine/document has it for packs. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_TABLES_H_
#define BELLWETHER_ENGINE_IMPORTS_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/tables.h"
#include "engine/document/words.h"
#include "engine/imports/document.h"

namespace bellwether::document {

template <>
struct Words<imports::Conversion> {
  static constexpr EnumWord<imports::Conversion> kAll[] = {
      {"text", imports::Conversion::kText},
      {"number", imports::Conversion::kNumber},
      {"percent", imports::Conversion::kPercent},
      {"money", imports::Conversion::kMoney},
      {"bool", imports::Conversion::kBool},
      {"unix_seconds", imports::Conversion::kUnixSeconds},
      {"unix_millis", imports::Conversion::kUnixMillis},
      {"excel_serial", imports::Conversion::kExcelSerial}};
};

template <>
struct Words<imports::DurationUnit> {
  static constexpr EnumWord<imports::DurationUnit> kAll[] = {
      {"seconds", imports::DurationUnit::kSeconds},
      {"minutes", imports::DurationUnit::kMinutes},
      {"hours", imports::DurationUnit::kHours},
      {"days", imports::DurationUnit::kDays}};
};

template <>
struct Words<imports::WhenEmpty> {
  static constexpr EnumWord<imports::WhenEmpty> kAll[] = {
      {"not_given", imports::WhenEmpty::kNotGiven},
      {"not_applicable", imports::WhenEmpty::kNotApplicable},
      {"not_yet", imports::WhenEmpty::kNotYet}};
};

template <>
struct Words<imports::Collect> {
  static constexpr EnumWord<imports::Collect> kAll[] = {
      {"first", imports::Collect::kFirst}, {"latest", imports::Collect::kLatest},
      {"count", imports::Collect::kCount}, {"sum", imports::Collect::kSum},
      {"min", imports::Collect::kMin},     {"max", imports::Collect::kMax},
      {"mean", imports::Collect::kMean},   {"series", imports::Collect::kSeries}};
};

template <>
struct Words<imports::Format> {
  static constexpr EnumWord<imports::Format> kAll[] = {{"csv", imports::Format::kCsv},
                                                       {"json", imports::Format::kJson},
                                                       {"jsonl", imports::Format::kJsonLines}};
};

template <>
struct Table<imports::CellRule> {
  static constexpr std::string_view kTitle = "Column";
  static constexpr std::string_view kAbout = "A column, and how its texts are read";
  using C = imports::CellRule;
  static constexpr auto kFields = std::make_tuple(
      Key("from", &C::from, "the column's name in the header; in JSON a path: properties.tier")
          .Example("Annual value"),
      Key("type", &C::type, "what the text stands for")
          .Otherwise("what its target is, written as in account files")
          .Example("money"),
      Key("date", &C::date, "the form of a date, as strptime has it").Example("\"%d/%m/%Y\""),
      Key("duration", &C::duration, "a length of time such as 2:30 or 1d 4h, as a number of these")
          .Example("hours"),
      Key("map", &C::map, "words that stand for other words")
          .Example("{Enterprise Plus: enterprise}"),
      Key("when_empty", &C::when_empty, "what an empty cell says")
          .Default("not_given")
          .Example("not_yet"));
};

template <>
struct Table<imports::ValueRule> {
  static constexpr std::string_view kTitle = "Mapped value";
  static constexpr std::string_view kAbout = "A value of the account, and the column it is from";
  using V = imports::ValueRule;
  static constexpr auto kFields = std::make_tuple(
      Inline(&V::cell, Table<imports::CellRule>::kFields),
      Key("expr", &V::expr, "a formula over `columns`, in place of `from`").Example("open / total"),
      Key("where", &V::where, "which rows count, as a condition over `columns`")
          .Otherwise("all rows of the account")
          .Example("status == 'open'"),
      Key("collect", &V::collect, "what becomes of several rows of one account")
          .Otherwise("there must be one row alone")
          .Example("latest"),
      Key("observed_at", &V::observed_at, "the column that tells when it was observed")
          .Example("{from: Surveyed on, date: \"%Y-%m-%d\"}"),
      Key("when_no_rows", &V::when_no_rows, "the number of an account that has no row here")
          .Otherwise("not given")
          .Example("0"));
};

template <>
struct Table<imports::MilestoneRule> {
  static constexpr std::string_view kTitle = "Mapped milestone";
  static constexpr std::string_view kAbout = "The columns of a milestone's dates";
  using M = imports::MilestoneRule;
  static constexpr auto kFields = std::make_tuple(
      Key("planned_at", &M::planned_at, "the day on which it was to be reached")
          .Example("Training planned"),
      Key("completed_at", &M::completed_at, "when it was reached").Example("Training done"));
};

template <>
struct Table<imports::ExtensionRule> {
  static constexpr std::string_view kTitle = "Mapped extension";
  static constexpr std::string_view kAbout = "The columns about more time";
  using E = imports::ExtensionRule;
  static constexpr auto kFields = std::make_tuple(
      Key("granted_days", &E::granted_days, "whole days granted so far").Example("Days granted"),
      Key("requested_days", &E::requested_days, "whole days asked for now")
          .Example("Days requested"));
};

template <>
struct Table<imports::LongRule> {
  static constexpr std::string_view kTitle = "Long form";
  static constexpr std::string_view kAbout = "Rows that each tell one signal by its name";
  using L = imports::LongRule;
  static constexpr auto kFields = std::make_tuple(
      Key("signal", &L::signal, "the column with the name of the signal")
          .Example("metric")
          .Required(),
      Key("value", &L::value, "the column with its value").Example("value").Required(),
      Key("observed_at", &L::observed_at, "the column that tells when it was observed")
          .Example("seen_at"));
};

template <>
struct Table<imports::AccountRule> {
  static constexpr std::string_view kTitle = "Mapped account";
  static constexpr std::string_view kAbout =
      "The shape of an account file, with a column in place of each value";
  using A = imports::AccountRule;
  static constexpr auto kFields = std::make_tuple(
      Key("id", &A::id, "what the account is called; joins the sources")
          .Example("Record ID")
          .Required(),
      Key("segment", &A::segment, "one of the pack's segments").Example("Tier"),
      Key("cadence", &A::cadence, "one of the pack's cadences").Example("Rhythm"),
      Key("stage", &A::stage, "one of the pack's stages").Example("Lifecycle stage"),
      Key("csm", &A::csm, "who looks after the account").Example("Owner"),
      Key("time_zone", &A::time_zone, "IANA zone of its civil dates").Example("Time zone"),
      Key("acv", &A::acv, "contract value of the first year")
          .Example("{from: Annual value, type: money}"),
      Key("seats", &A::seats, "licensed users").Example("Seats"),
      Key("contract_signed_at", &A::contract_signed_at, "when the contract was signed")
          .Example("Signed"),
      Key("trial_started_at", &A::trial_started_at, "when the trial started").Example("Trial"),
      Key("kickoff_at", &A::kickoff_at, "when the onboarding was kicked off")
          .Example("{from: Kickoff, date: \"%d/%m/%Y\"}"),
      Key("first_login_at", &A::first_login_at, "when somebody first logged in")
          .Example("First login"),
      Key("first_value_at", &A::first_value_at, "when the first outcome was confirmed")
          .Example("First value"),
      Key("graduated_at", &A::graduated_at, "when the account left onboarding")
          .Example("Graduated"),
      Key("target_graduation_at", &A::target_graduation_at, "original target of graduation")
          .Example("Go-live"),
      Key("renewal_at", &A::renewal_at, "when the contract is to be renewed").Example("Renewal"),
      Key("signals", &A::signals, "by the name of the pack's signal").Example("{mood: Mood}"),
      Key("milestones", &A::milestones, "by the key of the pack's milestone")
          .Example("{training: {planned_at: Training planned}}"),
      Key("dimension_scores", &A::dimension_scores, "by the name of the pack's dimension")
          .Example("{technical: Technical score}"),
      Key("extension", &A::extension, "more time that was granted or is asked for")
          .Example("{granted_days: Days granted}"));
};

template <>
struct Table<imports::RecordValueRule> {
  static constexpr std::string_view kTitle = "Mapped field";
  static constexpr std::string_view kAbout = "A value of the record, and the column it is from";
  using V = imports::RecordValueRule;
  static constexpr auto kFields = std::make_tuple(
      Inline(&V::cell, Table<imports::CellRule>::kFields),
      Key("expr", &V::expr, "a formula over `columns`, in place of `from`")
          .Example("company + '/' + week"),
      Key("is", &V::is, "the same word for each row, in place of `from`").Example("started"));
};

template <>
struct Table<imports::RecordRule> {
  static constexpr std::string_view kTitle = "Mapped record";
  static constexpr std::string_view kAbout = "A record that each row makes";
  using R = imports::RecordRule;
  static constexpr auto kFields = std::make_tuple(
      Key("kind", &R::kind, "the kind of record").Example("ticket").Required(),
      Key("id", &R::id,
          "what the record is called: unique within its kind, and the same again in "
          "the next export")
          .Example("Ticket ID")
          .Required(),
      Key("account", &R::account, "the id of its account").Example("Organization").Required(),
      Key("at", &R::at, "when it happened")
          .Example("{from: Created at, date: \"%d/%m/%Y\"}")
          .Required(),
      Key("known_at", &R::known_at, "when it was learned of")
          .Otherwise("when it happened")
          .Example("Updated at"),
      Key("where", &R::where, "which rows make one, as a condition over `columns`")
          .Otherwise("every row")
          .Example("status != 'deleted'"),
      Key("fields", &R::fields, "by the field of the kind; counts as `features.NAME`")
          .Example("{escalated: {from: Escalated, type: bool}}"),
      Key("signals", &R::signals, "of an account record: by the name of the pack's signal")
          .Example("{mood: Mood}"));
};

template <>
struct Table<imports::SourceRule> {
  static constexpr std::string_view kTitle = "Source";
  static constexpr std::string_view kAbout = "One export: its form, and what its rows say";
  using S = imports::SourceRule;
  static constexpr auto kFields = std::make_tuple(
      Key("file", &S::file, "the name of the file, below the folder that is read")
          .Otherwise("the name of the source, with any ending")
          .Example("companies.csv"),
      Key("format", &S::format, "csv, json or jsonl").Otherwise("recognised").Example("csv"),
      Key("delimiter", &S::delimiter, "what separates the cells of a row")
          .Otherwise("recognised from the header")
          .Example("\";\""),
      Key("decimal", &S::decimal, "the decimal mark of numbers")
          .Otherwise("recognised from numbers that leave no doubt")
          .Example("\",\""),
      Key("encoding", &S::encoding, "the encoding of the file")
          .Default("utf-8")
          .Example("windows-1252"),
      Key("empty", &S::empty_words, "texts that say as much as an empty cell")
          .Otherwise("the empty text alone")
          .Example("[\"NULL\", \"#N/A\", \"-\"]"),
      Key("columns", &S::columns, "columns that `expr` and `where` read, by the names they use")
          .Example("{open: {from: Open tickets, type: number}}"),
      Key("account", &S::account, "what each row says about its account")
          .Example("{id: Record ID, signals: {mood: Mood}}"),
      Key("long", &S::long_form, "where each row tells one signal by its name")
          .Example("{signal: metric, value: value}"),
      Key("records", &S::records, "records of a book that each row makes, in place of `account`")
          .Example("[{kind: ticket, id: Ticket ID, account: Organization, at: Created at}]"));
};

template <>
struct Table<imports::MappingDocument> {
  static constexpr std::string_view kTitle = "Import mapping";
  static constexpr std::string_view kAbout =
      "How exports of other systems become accounts, or records of a book";
  using M = imports::MappingDocument;
  static constexpr auto kFields = std::make_tuple(
      NotesOf(&M::notes),
      Key("sources", &M::sources, "the exports; of accounts, the first one says which there are")
          .Example("{companies: {account: {id: Record ID}}}")
          .Required());
};

// Sources, columns and targets keep the order of the file.
}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_IMPORTS_TABLES_H_
