// For threads whose work is short and waited for.
//
//   std::thread thread([] { AskForShortSlices(kWaitedForSlice); ... });
#ifndef BELLWETHER_SERVER_BASE_SHORT_SLICES_H_
#define BELLWETHER_SERVER_BASE_SHORT_SLICES_H_

#include "absl/time/time.h"

namespace bellwether {

// Of threads that somebody waits for: the usual slice is some 3 ms.
inline constexpr absl::Duration kWaitedForSlice = absl::Microseconds(500);

// Has the calling thread run for less at a time, and sooner after it is woken, in place of a thread
// with longer slices. It gets no more of the processor than before. Linux from 6.12 on; nothing
// happens elsewhere, or where it is forbidden.
void AskForShortSlices(absl::Duration slice);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_SHORT_SLICES_H_
