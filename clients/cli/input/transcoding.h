// The second stage: the declared encoding -> UTF-8, by iconv. UTF-16 with its byte order mark is
// recognised when nothing is declared. What is or ought to be UTF-8 goes on as it is: the reader of
// accounts says which line is not.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_TRANSCODING_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_TRANSCODING_H_

#include <iconv.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "clients/cli/input/byte_stage.h"

namespace bellwether::cli {

// Why the encoding cannot be read, and which ones can; "" when it can. "" stands for none declared.
std::string EncodingProblem(const std::string& encoding);

class Transcoding : public ByteStage {
 public:
  // `encoding` must have no problem; `next` must outlive the stage.
  Transcoding(std::string encoding, ByteStage& next);
  ~Transcoding() override;
  Transcoding(const Transcoding&) = delete;
  Transcoding& operator=(const Transcoding&) = delete;

  absl::Status Take(std::string_view bytes) override;
  absl::Status Finish() override;

 private:
  absl::Status Decide();
  absl::Status Convert(std::string_view bytes);
  absl::Status HandOn(std::string_view text);
  absl::Status NoCharacter(std::string_view rest) const;
  bool converts() const;

  std::string encoding_;
  ByteStage& next_;
  bool decided_ = false;
  iconv_t converter_;
  std::string kept_;  // bytes of a character, or of a mark, that is not whole yet
  uint64_t line_ = 1;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_TRANSCODING_H_
