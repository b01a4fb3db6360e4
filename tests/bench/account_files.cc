// bellwether_bench_files FOLDER COUNT: writes COUNT variations of the exported account to
// accounts.csv and accounts.jsonl, as the program reads them.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "tests/bench/bench_accounts.h"

namespace bellwether::bench {
namespace {

constexpr size_t kChunk = 1024;  // accounts that are made at once

struct Field {
  std::string name;
  std::string text;
  bool quoted = true;  // in JSON
};

Field FieldOf(const SignalInput& signal) {
  if (const auto* number = std::get_if<double>(&signal.value)) {
    return {signal.name, FormatNumber(*number), false};
  }
  if (const auto* word = std::get_if<std::string>(&signal.value)) return {signal.name, *word};
  std::fprintf(stderr, "signal %s is neither a number nor a word\n", signal.name.c_str());
  std::exit(1);
}

void AddDates(const Account& account, std::vector<Field>& fields) {
  for (size_t i = 0; i < account.dates.size(); ++i) {
    if (const auto* moment = std::get_if<Moment>(&account.dates[i])) {
      fields.push_back({std::string(kEventFields[i].name), FormatMoment(*moment)});
    }
  }
}

std::vector<Field> FieldsOf(const Account& account) {
  std::vector<Field> fields = {{"id", account.id},
                               {"segment", account.segment},
                               {"cadence", account.cadence},
                               {"stage", account.stage},
                               {"acv", FormatNumber(*account.acv), false},
                               {"seats", FormatNumber(*account.seats), false}};
  AddDates(account, fields);
  for (const SignalInput& signal : account.signals) fields.push_back(FieldOf(signal));
  return fields;
}

std::string Header(const std::vector<Field>& fields) {
  return absl::StrJoin(fields, ",",
                       [](std::string* text, const Field& field) { text->append(field.name); });
}

std::string CsvLine(const std::vector<Field>& fields) {
  return absl::StrJoin(fields, ",",
                       [](std::string* text, const Field& field) { text->append(field.text); });
}

std::string JsonMember(const Field& field) {
  const char* quote = field.quoted ? "\"" : "";
  return absl::StrCat("\"", field.name, "\":", quote, field.text, quote);
}

std::string JsonLine(const Account& account, const std::vector<Field>& fields) {
  const auto first_signal = fields.end() - static_cast<ptrdiff_t>(account.signals.size());
  const auto members = [](auto first, auto last) {
    std::vector<std::string> texts;
    for (; first != last; ++first) texts.push_back(JsonMember(*first));
    return absl::StrJoin(texts, ",");
  };
  return absl::StrCat("{", members(fields.begin(), first_signal), ",\"signals\":{",
                      members(first_signal, fields.end()), "}}");
}

int Write(const std::string& folder, size_t count) {
  const auto account = ExportedAccount();
  if (!account.ok()) {
    std::fprintf(stderr, "%s\n", std::string(account.status().message()).c_str());
    return 1;
  }
  std::ofstream csv(folder + "/accounts.csv");
  std::ofstream json(folder + "/accounts.jsonl");
  csv << Header(FieldsOf(*account)) << '\n';
  for (size_t begin = 0; begin < count; begin += kChunk) {
    for (const Account& one : Variations(*account, std::min(kChunk, count - begin), begin)) {
      const std::vector<Field> fields = FieldsOf(one);
      csv << CsvLine(fields) << '\n';
      json << JsonLine(one, fields) << '\n';
    }
  }
  csv.close();
  json.close();
  if (csv && json) return 0;
  std::fprintf(stderr, "cannot write below %s\n", folder.c_str());
  return 1;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  size_t count = 0;
  if (argc != 3 || !absl::SimpleAtoi(argv[2], &count)) {
    std::fprintf(stderr, "usage: %s FOLDER COUNT\n", argv[0]);
    return 2;
  }
  return bellwether::bench::Write(argv[1], count);
}
