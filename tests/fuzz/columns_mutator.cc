// libFuzzer's hook for columns.
#include "bellwether/v1/scoring.pb.h"
#include "tests/fuzz/message_mutator.h"

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  bellwether::v1::EvaluateColumnsRequest request;
  return bellwether::fuzz::MutateMessage(request, data, size, max_size, seed);
}
