// The list of every test of the suite with what is done with it: manifest.txt.
#ifndef BELLWETHER_TESTS_CONFORMANCE_MANIFEST_H_
#define BELLWETHER_TESTS_CONFORMANCE_MANIFEST_H_

#include <map>
#include <string>
#include <tuple>

namespace bellwether::conformance {

// File (without ".textproto"), section, test.
using TestName = std::tuple<std::string, std::string, std::string>;

struct ManifestEntry {
  enum class Status { kRun, kException, kOut };
  Status status = Status::kOut;
  std::string reason;  // of kException and kOut
  std::string group;   // of kRun and kException: "core", "conversions"
};

// Fails the running test for a line that makes no sense or stands there twice.
std::map<TestName, ManifestEntry> ReadManifest();

}  // namespace bellwether::conformance

#endif  // BELLWETHER_TESTS_CONFORMANCE_MANIFEST_H_
