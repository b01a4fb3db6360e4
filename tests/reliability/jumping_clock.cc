// A time of day that can be set for one process alone: a library for LD_PRELOAD.
//
//   LD_PRELOAD=libbellwether_jumping_clock.so BELLWETHER_CLOCK_OFFSET=FILE bellwetherd ...
//
// FILE holds eight bytes: nanoseconds by which the time of day is ahead, least significant byte
// first. It is mapped, so that what is written there holds from the next look at the clock on.
// Clocks that only count on are left alone, as they are by who sets the time. A wait until a time
// of day, which abseil makes by futex(2), is a wait for the same moment as before; one that is
// under way in the moment of the jump is not disturbed.
//
// Used by proofs/faults.py.
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

constexpr int64_t kNanos = 1'000'000'000;
const int64_t kNone = 0;

const volatile int64_t* MapOffset() {
  const char* path = std::getenv("BELLWETHER_CLOCK_OFFSET");
  const int file = path == nullptr ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return &kNone;
  void* mapped = mmap(nullptr, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  return mapped == MAP_FAILED ? &kNone : static_cast<const int64_t*>(mapped);
}

int64_t Offset() {
  static const volatile int64_t* const offset = MapOffset();
  return *offset;
}

timespec Moved(const timespec& time, int64_t by) {
  const int64_t nanos = time.tv_sec * kNanos + time.tv_nsec + by;
  if (nanos < 0) return {0, 0};
  return {nanos / kNanos, nanos % kNanos};
}

template <typename Function>
Function* Real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static auto* const real = Real<int(clockid_t, timespec*)>("clock_gettime");
  const int result = real(clock, time);
  const bool of_day = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
  if (result == 0 && of_day) *time = Moved(*time, Offset());
  return result;
}

extern "C" int gettimeofday(timeval* __restrict time, void* __restrict) noexcept {
  timespec now{};
  const int result = clock_gettime(CLOCK_REALTIME, &now);
  *time = {now.tv_sec, now.tv_nsec / 1000};
  return result;
}

extern "C" time_t time(time_t* there) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (there != nullptr) *there = now.tv_sec;
  return now.tv_sec;
}

extern "C" long syscall(long number, ...) noexcept {
  static auto* const real = Real<long(long, long, long, long, long, long, long)>("syscall");
  va_list list;
  va_start(list, number);
  long words[6];
  for (long& word : words) word = va_arg(list, long);
  va_end(list);
  timespec until{};
  const bool waits = number == SYS_futex && (words[1] & FUTEX_CLOCK_REALTIME) != 0 && words[3] != 0;
  if (waits) {
    until = Moved(*reinterpret_cast<const timespec*>(words[3]), -Offset());
    words[3] = reinterpret_cast<long>(&until);
  }
  return real(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}
