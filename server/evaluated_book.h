// The accounts of a store, evaluated as long as the server runs: what does it, who is told, what
// calls and metrics say of it.
//
//   EvaluatedBook book(options, *parts.store, parts.packs, *parts.security, log);
//   handlers.evaluations = book.Handlers();       // and book.observer() is told of records
//   book.Start();
//   ...
//   server.Stop(deadline);
//   book.Stop();
//
// Start and Stop are called by one thread.
#ifndef BELLWETHER_SERVER_EVALUATED_BOOK_H_
#define BELLWETHER_SERVER_EVALUATED_BOOK_H_

#include <string>

#include "server/access/security.h"
#include "server/book/alert_monitor.h"
#include "server/book/alert_reader.h"
#include "server/book/continuous_evaluation.h"
#include "server/book/evaluation_reader.h"
#include "server/live_packs.h"
#include "server/rpc/alerts_handlers.h"
#include "server/rpc/evaluations_handlers.h"
#include "server/rpc/interventions_handlers.h"
#include "server/settings/options.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class EvaluatedBook {
 public:
  // All of it outlives the book.
  EvaluatedBook(const ServerOptions& options, store::Store& store, LivePacks& packs,
                const Security& security, Logger& log);
  ~EvaluatedBook() { Stop(); }
  EvaluatedBook(const EvaluatedBook&) = delete;
  EvaluatedBook& operator=(const EvaluatedBook&) = delete;

  void Start();
  void Stop();
  // Accounts of a tenant that another pack answers now are evaluated by it. Any thread, quick.
  void PackChanged() { continuous_.PackChanged(); }

  EvaluationsHandlers Handlers();
  AlertsHandlers HandlersOfAlerts();
  InterventionsHandlers HandlersOfInterventions();
  BookObserver* observer() { return &continuous_; }
  // Says when there is something new to tell.
  PackFeed& feed() { return continuous_.feed(); }
  void Collect(Exposition& exposition) const;

 private:
  ContinuousEvaluation::Settings SettingsOf(const ServerOptions& options) const;
  SnapshotPointer PackOf(const std::string& tenant) const;

  store::Store& store_;
  LivePacks& packs_;
  const Security& security_;
  Logger& log_;
  ContinuousEvaluation continuous_;
  EvaluationReader reader_;
  AlertReader alert_reader_;
  AlertMonitor monitor_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_EVALUATED_BOOK_H_
