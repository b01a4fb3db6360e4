// An evaluation that is kept, as clients are told of it.
//
//   v1::StoredEvaluation message;
//   const absl::Status told = TellEvaluation(stored, message);
//
// Reads JSON, which takes longer than a thread that polls may: for workers. Pure function.
#ifndef BELLWETHER_SERVER_BOOK_TOLD_EVALUATION_H_
#define BELLWETHER_SERVER_BOOK_TOLD_EVALUATION_H_

#include "absl/status/status.h"
#include "bellwether/v1/evaluations.pb.h"
#include "server/store/evaluation_store.h"

namespace bellwether {

// Into an empty message. DATA_LOSS: what is kept cannot be read.
absl::Status TellEvaluation(const store::StoredEvaluation& stored, v1::StoredEvaluation& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_TOLD_EVALUATION_H_
