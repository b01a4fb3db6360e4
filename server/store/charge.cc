// Tested by tests/server/store/evaluation_store_test.cc and outbox_store_test.cc.
#include "server/store/charge.h"

namespace bellwether::store {

absl::StatusOr<bool> Charge::Take() {
  if (take_.empty()) return true;
  MutexLock lock(mutex_);
  try {
    if (!is_open_) {
      dialect_.Connect(session_);
      is_open_ = true;
    }
    int mine = 0;
    session_ << take_, soci::into(mine);
    return mine == 1;
  } catch (const soci::soci_error& error) {
    if (is_open_) session_.close();
    is_open_ = false;
    return dialect_.StatusOf(error);
  }
}

}  // namespace bellwether::store
