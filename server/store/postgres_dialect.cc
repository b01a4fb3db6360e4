// Tested by tests/server/store/store_test.cc and store_faults_test.cc.
#include "server/store/postgres_dialect.h"

#include <libpq-fe.h>

#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "soci/postgresql/soci-postgresql.h"

namespace bellwether::store {
namespace {

// Text is UTF-8, and no statement or lock is waited for without end: a call has its deadline.
constexpr std::string_view kSettings[] = {
    "set client_encoding = 'UTF8'",
    "set statement_timeout = '30s'",
    "set lock_timeout = '10s'",
    "set idle_in_transaction_session_timeout = '30s'",
};

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

std::string OptionOf(const Options& options, std::string_view keyword) {
  for (const PQconninfoOption* one = options.get(); one->keyword != nullptr; ++one) {
    if (one->keyword == keyword && one->val != nullptr) return one->val;
  }
  return "";
}

// The library between takes words and no URL, and no spaces in them.
absl::StatusOr<std::string> WordsOf(const Options& options) {
  std::string words;
  for (const PQconninfoOption* one = options.get(); one->keyword != nullptr; ++one) {
    if (one->val == nullptr) continue;
    const absl::string_view value = one->val;
    if (value.empty() || value.find_first_of(" \t\n='\\") != absl::string_view::npos) {
      return absl::InvalidArgumentError(
          absl::StrCat("the ", one->keyword,
                       " of a PostgreSQL URL must not be empty, nor hold spaces, quotes, = or \\"));
    }
    absl::StrAppend(&words, words.empty() ? "" : " ", one->keyword, "=", value);
  }
  return words;
}

// Notices would go to stderr, past the log.
void Ignore(void*, const char*) {}

// Without what is secret.
std::string PlaceOf(const Options& options) {
  const std::string user = OptionOf(options, "user"), port = OptionOf(options, "port");
  return absl::StrCat("postgresql://", user, user.empty() ? "" : "@", OptionOf(options, "host"),
                      port.empty() ? "" : ":", port, "/", OptionOf(options, "dbname"));
}

std::string StateOf(const soci::soci_error& error) {
  const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  return postgres != nullptr ? postgres->sqlstate() : "";
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Dialect>> PostgresDialect::Of(const std::string& url) {
  char* problem = nullptr;
  const Options options(PQconninfoParse(url.c_str(), &problem), &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> freed(problem, &PQfreemem);
  // What libpq says may hold the password.
  if (options == nullptr) {
    return absl::InvalidArgumentError(
        "not a URL of PostgreSQL; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with % "
        "codes "
        "for what is no letter or digit");
  }
  absl::StatusOr<std::string> words = WordsOf(options);
  if (!words.ok()) return words.status();
  return std::unique_ptr<const Dialect>(new PostgresDialect(*std::move(words), PlaceOf(options)));
}

void PostgresDialect::Connect(soci::session& session) const {
  session.open(soci::postgresql, words_);
  auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  PQsetNoticeProcessor(backend->conn_, &Ignore, nullptr);
  for (const std::string_view setting : kSettings) session << std::string(setting);
}

// A number of our own choice: the first eight digits of the SHA-256 of "bellwether schema". Until
// the transaction ends its statements may take as long as a large store needs.
std::string_view PostgresDialect::lock_schema() const {
  return "select pg_advisory_xact_lock(607569256), set_config('statement_timeout', '0', true)";
}

// An object with a character of code 0 anywhere in it cannot be looked into here.
std::string PostgresDialect::TextOfJson(std::string_view column, std::string_view field) const {
  const std::string object = absl::StrCat("cast(", ToAbsl(column), " as json)");
  const std::string key = absl::StrCat("'", ToAbsl(field), "'");
  return absl::StrCat("case when position('\\u0000' in ", ToAbsl(column),
                      ") > 0 then '' when json_typeof(", object, " -> ", key, ") = 'string' then ",
                      object, " ->> ", key, " else '' end");
}

// Likewise, of "bellwether evaluations". The database takes it back when the connection ends.
std::string_view PostgresDialect::take_charge() const {
  return "select case when pg_try_advisory_lock(4103256876) then 1 else 0 end";
}

// Likewise, of "bellwether delivery".
std::string_view PostgresDialect::take_delivery() const {
  return "select case when pg_try_advisory_lock(3057018038) then 1 else 0 end";
}

// Likewise, of "bellwether retention".
std::string_view PostgresDialect::take_retention() const {
  return "select case when pg_try_advisory_lock(1172930836) then 1 else 0 end";
}

// Classes of SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html
absl::Status PostgresDialect::StatusOf(const soci::soci_error& error) const {
  const std::string state = StateOf(error);
  const std::string said = absl::StrCat(place_, ": ", error.get_error_message());
  if (state == "40001" || state == "40P01" || state == "55P03") {
    return absl::UnavailableError(
        absl::StrCat(said, "; another replica was in the way, try again"));
  }
  if (state == "53100") {
    return absl::ResourceExhaustedError(absl::StrCat(said, "; make room on its disk"));
  }
  if (absl::StartsWith(state, "28")) {
    return absl::UnavailableError(absl::StrCat(said, "; are user and password right?"));
  }
  if (absl::StartsWith(state, "22")) return absl::InvalidArgumentError(said);
  if (absl::StartsWith(state, "XX")) return absl::DataLossError(said);
  return absl::UnavailableError(said);
}

bool PostgresDialect::IsBroken(const soci::soci_error& error) const {
  const std::string state = StateOf(error);
  return state.empty() || absl::StartsWith(state, "08") || absl::StartsWith(state, "57P") ||
         error.get_error_category() == soci::soci_error::connection_error;
}

}  // namespace bellwether::store
