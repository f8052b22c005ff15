// The key `press` of a digest's definition: how it is made for a printing press
//   press: {standard: x4 | x1a, intent: coated | uncoated | colour/profile.icc, marks: true,
//           bleed: 3, spot: {accent: "PANTONE 3155 C"}}
#pragma once
#include "base/yaml.h"
#include "model/publication.h"

// The settings, with the default for what is missing or wrong. Without a bleed of its own it is
// that of the page. The profile's path is absolute; that it is a CMYK profile is seen when it is
// opened.
PressSettings press_field_read(const Publication *publication, const Digest *digest,
                               const YamlNode *map, DiagnosticList *diagnostics);
