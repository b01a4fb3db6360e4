// How the sections of an explanation are laid out: a title, sentences, and entries in columns.
//
//   SectionText section(options);
//   section.Title({"Flags", "1 red raised", Tone::kBad});
//   section.Entries({{.mark = "red", .tone = Tone::kBad, .name = "no_login", .words = "No
//   login"}}); return section.Take();
//
// Texts are made printable, wrapped at blanks, and never wider than options.width as long as their
// words are not. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_LAYOUT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_LAYOUT_H_

#include <string>
#include <utility>
#include <vector>

#include "clients/cli/explanation/explanation_text.h"

namespace bellwether::cli {

struct SectionTitle {
  std::string name;
  std::string summary;
  Tone tone = Tone::kPlain;  // of the summary
  std::string location;
};

// "  red  no_login  No login since kickoff 34 days ago        flags/red.yaml:4", and details below.
struct Entry {
  std::string mark;
  Tone tone = Tone::kPlain;  // of the mark
  std::string name;
  std::string words;
  std::string location;
  std::string details;  // quietly below
};

class SectionText {
 public:
  explicit SectionText(const ExplanationOptions& options) : options_(options) {}

  void Title(const SectionTitle& title);
  // A sentence over the whole width; nothing when it is empty.
  void Line(const std::string& words, Tone tone = Tone::kPlain);
  // After an empty line, what the entries below have in common.
  void Subtitle(const std::string& words);
  // "  label: words", wrapped below itself; nothing without words.
  void Labelled(const std::string& label, const std::string& words, Tone tone = Tone::kPlain);
  // One below the other, marks and names in columns.
  void Entries(const std::vector<Entry>& entries);
  // A line as it stands.
  void Raw(const std::string& line);
  // Lines that were laid out already.
  void Append(const std::string& text) { text_ += text; }

  std::string Take() { return std::move(text_); }

 private:
  // Lines from column `indent` on, after `first`; the location ends the last one.
  void Block(const std::vector<std::string>& lines, const std::string& first, size_t indent,
             const std::string& location, Tone tone);

  const ExplanationOptions& options_;
  std::string text_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_EXPLANATION_LAYOUT_H_
