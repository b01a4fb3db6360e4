// Tested by tests/server/tls_material_test.cc, tests/server/secure_server_test.cc and
// tests/clients/security_test.py.
#include "server/access/tls_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"

namespace bellwether {
namespace {

// How often the files are looked at where the system does not tell of changes.
constexpr absl::Duration kPollInterval = absl::Seconds(10);

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

bool WriteAll(int descriptor, const std::string& text) {
  for (size_t written = 0; written < text.size();) {
    const ssize_t more = write(descriptor, text.data() + written, text.size() - written);
    if (more <= 0) return false;
    written += static_cast<size_t>(more);
  }
  return true;
}

}  // namespace

TlsFiles::MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

// The path means a descriptor; what that means is replaced in one step, so a reader has the old
// text or the new one.
absl::Status TlsFiles::MemoryFile::Replace(const std::string& text) {
  const int next = memfd_create("bellwetherd-tls", MFD_CLOEXEC);
  if (next < 0) return absl::InternalError("no memory for the certificate");
  if (!WriteAll(next, text)) {
    close(next);
    return absl::InternalError("no memory for the certificate");
  }
  if (descriptor_ >= 0) {
    dup3(next, descriptor_, O_CLOEXEC);
    close(next);
    return absl::OkStatus();
  }
  descriptor_ = next;
  path_ = absl::StrCat("/proc/self/fd/", next);
  if (access(path_.c_str(), R_OK) == 0) return absl::OkStatus();
  return absl::UnavailableError("TLS needs /proc, which is not mounted here");
}

TlsFiles::TlsFiles(Settings settings, Logger& log) : settings_(std::move(settings)), log_(log) {}

absl::StatusOr<std::unique_ptr<TlsFiles>> TlsFiles::Open(Settings settings, Logger& log,
                                                         std::string& report) {
  if (!settings.now) settings.now = &absl::Now;
  std::unique_ptr<TlsFiles> files(new TlsFiles(std::move(settings), log));
  std::vector<std::string> problems;
  TlsMaterial material = ReadTlsMaterial(files->settings_.paths, files->settings_.now(), problems);
  for (const std::string& problem : problems) absl::StrAppend(&report, "error: ", problem, "\n");
  if (!problems.empty()) return absl::InvalidArgumentError("the TLS files are not good");
  if (absl::Status taken = files->Take(std::move(material)); !taken.ok()) {
    absl::StrAppend(&report, "error: ", taken.message(), "\n");
    return taken;
  }
  files->WarnOfExpiry();
  return files;
}

absl::Status TlsFiles::Take(TlsMaterial material) {
  if (material == material_) return absl::OkStatus();
  if (absl::Status put = identity_.Replace(material.identity); !put.ok()) return put;
  if (!material.client_ca.empty()) {
    if (absl::Status put = client_ca_.Replace(material.client_ca); !put.ok()) return put;
  }
  material_ = std::move(material);
  warned_ = Warned::kNothing;
  log_.Info("certificate in force", {{"file", settings_.paths.certificate},
                                     {"subject", material_.subject},
                                     {"expires", Shown(material_.not_after)}});
  return absl::OkStatus();
}

void TlsFiles::WarnOfExpiry() {
  const absl::Time now = settings_.now();
  const Warned due = now >= material_.not_after          ? Warned::kOver
                     : now >= ExpiryWarningAt(material_) ? Warned::kSoon
                                                         : Warned::kNothing;
  if (due <= warned_) return;
  warned_ = due;
  log_.Write(due == Warned::kOver ? LogLevel::kError : LogLevel::kWarning,
             due == Warned::kOver ? "the certificate in force has expired"
                                  : "the certificate in force expires soon",
             {{"file", settings_.paths.certificate},
              {"subject", material_.subject},
              {"expires", Shown(material_.not_after)}});
}

FileFollower::Next TlsFiles::Look() {
  std::vector<std::string> problems;
  TlsMaterial material = ReadTlsMaterial(settings_.paths, settings_.now(), problems);
  // What is in force and over by now is no bad replacement.
  const bool same = material == material_;
  if (problems.empty()) {
    if (absl::Status taken = Take(std::move(material)); !taken.ok()) {
      problems.emplace_back(taken.message());
    }
  }
  const std::string problem = same ? "" : absl::StrJoin(problems, "; ");
  if (problem != problem_ && !problem.empty()) {
    log_.Error("certificate refused, the last good one stays in force", {{"problem", problem}});
  }
  problem_ = problem;
  WarnOfExpiry();
  FileFollower::Next next{{settings_.paths.certificate, settings_.paths.key}, kPollInterval};
  if (!settings_.paths.client_ca.empty()) next.paths.push_back(settings_.paths.client_ca);
  return next;
}

void TlsFiles::Follow() {
  follower_.Start({settings_.paths.certificate, settings_.paths.key}, [this] { return Look(); });
}

}  // namespace bellwether
