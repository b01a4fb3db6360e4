// The process: processor time, memory, file descriptors, by the names that client libraries of
// Prometheus give them. Read from /proc; what cannot be read has no sample. Any thread.
#ifndef BELLWETHER_SERVER_TELEMETRY_PROCESS_METRICS_H_
#define BELLWETHER_SERVER_TELEMETRY_PROCESS_METRICS_H_

#include "server/telemetry/exposition.h"

namespace bellwether {

void CollectProcess(Exposition& exposition);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_PROCESS_METRICS_H_
