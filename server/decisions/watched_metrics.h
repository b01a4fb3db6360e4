// What the watchers of answers tell at a scrape.
#ifndef BELLWETHER_SERVER_DECISIONS_WATCHED_METRICS_H_
#define BELLWETHER_SERVER_DECISIONS_WATCHED_METRICS_H_

#include "server/decisions/watched_answers.h"
#include "server/telemetry/exposition.h"

namespace bellwether {

// Nothing of a watcher that there is not. Any thread.
void CollectWatched(const WatchedAnswers& watched, Exposition& exposition);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DECISIONS_WATCHED_METRICS_H_
