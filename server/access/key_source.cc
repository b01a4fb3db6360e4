// The mutex is not held while keys are fetched: who asks for them meanwhile has the old ones.
//
// Tested by tests/server/access_test.cc.
#include "server/access/key_source.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/access/key_address.h"

namespace bellwether {

std::shared_ptr<const KeySet> KeySource::keys() const {
  MutexLock lock(mutex_);
  return keys_;
}

absl::Time KeySource::next_refresh() const {
  MutexLock lock(mutex_);
  if (!is_remote_) return absl::InfiniteFuture();
  return wanted_ ? absl::InfinitePast() : next_refresh_;
}

absl::Status KeySource::status() const {
  MutexLock lock(mutex_);
  return status_;
}

bool KeySource::AskFor(absl::Time now) {
  if (!is_remote_) return false;
  MutexLock lock(mutex_);
  if (!wanted_ && now - last_attempt_ < kUnknownKeyInterval) return false;
  wanted_ = true;
  return true;
}

bool KeySource::Refresh(const Fetch& fetch, absl::Time now, Logger& log) {
  {
    MutexLock lock(mutex_);
    if (is_remote_ && !wanted_ && now < next_refresh_) return false;
    last_attempt_ = now;
  }
  absl::StatusOr<std::string> text = is_remote_ ? fetch(place_, ca_) : ReadKeyFile(place_);
  absl::StatusOr<KeySet> parsed = text.ok() ? KeySet::Parse(*text) : text.status();
  if (text.ok() && !parsed.ok()) {
    parsed =
        absl::Status(parsed.status().code(), absl::StrCat(place_, ": ", parsed.status().message()));
  }
  Judge(parsed.status(), log);
  MutexLock lock(mutex_);
  wanted_ = false;
  next_refresh_ = now + (parsed.ok() ? kUsualInterval : kRetryInterval);
  if (!parsed.ok() || (keys_ != nullptr && *keys_ == *parsed)) return false;
  keys_ = std::make_shared<const KeySet>(*std::move(parsed));
  return true;
}

void KeySource::Judge(absl::Status status, Logger& log) {
  absl::Status before;
  bool has_keys = false;
  {
    MutexLock lock(mutex_);
    before = std::exchange(status_, status);
    has_keys = keys_ != nullptr;
  }
  if (status == before) return;
  if (status.ok()) return log.Info("keys of an issuer can be had again", {{"keys", place_}});
  log.Warning(has_keys ? "keys of an issuer cannot be had, the last good ones are kept"
                       : "keys of an issuer cannot be had, its tokens cannot be verified",
              {{"keys", place_}, {"reason", ToStd(status.message())}});
}

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxKeySetBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(
        absl::StrCat("cannot read the keys ", path, "; check that they are there"));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() <= kMaxKeySetBytes) return text;
  return absl::ResourceExhaustedError(
      absl::StrCat("the keys ", path, " are larger than ", kMaxKeySetBytes, " bytes"));
}

}  // namespace bellwether
