// A workflow command of GitHub: a note at a line of a file, beside the change that is reviewed.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_GITHUB_NOTE_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_GITHUB_NOTE_H_

#include <cstdint>
#include <string>

namespace bellwether::cli {

struct GithubNote {
  const char* level = "error";  // or "warning", "notice"
  std::string file;
  uint32_t line = 0;
  std::string title;
  std::string message;  // may have lines
};

// With its end of line.
std::string NoteText(const GithubNote& note);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_GITHUB_NOTE_H_
