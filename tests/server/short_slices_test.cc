#include "server/base/short_slices.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <thread>

#include "gtest/gtest.h"
#include "server/base/background_thread.h"

namespace bellwether {
namespace {

id_t ThisThread() { return static_cast<id_t>(syscall(SYS_gettid)); }

// Nanoseconds; 0 where the system does not tell.
uint64_t SliceOfThisThread() {
  std::array<unsigned char, 48> attributes{};
  if (syscall(SYS_sched_getattr, 0, attributes.data(), attributes.size(), 0) != 0) return 0;
  uint64_t slice = 0;
  std::memcpy(&slice, attributes.data() + 24, sizeof slice);
  return slice;
}

// On a thread of its own, so that the others of the test stay as they are.
template <typename Step>
void OnAThread(Step step) {
  std::thread(step).join();
}

TEST(ShortSlicesTest, MakeTheSliceShorterWhereTheSystemHasOne) {
  OnAThread([] {
    const uint64_t before = SliceOfThisThread();
    if (before == 0) GTEST_SKIP() << "this kernel tells of no slices";
    AskForShortSlices(kWaitedForSlice);
    EXPECT_EQ(SliceOfThisThread(), 500'000u);
    EXPECT_LT(SliceOfThisThread(), before);
  });
}

TEST(ShortSlicesTest, LeaveThePriorityAsItIs) {
  OnAThread([] {
    ASSERT_EQ(setpriority(PRIO_PROCESS, ThisThread(), 7), 0);
    AskForShortSlices(kWaitedForSlice);
    EXPECT_EQ(getpriority(PRIO_PROCESS, ThisThread()), 7);
    EXPECT_EQ(sched_getscheduler(0), SCHED_OTHER);
  });
}

TEST(ShortSlicesTest, LeaveAThreadOfAnotherPolicyAlone) {
  OnAThread([] {
    const sched_param none{};
    ASSERT_EQ(sched_setscheduler(0, SCHED_IDLE, &none), 0);
    AskForShortSlices(kWaitedForSlice);
    EXPECT_EQ(sched_getscheduler(0), SCHED_IDLE);
  });
}

TEST(BackgroundThreadTest, GivesWayAndDoesNotRunForLong) {
  StartBackgroundThread("short", [] {
    EXPECT_EQ(getpriority(PRIO_PROCESS, ThisThread()), 10);
    const uint64_t slice = SliceOfThisThread();
    if (slice != 0) {  // 0: this kernel tells of no slices
      EXPECT_EQ(slice, 300'000u);
    }
  }).join();
}

}  // namespace
}  // namespace bellwether
