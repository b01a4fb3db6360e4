// Every bound of the engine in one place: each with its reason, each with a test.
//
// A limit exists so that input from outside costs bounded memory and time. Exceeding one is an
// ordinary error that names the limit and its value; nothing is cut off silently.
#ifndef BELLWETHER_ENGINE_BASE_LIMITS_H_
#define BELLWETHER_ENGINE_BASE_LIMITS_H_

#include <cstdint>

namespace bellwether {

struct Limits {
  // Packs.
  uint32_t max_pack_bytes = 4u << 20;  // all files of a pack together, before YAML is parsed
  uint32_t max_pack_files = 256;       // a pack is read by people
  uint32_t max_yaml_depth = 64;        // yaml-cpp itself stops at 500
  uint32_t max_yaml_nodes = 400'000;   // per file, aliases expanded
  uint32_t max_alias_visits = 10'000;  // nodes copied by aliases: defeats alias bombs
  uint32_t max_diagnostics = 100;      // reported at once; the rest is counted
  uint32_t max_name_bytes = 100;       // signal, benchmark, component, band ... names
  uint32_t max_words = 1'000;          // in each of segments, cadences, stages, severities
  uint32_t max_signals = 2'000;        // signals and derived facts of a pack
  uint32_t max_components = 4'000;     // components of all models of a pack
  uint32_t max_component_depth = 8;    // nesting of components below a model (S29)
  uint32_t max_variants = 64;  // segments × periods in which numbers differ: a plan for each

  // Expressions.
  uint32_t max_expression_bytes = 8'192;
  uint32_t max_expression_depth = 64;  // nesting; the conformance suite needs 32 (S29)
  uint32_t max_expression_nodes = 4'000;
  uint32_t max_expression_names = 64;  // distinct names read: one bit each in a missing value

  // Texts of a pack. Each is rendered without each of its values when the pack is loaded.
  uint32_t max_placeholders = 64;  // different ones in one text

  // Accounts.
  uint32_t max_account_bytes = 1u << 20;           // one account's JSON, YAML or CSV text
  uint32_t max_account_document_bytes = 4u << 20;  // one YAML document: it is parsed as a whole
  uint32_t max_account_depth = 16;                 // nesting of an account's JSON
  uint32_t max_account_signals = 2'000;
  uint32_t max_account_milestones = 200;
  uint32_t max_series_points = 10'000;  // per series
  uint32_t max_text_bytes = 4'096;      // one text signal, id, author or reason

  // Records of a book.
  uint32_t max_record_words = 1'000;  // words, or counts, in one field

  // Answers to missing facts that are tried for one account (questions): a microsecond or two each.
  uint32_t max_answers_tried = 20'000;

  // Many accounts in one request: what a polling thread answers in a fraction of a second.
  uint32_t max_batch_accounts = 1'000;   // one message for each
  uint32_t max_column_accounts = 4'096;  // rows
  uint32_t max_columns = 1'000;          // of one kind: signals, dimension scores, previous bands

  // Moments of an account on one page: a year of days. Each is an evaluation, and some ten more
  // that say where its change comes from.
  uint32_t max_history_moments = 366;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_LIMITS_H_
