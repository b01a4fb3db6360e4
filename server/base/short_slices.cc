// glibc has no wrapper for sched_setattr, and linux/sched/types.h cannot be included beside
// sched.h.
//
// Tested by tests/server/short_slices_test.cc.
#include "server/base/short_slices.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace bellwether {
namespace {

constexpr uint32_t kOther = 0;  // SCHED_OTHER

// As the system call has it: the first version of struct sched_attr.
struct Attributes {
  uint32_t size = sizeof(Attributes);
  uint32_t policy = kOther;
  uint64_t flags = 0;
  int32_t nice = 0;
  uint32_t priority = 0;
  uint64_t runtime = 0;  // of SCHED_OTHER: the slice
  uint64_t deadline = 0;
  uint64_t period = 0;
};
static_assert(sizeof(Attributes) == 48);

}  // namespace

void AskForShortSlices(absl::Duration slice) {
  Attributes attributes;
  // What it has stays as it is, but for the slice.
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  if (attributes.policy != kOther) return;
  attributes.runtime = static_cast<uint64_t>(absl::ToInt64Nanoseconds(slice));
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace bellwether
