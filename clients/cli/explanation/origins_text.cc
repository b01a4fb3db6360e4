// Values are read from the account as its file would have it: so they are spelled alike.
//
// Tested by tests/clients/remote_accounts_test.py.
#include "clients/cli/explanation/origins_text.h"

#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/accounts/account_json.h"
#include "nlohmann/json.hpp"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

using Json = nlohmann::json;

Json FileOf(const v1::Account& message) {
  Account account;
  std::vector<Violation> violations;
  wire::AccountFromProto(message, account, violations);
  return Json::parse(AccountJson(account, kOneLine), nullptr, /*allow_exceptions=*/false);
}

// The one of a list whose `key` is that name.
const Json* Named(const Json& list, const char* key, const std::string& name) {
  for (const Json& one : list) {
    if (one.is_object() && one.value(key, "") == name) return &one;
  }
  return nullptr;
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// Of a fact as origins name it; "": the file does not show it.
std::string ValueOf(const Json& file, const std::string& fact) {
  const size_t dot = fact.find('.');
  const auto part = file.find(fact.substr(0, dot));
  if (part == file.end()) return "";
  if (dot == std::string::npos) return TextOf(*part);
  const std::string name = fact.substr(dot + 1);
  if (part->is_array()) {
    const Json* const milestone = Named(*part, "key", name);
    if (milestone != nullptr)
      return TextOf(milestone->value("completed_at", Json("not completed")));
    const Json* const override_of = Named(*part, "model", name);
    return override_of == nullptr ? "" : TextOf(override_of->value("value", Json()));
  }
  const auto value = part->find(name);
  if (value == part->end()) return "";
  const bool has_more = value->is_object() && value->contains("value");
  return TextOf(has_more ? (*value)["value"] : *value);
}

std::string SourceOf(const v1::FactOrigin& origin) {
  if (!origin.has_record()) return "many records";
  return absl::StrCat(origin.record().kind(), " ", Printable(origin.record().id()));
}

std::string AgeOf(const v1::FactOrigin& origin) {
  if (!origin.has_age_days()) return "";
  return absl::StrCat(origin.age_days(), origin.age_days() == 1 ? " day" : " days");
}

}  // namespace

std::string OriginsText(const v1::GetAccountResponse& response, const Style& style,
                        std::optional<size_t> width) {
  std::string text =
      absl::StrCat(Printable(response.account().id()), " at ", FormatTimestamp(response.as_of()),
                   ", by ", Thousands(static_cast<uint64_t>(response.records())),
                   response.records() == 1 ? " record\n" : " records\n");
  WriterOptions options;
  options.style = style;
  options.width = width;
  options.more_columns = "a wider terminal shows more";
  TableLayout table({{"fact"}, {"value"}, {"from"}, {"at", false, true, 1}, {"age", true, true}},
                    options);
  const Json file = FileOf(response.account());
  for (const v1::FactOrigin& origin : response.origins()) {
    table.Add({{Printable(origin.fact())},
               {Printable(ValueOf(file, origin.fact()))},
               {SourceOf(origin)},
               {origin.record().has_at() ? FormatMoment(origin.record().at()) : ""},
               {AgeOf(origin)}},
              text);
  }
  table.Finish(text);
  return text;
}

}  // namespace bellwether::cli
