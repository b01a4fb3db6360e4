// Tested by tests/server/store/store_test.cc.
#include "server/store/answered_requests.h"

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether::store {
namespace {

constexpr absl::Duration kRemembered = absl::Hours(24);

}  // namespace

absl::StatusOr<std::optional<std::string>> FindAnswer(soci::session& session,
                                                      const Request& request,
                                                      const std::string& digest) {
  if (request.id.empty()) return std::nullopt;
  const long long oldest = absl::ToUnixMicros(request.now - kRemembered);
  std::string asked, answer;
  session << "select digest, answer from requests"
             " where tenant = :tenant and id = :id and answered_at >= :oldest",
      soci::use(request.tenant), soci::use(request.id), soci::use(oldest), soci::into(asked),
      soci::into(answer);
  if (!session.got_data()) return std::nullopt;
  if (asked == digest) return answer;
  return absl::AlreadyExistsError(
      absl::StrCat("the request id ", Quoted(request.id),
                   " was used for something else within a day; give each request its own"));
}

void Remember(soci::session& session, const Request& request, const std::string& digest,
              const std::string& answer) {
  if (request.id.empty()) return;
  const long long now = absl::ToUnixMicros(request.now);
  const long long oldest = absl::ToUnixMicros(request.now - kRemembered);
  session << "delete from requests where answered_at < :oldest", soci::use(oldest);
  session << "insert into requests (tenant, id, digest, answer, answered_at)"
             " values (:tenant, :id, :digest, :answer, :now)",
      soci::use(request.tenant), soci::use(request.id), soci::use(digest), soci::use(answer),
      soci::use(now);
}

}  // namespace bellwether::store
