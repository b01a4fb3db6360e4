// Who watches evaluations reads them here, as the messages that they are told in.
#ifndef BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
#define BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_

#include "bellwether/v1/evaluations.pb.h"
#include "server/book/store_reader.h"
#include "server/book/told_evaluation.h"
#include "server/store/store.h"

namespace bellwether {

using EvaluationReader = StoreReader<store::StoredEvaluation, v1::StoredEvaluation>;

// `store` outlives the reader.
inline EvaluationReader::Source EvaluationSource(store::Store& store) {
  return {"evaluation-read", [&store] { return store.evaluations().LastSequence(); },
          [&store](const std::string& tenant, int64_t sequence, uint32_t most) {
            return store.evaluations().After(tenant, sequence, most);
          },
          &TellEvaluation};
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
