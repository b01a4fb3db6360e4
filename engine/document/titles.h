// What people call the names of a pack, as it is written. Part of document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_TITLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_TITLES_H_

#include "engine/document/located.h"

namespace bellwether::document {

// Of each kind of names those that have a title: name -> title. In the order of ruleset::TitleKind.
struct Titles {
  NamedList<Text> segments;
  NamedList<Text> cadences;
  NamedList<Text> stages;
  NamedList<Text> severities;
  NamedList<Text> signals;
  NamedList<Text> milestones;
  NamedList<Text> tiers;
  NamedList<Text> models;
  NamedList<Text> components;  // of health models, and criteria
  NamedList<Text> bands;
  NamedList<Text> dimensions;
  NamedList<Text> playbooks;
  NamedList<Text> people;
  NamedList<Text> metrics;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_TITLES_H_
