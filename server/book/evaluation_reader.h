// Who watches evaluations reads them here.
#ifndef BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
#define BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_

#include "server/book/store_reader.h"
#include "server/store/store.h"

namespace bellwether {

using EvaluationReader = StoreReader<store::StoredEvaluation>;

// `store` outlives the reader.
inline EvaluationReader::Source EvaluationSource(store::Store& store) {
  return {[&store] { return store.evaluations().LastSequence(); },
          [&store](const std::string& tenant, int64_t sequence, uint32_t most) {
            return store.evaluations().After(tenant, sequence, most);
          }};
}
inline constexpr char kEvaluationReaderName[] = "evaluation-read";

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_EVALUATION_READER_H_
