// The memory of one reusable call: an arena whose first block is part of the call, so that a usual
// request and its answer ask the heap for no block.
//
//   CallMemory memory(kMessageBlocks);
//   auto* request = memory.Create<v1::EvaluateRequest>();
//   ...
//   memory.Reset();    // everything created so far is gone, the memory stays
#ifndef BELLWETHER_SERVER_RPC_CALL_MEMORY_H_
#define BELLWETHER_SERVER_RPC_CALL_MEMORY_H_

#include <array>
#include <cstddef>

#include "google/protobuf/arena.h"

namespace bellwether {

class CallMemory {
 public:
  // `largest_block`: blocks beyond the first grow up to that many bytes.
  explicit CallMemory(size_t largest_block) : arena_(Options(first_block_, largest_block)) {}
  CallMemory(const CallMemory&) = delete;
  CallMemory& operator=(const CallMemory&) = delete;

  template <typename Message>
  Message* Create() {
    return google::protobuf::Arena::CreateMessage<Message>(&arena_);
  }
  void Reset() { arena_.Reset(); }

 private:
  static constexpr size_t kFirstBlockBytes = 16 << 10;
  using Block = std::array<char, kFirstBlockBytes>;

  static google::protobuf::ArenaOptions Options(Block& block, size_t largest_block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    options.max_block_size = largest_block;
    return options;
  }

  alignas(std::max_align_t) Block first_block_;
  google::protobuf::Arena arena_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_MEMORY_H_
