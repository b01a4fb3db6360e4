// libFuzzer's hook for messages of LoadBook.
#include "bellwether/v1/portfolio.pb.h"
#include "tests/fuzz/message_mutator.h"

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  bellwether::v1::LoadBookRequest request;
  return bellwether::fuzz::MutateMessage(request, data, size, max_size, seed);
}
