// Tested by tests/server/command_line_test.cc and tests/clients/security_test.py.
#include "server/access/security.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {

absl::StatusOr<std::unique_ptr<Security>> Security::Open(const ServerOptions& options, Logger& log,
                                                         std::string& report) {
  std::unique_ptr<Security> security(new Security);
  absl::Status status;
  if (!options.tls_certificate.empty()) {
    auto tls = TlsFiles::Open(
        {{options.tls_certificate, options.tls_key, options.tls_client_ca}, nullptr}, log, report);
    status.Update(tls.status());
    if (tls.ok()) security->tls_ = *std::move(tls);
  }
  if (!options.access_file.empty()) {
    auto access = Access::Open({options.access_file, nullptr, nullptr}, log, report);
    status.Update(access.status());
    if (access.ok()) security->access_ = *std::move(access);
  }
  if (!status.ok()) return status;
  return security;
}

void Security::Follow(std::function<void()> access_changed) {
  if (tls_ != nullptr) tls_->Follow();
  if (access_ != nullptr) access_->Follow(std::move(access_changed));
}

void Security::LookNow() {
  if (tls_ != nullptr) tls_->LookNow();
  if (access_ != nullptr) access_->LookNow();
}

void Security::Stop() {
  if (tls_ != nullptr) tls_->Stop();
  if (access_ != nullptr) access_->Stop();
}

std::string CheckSecurityOptions(const ServerOptions& options) {
  std::string problems;
  if (options.tls_certificate.empty() != options.tls_key.empty()) {
    absl::StrAppend(&problems, "error: ",
                    options.tls_key.empty() ? "--tls-certificate without --tls-key"
                                            : "--tls-key without --tls-certificate",
                    "; TLS needs both, such as tls.crt and tls.key\n");
  }
  if (!options.tls_client_ca.empty() && options.tls_certificate.empty()) {
    problems +=
        "error: --tls-client-ca without --tls-certificate and --tls-key; certificates of clients "
        "come with TLS alone\n";
  }
  if (options.tls_client_ca.empty() && options.client_certificates != "require") {
    absl::StrAppend(&problems, "error: --client-certificates ", options.client_certificates,
                    " without --tls-client-ca; it says whose certificates are taken\n");
  }
  return problems;
}

std::string MissingSecurity(const ServerOptions& options) {
  const bool has_tls = !options.tls_certificate.empty();
  const bool knows_callers =
      !options.access_file.empty() ||
      (!options.tls_client_ca.empty() && options.client_certificates == "require");
  if (has_tls && knows_callers) return "";
  if (has_tls) return "a way to know its callers";
  return knows_callers ? "TLS" : "TLS and a way to know its callers";
}

}  // namespace bellwether
