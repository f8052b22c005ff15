// The rules, one row each: a flat table. RULE(id, function, PDF, PDF/UA-1, PDF/A-2, PDF/A-3,
// PDF/X-4, PDF/X-1a): the clause of each standard that asks for it, NULL where none does. Clauses
// are those of ISO 32000-1, 14289-1, 19005-2 and 19005-3. The parts of ISO 15930 are cited by
// subject, since their numbers are not public.

// structure of the file
RULE("syntax", syntax, "7.5", NULL, NULL, NULL, NULL, NULL)
RULE("no-pages", no_pages, "7.7.3", NULL, NULL, NULL, NULL, NULL)
RULE("header", header, "7.5.2", NULL, "6.1.2", "6.1.2", NULL, NULL)
RULE("version", version, NULL, NULL, "6.1.2", "6.1.2", "version", "version")
RULE("end-of-file", end_of_file, NULL, NULL, "6.1.3", "6.1.3", NULL, NULL)
RULE("file-id", file_id, NULL, NULL, "6.1.3", "6.1.3", "identification", "identification")
RULE("encrypted", encrypted, NULL, "7.16", "6.1.3", "6.1.3", "encryption", "encryption")
RULE("external-stream", external_stream, NULL, NULL, "6.1.7.1", "6.1.7.1", "completeness",
     "completeness")
RULE("filter", filter, NULL, NULL, "6.1.7.2", "6.1.7.2", "compression", "compression")
RULE("object-streams", object_streams, NULL, NULL, NULL, NULL, NULL, "version")
RULE("limits", limits, NULL, NULL, "6.1.13", "6.1.13", NULL, NULL)
RULE("missing-resource", missing_resource, "7.8.3", NULL, "6.2.2", "6.2.2", NULL, NULL)
RULE("bad-operator", bad_operator, "7.8.2", NULL, "6.2.2", "6.2.2", NULL, NULL)
RULE("unbalanced", unbalanced, "8.4.2", NULL, NULL, NULL, NULL, NULL)

// boxes
RULE("media-box", media_box, "7.7.3.3", NULL, NULL, NULL, NULL, NULL)
RULE("trim-box", trim_box, NULL, NULL, NULL, NULL, "bounding boxes", "bounding boxes")
RULE("box-nesting", box_nesting, NULL, NULL, NULL, NULL, "bounding boxes", "bounding boxes")
RULE("box-size", box_size, NULL, NULL, "6.1.13", "6.1.13", NULL, NULL)

// colour
RULE("output-intent", output_intent, NULL, NULL, "6.2.3", "6.2.3", "output intent", "output intent")
RULE("output-condition", output_condition, NULL, NULL, NULL, NULL, "output intent", "output intent")
RULE("output-profile", output_profile, NULL, NULL, "6.2.3", "6.2.3", "output intent",
     "output intent")
RULE("device-colour", device_colour, NULL, NULL, "6.2.4.3", "6.2.4.3", "colour", "colour")
RULE("independent-colour", independent_colour, NULL, NULL, NULL, NULL, NULL, "colour")
RULE("icc-profile", icc_profile, NULL, NULL, "6.2.4.2", "6.2.4.2", "colour", NULL)
RULE("graphics-state", graphics_state, NULL, NULL, "6.2.5", "6.2.5", "graphics state",
     "graphics state")
RULE("rendering-intent", rendering_intent, NULL, NULL, "6.2.6", "6.2.6", "graphics state",
     "graphics state")
RULE("image-interpolation", image_interpolation, NULL, NULL, "6.2.8.1", "6.2.8.1", NULL, NULL)
RULE("image-alternates", image_alternates, NULL, NULL, "6.2.8.1", "6.2.8.1", "images", "images")
RULE("opi", opi, NULL, NULL, "6.2.9.1", "6.2.9.1", "completeness", "completeness")
RULE("reference-xobject", reference_xobject, NULL, "7.20", "6.2.9.2", "6.2.9.2", "completeness",
     "completeness")
RULE("postscript-xobject", postscript_xobject, NULL, NULL, "6.2.9.3", "6.2.9.3", "PostScript",
     "PostScript")

// transparency
RULE("blend-mode", blend_mode, NULL, NULL, "6.2.10", "6.2.10", "transparency", NULL)
RULE("blending-space", blending_space, NULL, NULL, "6.2.10", "6.2.10", NULL, NULL)
RULE("transparency", transparency, NULL, NULL, NULL, NULL, NULL, "transparency")

// fonts
RULE("font-embedded", font_embedded, NULL, "7.21.4.1", "6.2.11.4.1", "6.2.11.4.1", "fonts", "fonts")
RULE("font-program", font_program, NULL, "7.21.4.1", "6.2.11.2", "6.2.11.2", "fonts", "fonts")
RULE("font-cid-map", font_cid_map, NULL, "7.21.3.2", "6.2.11.3.2", "6.2.11.3.2", NULL, NULL)
RULE("font-cmap", font_cmap, NULL, "7.21.3.3", "6.2.11.3.3", "6.2.11.3.3", NULL, NULL)
RULE("font-subset", font_subset, NULL, "7.21.4.2", "6.2.11.4.2", "6.2.11.4.2", NULL, NULL)
RULE("font-widths", font_widths, NULL, "7.21.5", "6.2.11.5", "6.2.11.5", "fonts", "fonts")
RULE("font-encoding", font_encoding, NULL, "7.21.6", "6.2.11.6", "6.2.11.6", NULL, NULL)
RULE("font-unicode", font_unicode, NULL, "7.21.7", "6.2.11.7.2", "6.2.11.7.2", NULL, NULL)
RULE("font-notdef", font_notdef, NULL, "7.21.8", "6.2.11.8", "6.2.11.8", "fonts", NULL)

// metadata
RULE("metadata", metadata, NULL, "7.1", "6.6.2.1", "6.6.2.1", "metadata", NULL)
RULE("metadata-packet", metadata_packet, NULL, NULL, "6.6.2.1", "6.6.2.1", NULL, NULL)
RULE("metadata-schema", metadata_schema, NULL, NULL, "6.6.2.3.1", "6.6.2.3.1", NULL, NULL)
RULE("identification", identification, NULL, "5", "6.6.4", "6.6.4", "identification",
     "identification")
RULE("title", title, NULL, "7.1", NULL, NULL, "metadata", "metadata")
RULE("display-title", display_title, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("dates", dates, NULL, NULL, NULL, NULL, "metadata", "metadata")
RULE("media-management", media_management, NULL, NULL, NULL, NULL, "metadata", NULL)
RULE("info-metadata", info_metadata, NULL, NULL, NULL, NULL, "metadata", NULL)
RULE("trapped", trapped, NULL, NULL, NULL, NULL, "trapping", "trapping")
RULE("language", language, NULL, "7.2", NULL, NULL, NULL, NULL)
RULE("language-tag", language_tag, NULL, "7.2", NULL, NULL, NULL, NULL)

// tags
RULE("marked", marked, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("suspects", suspects, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("structure", structure, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("structure-sound", structure_sound, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("untagged", untagged, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("artifact-in-tag", artifact_in_tag, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("tag-in-artifact", tag_in_artifact, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("mcid-repeated", mcid_repeated, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("mcid-unclaimed", mcid_unclaimed, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("mcid-missing", mcid_missing, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("parent-tree", parent_tree, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("role", role, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("role-remapped", role_remapped, NULL, "7.1", NULL, NULL, NULL, NULL)
RULE("nesting", nesting, NULL, "7.2", NULL, NULL, NULL, NULL)
RULE("figure-text", figure_text, NULL, "7.3", NULL, NULL, NULL, NULL)
RULE("heading-order", heading_order, NULL, "7.4.2", NULL, NULL, NULL, NULL)
RULE("heading-kinds", heading_kinds, NULL, "7.4.4", NULL, NULL, NULL, NULL)
RULE("table-headers", table_headers, NULL, "7.5", NULL, NULL, NULL, NULL)
RULE("table-shape", table_shape, NULL, "7.2", NULL, NULL, NULL, NULL)
RULE("formula-text", formula_text, NULL, "7.7", NULL, NULL, NULL, NULL)
RULE("note-id", note_id, NULL, "7.9", NULL, NULL, NULL, NULL)
RULE("shared-form", shared_form, NULL, "7.20", NULL, NULL, NULL, NULL)

// annotations
RULE("annotation-type", annotation_type, NULL, NULL, "6.3.1", "6.3.1", NULL, NULL)
RULE("annotation-flags", annotation_flags, NULL, NULL, "6.3.2", "6.3.2", NULL, NULL)
RULE("annotation-looks", annotation_looks, NULL, NULL, "6.3.3", "6.3.3", NULL, NULL)
RULE("annotation-untagged", annotation_untagged, NULL, "7.18.1", NULL, NULL, NULL, NULL)
RULE("annotation-text", annotation_text, NULL, "7.18.1", NULL, NULL, NULL, NULL)
RULE("trap-network", trap_network, NULL, "7.18.2", NULL, NULL, NULL, NULL)
RULE("tab-order", tab_order, NULL, "7.18.3", NULL, NULL, NULL, NULL)
RULE("link-untagged", link_untagged, NULL, "7.18.5", NULL, NULL, NULL, NULL)
RULE("link-text", link_text, NULL, "7.18.5", NULL, NULL, NULL, NULL)
RULE("annotation-in-print", annotation_in_print, NULL, NULL, NULL, NULL, "annotations",
     "annotations")
RULE("form-fields", form_fields, NULL, NULL, "6.4.1", "6.4.1", NULL, NULL)
RULE("xfa", xfa, NULL, "7.15", "6.4.2", "6.4.2", NULL, NULL)

// actions
RULE("action", action, NULL, NULL, "6.5.1", "6.5.1", "actions", "actions")
RULE("trigger", trigger, NULL, NULL, "6.5.2", "6.5.2", "actions", "actions")

// embedded files, optional content, presentations
RULE("file-name", file_name, NULL, "7.11", "6.8", "6.8", NULL, NULL)
RULE("file-not-pdf", file_not_pdf, NULL, NULL, "6.8", NULL, NULL, NULL)
RULE("file-relationship", file_relationship, NULL, NULL, NULL, "6.8", NULL, NULL)
RULE("file-type", file_type, NULL, NULL, NULL, "6.8", NULL, NULL)
RULE("file-unassociated", file_unassociated, NULL, NULL, NULL, "6.8", NULL, NULL)
RULE("layers", layers, NULL, "7.10", "6.9", "6.9", NULL, "optional content")
RULE("presentation", presentation, NULL, NULL, "6.10", "6.10", NULL, NULL)
RULE("requirements", requirements, NULL, NULL, "6.11", "6.11", NULL, NULL)
