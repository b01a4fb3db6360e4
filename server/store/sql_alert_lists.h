// Lists of alerts, of their events and of tasks, as queries. All throw soci_error; one thread for a
// session.
#ifndef BELLWETHER_SERVER_STORE_SQL_ALERT_LISTS_H_
#define BELLWETHER_SERVER_STORE_SQL_ALERT_LISTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/store/alert_listing.h"
#include "server/store/query.h"
#include "soci/soci.h"

namespace bellwether::store {

// Those of `alerts a`, or of `tasks t`, behind "where".
std::vector<StoredAlert> ReadAlerts(soci::session& session, Query& query, const std::string& where);
std::vector<StoredTask> ReadTasks(soci::session& session, Query& query, const std::string& where);

// As AlertStore has them.
std::vector<ListedAlert> ReadAlertList(soci::session& session, const std::string& tenant,
                                       const AlertListing& listing);
std::optional<ListedAlert> ReadAlertNumbered(soci::session& session, const std::string& tenant,
                                             int64_t number);
std::vector<AlertChoice> ReadAlertChoices(soci::session& session, const std::string& tenant);
std::vector<StoredTask> ReadTaskList(soci::session& session, const std::string& tenant,
                                     const TaskListing& listing);
std::optional<StoredTask> ReadTaskNumbered(soci::session& session, const std::string& tenant,
                                           int64_t number);
std::vector<StoredAlertEvent> ReadEventList(soci::session& session,
                                            const AlertEventListing& listing);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_SQL_ALERT_LISTS_H_
