// The one table of faults: DIAGNOSTIC(C name, stable id, severity, wording). Not a normal header:
// it is included with DIAGNOSTIC defined. An id never changes its meaning; a new fault has a new
// id.

// base
DIAGNOSTIC(FILE_UNREADABLE, "file-unreadable", SEVERITY_ERROR, "cannot read the file: %s")
DIAGNOSTIC(FILE_NOT_UTF8, "not-utf8", SEVERITY_ERROR,
           "the file is not UTF-8: byte 0x%02x does not belong here")
DIAGNOSTIC(FILE_NUL, "nul-byte", SEVERITY_ERROR, "the file has a NUL byte")
DIAGNOSTIC(FILE_BOM, "byte-order-mark", SEVERITY_WARNING, "the file begins with a byte order mark")
DIAGNOSTIC(FILE_CRLF, "crlf", SEVERITY_NOTE, "lines end in CR LF")
DIAGNOSTIC(YAML_SYNTAX, "yaml-syntax", SEVERITY_ERROR, "%s")
DIAGNOSTIC(KEY_DUPLICATE, "duplicate-key", SEVERITY_ERROR, "the key '%s' stands twice")
DIAGNOSTIC(KEY_UNKNOWN, "unknown-key", SEVERITY_WARNING, "unknown key '%s'")
DIAGNOSTIC(VALUE_INVALID, "invalid-value", SEVERITY_ERROR, "'%s' is not valid for '%s'")
// locale
DIAGNOSTIC(LOCALE_UNKNOWN, "unknown-language", SEVERITY_ERROR, "there is no language file for '%s'")
DIAGNOSTIC(STRING_MISSING, "missing-string", SEVERITY_WARNING,
           "the string '%s' is missing from the language '%s'")
// model
DIAGNOSTIC(DIGEST_POST_UNKNOWN, "digest-unknown-post", SEVERITY_ERROR,
           "the digest names a post that does not exist: '%s'")
DIAGNOSTIC(DIGEST_POST_LEFT_OUT, "digest-post-left-out", SEVERITY_WARNING,
           "'%s' is not in the digest: it is %s")
DIAGNOSTIC(DIGEST_PIN_EXCLUDED, "digest-pin-excluded", SEVERITY_WARNING,
           "'%s' is pinned and excluded; it is left out")
DIAGNOSTIC(DIGEST_POST_CARRIED, "digest-post-carried", SEVERITY_NOTE,
           "'%s' was in '%s' already; %s")
DIAGNOSTIC(DIGEST_POST_STALE, "digest-post-stale", SEVERITY_ERROR,
           "the digest refuses '%s': its text in '%s' is older than its source")
DIAGNOSTIC(DIGEST_POST_UNTRANSLATED, "digest-post-untranslated", SEVERITY_ERROR,
           "the digest refuses '%s': it is not in '%s'")
// load
DIAGNOSTIC(NESTED_TOO_DEEP, "nested-too-deep", SEVERITY_WARNING,
           "nested too deeply; what is inside is shown one level further out")
DIAGNOSTIC(ATTRIBUTE_UNKNOWN, "unknown-attribute", SEVERITY_WARNING,
           "these braces mean nothing here; they are shown as text")
DIAGNOSTIC(ATTRIBUTE_ALONE, "attribute-without-block", SEVERITY_WARNING,
           "there is nothing here that %s could belong to")
DIAGNOSTIC(INDEX_EMPTY, "index-empty", SEVERITY_ERROR, "an entry of the index without a word")
DIAGNOSTIC(INDEX_DEEP, "index-deep", SEVERITY_ERROR,
           "an entry of the index has one level below it, not %u")
DIAGNOSTIC(INDEX_OPEN, "index-open", SEVERITY_ERROR,
           "a mark for the index that is not complete; it is shown as text")
DIAGNOSTIC(ADMONITION_UNKNOWN, "unknown-admonition", SEVERITY_WARNING,
           "there is no admonition '%s'; it is a quote")
DIAGNOSTIC(BLOCK_ID_DUPLICATE, "duplicate-block-id", SEVERITY_ERROR,
           "the block id '%s' stands twice")
DIAGNOSTIC(NOTE_UNDEFINED, "undefined-note", SEVERITY_ERROR, "there is no note '%s'")
DIAGNOSTIC(NOTE_UNUSED, "unused-note", SEVERITY_WARNING, "the note '%s' is never mentioned")
DIAGNOSTIC(NOTE_DUPLICATE, "duplicate-note", SEVERITY_ERROR, "the note '%s' is defined twice")
DIAGNOSTIC(TABLE_ROW_LONG, "long-table-row", SEVERITY_WARNING,
           "the row has %u cells, the table %u columns; the rest goes into the last cell")
DIAGNOSTIC(VERSE_PARTS, "verse-parts", SEVERITY_WARNING,
           "a couplet has two hemistichs; here is a third")
DIAGNOSTIC(VERSE_EMPTY, "empty-verse", SEVERITY_WARNING, "the verse has no couplet")
DIAGNOSTIC(HTML_UNSAFE, "unsafe-html", SEVERITY_ERROR, "<%s> is not allowed")
DIAGNOSTIC(HTML_EVENT, "event-attribute", SEVERITY_ERROR,
           "the attribute '%s' runs a program; it is left out")
DIAGNOSTIC(HTML_URL, "unsafe-url", SEVERITY_ERROR, "the address '%s' is not allowed")
DIAGNOSTIC(HTML_ELEMENT, "html-element", SEVERITY_WARNING, "the element <%s> is not allowed")
DIAGNOSTIC(HTML_ATTRIBUTE, "html-attribute", SEVERITY_NOTE, "the attribute '%s' is left out")
DIAGNOSTIC(HTML_RAW, "raw-html", SEVERITY_NOTE, "raw HTML: a PDF has only its text")
DIAGNOSTIC(IMAGE_ALT_MISSING, "image-alt-missing", SEVERITY_WARNING,
           "the image '%s' has no alternative text")
DIAGNOSTIC(IMAGE_ALT_NAME, "image-alt-name", SEVERITY_WARNING,
           "the alternative text of the image '%s' is only the name of a file")
DIAGNOSTIC(IMAGE_ALT_UNUSED, "image-alt-unused", SEVERITY_WARNING,
           "the image '%s' is decorative: its alternative text is not used")
DIAGNOSTIC(IMAGE_ALT_LINK, "image-alt-link", SEVERITY_WARNING,
           "the link to '%s' has no words: it shows only a picture, which says nothing")
DIAGNOSTIC(FILE_CONTROL, "control-character", SEVERITY_WARNING,
           "the file has a control character; U+FFFD stands in its place")
DIAGNOSTIC(FILE_CR, "lone-cr", SEVERITY_NOTE, "lines end in CR alone; each is read as a line end")
DIAGNOSTIC(
    FILE_OUTSIDE, "file-outside", SEVERITY_ERROR,
    "the link '%s' leads out of the publication's folder or back into it; it is not followed")
DIAGNOSTIC(FRONT_MATTER_MISSING, "no-front-matter", SEVERITY_WARNING,
           "the file has no front matter")
DIAGNOSTIC(FRONT_MATTER_OPEN, "open-front-matter", SEVERITY_ERROR,
           "the front matter is not closed by a line '---'")
DIAGNOSTIC(FIELD_MISSING, "missing-field", SEVERITY_WARNING, "the front matter has no '%s'")
DIAGNOSTIC(ID_MALFORMED, "malformed-id", SEVERITY_ERROR, "'%s' can't be used as %s; '%s' is used")
DIAGNOSTIC(LANG_FOLDER, "language-folder", SEVERITY_WARNING,
           "the post is in '%s' but lies in the folder of '%s'")
DIAGNOSTIC(LANG_UNLISTED, "language-unlisted", SEVERITY_ERROR,
           "the publication has no language '%s'; %s")
DIAGNOSTIC(
    PUBLICATION_FOLDER, "no-publication", SEVERITY_ERROR,
    "'%s' is no publication: it has neither publication.yaml nor a folder named for a language")
DIAGNOSTIC(PUBLICATION_DEFAULTS, "publication-defaults", SEVERITY_NOTE,
           "'%s' has no publication.yaml: its language folders are read with the defaults")
// translate
DIAGNOSTIC(POST_DUPLICATE, "duplicate-post", SEVERITY_ERROR,
           "another post has the id '%s' in '%s'; this one is not published")
DIAGNOSTIC(PAGE_AND_POST, "page-and-post", SEVERITY_ERROR, "'%s' is a %s here, but a %s in '%s'")
DIAGNOSTIC(COUNTERPART_MISSING, "missing-counterpart", SEVERITY_WARNING,
           "this %s does not exist in '%s'")
DIAGNOSTIC(ID_GRAMMAR, "id-grammar", SEVERITY_ERROR, "'%s' is no id: %s")
DIAGNOSTIC(TRANSLATES_INVALID, "translates-invalid", SEVERITY_ERROR, "'translates: %s' %s")
DIAGNOSTIC(TRANSLATES_NONE, "translates-none", SEVERITY_WARNING,
           "neither this text nor the one in '%s' says what it was translated from")
DIAGNOSTIC(DATE_DIFFERS, "date-differs", SEVERITY_ERROR, "the date is %s here, but %s in '%s'")
DIAGNOSTIC(SOURCE_DIFFERS, "source-differs", SEVERITY_WARNING,
           "the source's %s is %s here, but %s in '%s'")
DIAGNOSTIC(TAGS_DIFFER, "tags-differ", SEVERITY_WARNING, "%s")
DIAGNOSTIC(AUTHORS_DIFFER, "authors-differ", SEVERITY_WARNING,
           "the number of authors is %u here, but %u in '%s'")
DIAGNOSTIC(PICTURE_DIFFERS, "picture-differs", SEVERITY_WARNING,
           "the front matter has %s image here, but %s in '%s'")
DIAGNOSTIC(BLOCK_ID_ALONE, "lone-block-id", SEVERITY_WARNING,
           "the block id '%s' is not declared in '%s'")
DIAGNOSTIC(BLOCK_ORDER, "block-order", SEVERITY_WARNING,
           "the block '%s' stands in another order than in '%s'")
DIAGNOSTIC(BLOCK_MISSING, "block-missing", SEVERITY_WARNING, "'%s' has %s after this, missing here")
DIAGNOSTIC(BLOCK_EXTRA, "block-extra", SEVERITY_WARNING, "%s here, missing in '%s'")
DIAGNOSTIC(BLOCK_KIND, "block-kind", SEVERITY_WARNING, "this is %s, but %s in '%s'")
DIAGNOSTIC(HEADING_LEVEL, "heading-level", SEVERITY_WARNING,
           "this heading is of level %u, but of level %u in '%s'")
DIAGNOSTIC(LIST_KIND, "list-kind", SEVERITY_WARNING, "this list is %s, but %s in '%s'")
DIAGNOSTIC(TABLE_COLUMNS, "table-columns", SEVERITY_WARNING,
           "this table has %u columns, but %u in '%s'")
DIAGNOSTIC(ADMONITION_KIND, "admonition-kind", SEVERITY_WARNING,
           "the admonition is a '%s' here, a '%s' in '%s'")
DIAGNOSTIC(LINK_MISMATCH, "link-mismatch", SEVERITY_WARNING, "the link to '%s' %s '%s'%s")
DIAGNOSTIC(LINK_CHANGED, "link-changed", SEVERITY_NOTE, "this leads to '%s', but to '%s' in '%s'")
DIAGNOSTIC(IMAGE_MISMATCH, "image-mismatch", SEVERITY_WARNING, "the image '%s' %s '%s'%s")
DIAGNOSTIC(NOTE_MISMATCH, "note-mismatch", SEVERITY_WARNING, "the footnote mark '%s' %s '%s'%s")
DIAGNOSTIC(INDEX_MISMATCH, "index-mismatch", SEVERITY_NOTE, "the index mark of '%s' %s '%s'%s")
DIAGNOSTIC(LINK_BROKEN, "broken-link", SEVERITY_ERROR, "'%s' leads nowhere: %s")
DIAGNOSTIC(LINK_FRAGMENT, "broken-fragment", SEVERITY_ERROR, "nothing in '%s' has the name '#%s'")
DIAGNOSTIC(LINK_POST_UNKNOWN, "unknown-post", SEVERITY_ERROR, "there is no post '%s'")
DIAGNOSTIC(LINK_POST_UNTRANSLATED, "untranslated-post", SEVERITY_WARNING,
           "the post '%s' does not exist in '%s': the link leads to '%s'")
DIAGNOSTIC(LINK_POST_DRAFT, "draft-post", SEVERITY_WARNING,
           "the post '%s' is a draft: the link leads nowhere until it is published")
DIAGNOSTIC(IMAGE_BROKEN, "broken-image", SEVERITY_ERROR, "there is no image '%s': %s")
DIAGNOSTIC(IMAGE_FORMAT, "image-format", SEVERITY_ERROR, "browsers can't show the image '%s': %s")
DIAGNOSTIC(IMAGE_REMOTE, "remote-image", SEVERITY_WARNING,
           "the image '%s' lies elsewhere: its text stands in its place")
DIAGNOSTIC(IMAGE_ALT_LANGUAGE, "image-alt-language", SEVERITY_WARNING,
           "the alternative text '%s' is not in '%s'")
DIAGNOSTIC(IMAGE_ALT_SAME, "image-alt-same", SEVERITY_WARNING,
           "the alternative text '%s' is the same in '%s'")
DIAGNOSTIC(BIDI_FORBIDDEN, "bidi-control", SEVERITY_ERROR, "U+%04X %s is forbidden: %s")
DIAGNOSTIC(BIDI_UNBALANCED, "bidi-unbalanced", SEVERITY_ERROR, "U+%04X %s %s")
DIAGNOSTIC(BIDI_IN_CODE, "bidi-in-code", SEVERITY_ERROR, "U+%04X %s stands in code")
DIAGNOSTIC(LOCK_LINE, "lock-line", SEVERITY_WARNING, "this line of the lock can't be read")
DIAGNOSTIC(BLOCK_STALE, "stale-block", SEVERITY_WARNING,
           "the text in '%s' has changed since this was translated")
DIAGNOSTIC(DIGEST_EMPTY, "digest-empty", SEVERITY_WARNING, "no post is in the digest '%s'")
DIAGNOSTIC(SPELLING_MIXED, "spelling-mixed", SEVERITY_NOTE,
           "a word ends in '%s' here (%u in this text), others in '%s' (%u)")
DIAGNOSTIC(DIGEST_TAG_UNKNOWN, "digest-unknown-tag", SEVERITY_WARNING, "no post has the tag '%s'")
DIAGNOSTIC(UNDATED_UNDECIDED, "undated-undecided", SEVERITY_NOTE,
           "no digest carries or excludes this undated post")
// site
DIAGNOSTIC(TEMPLATE_SYNTAX, "template-syntax", SEVERITY_ERROR, "%s")
DIAGNOSTIC(TEMPLATE_PARTIAL, "template-partial", SEVERITY_ERROR, "there is no template named '%s'")
DIAGNOSTIC(TEMPLATE_LIMIT, "template-limit", SEVERITY_ERROR, "%s: the page is cut off here")
DIAGNOSTIC(THEME_UNREADABLE, "theme-unreadable", SEVERITY_ERROR,
           "the theme's file '%s' is not UTF-8 text; the built-in one is used")
DIAGNOSTIC(ADDRESS_TAKEN, "address-taken", SEVERITY_ERROR,
           "another post has the address '%s'; this one is at '%s'")
DIAGNOSTIC(WEBFONT_MISSING, "web-font-missing", SEVERITY_WARNING,
           "the font file %s is not here: the site uses the reader's own fonts")
DIAGNOSTIC(WEBFONT_AXIS, "web-font-axis", SEVERITY_NOTE,
           "a page cannot set the axis '%s' of %s: the site shows its default")
// typeset
DIAGNOSTIC(FONT_MISSING, "missing-font", SEVERITY_WARNING,
           "the font file '%s' is nowhere to be found")
DIAGNOSTIC(FONT_INSTANCE, "font-instance", SEVERITY_ERROR, "the font '%s' has no %s '%s'")
DIAGNOSTIC(FONT_BROKEN, "broken-font", SEVERITY_ERROR, "the font file '%s' cannot be used: %s")
DIAGNOSTIC(FONT_NONE, "no-font", SEVERITY_ERROR, "none of the fonts in the list is installed")
DIAGNOSTIC(FONT_FAMILY_UNKNOWN, "unknown-font-family", SEVERITY_ERROR,
           "there is no font family '%s' in the list")
DIAGNOSTIC(FONT_KASHIDA, "font-kashida", SEVERITY_WARNING,
           "no join of the font '%s' can be stretched: it is set without kashida")
DIAGNOSTIC(FONT_COVERAGE, "font-coverage", SEVERITY_ERROR,
           "the font '%s' lacks letters of '%s': %s")
DIAGNOSTIC(FONT_SIGNS, "font-signs", SEVERITY_WARNING, "the font '%s' lacks signs of '%s': %s")
DIAGNOSTIC(GLYPH_MISSING, "missing-glyph", SEVERITY_WARNING, "no font has the character U+%04X")
DIAGNOSTIC(LINE_LOOSE, "loose-line", SEVERITY_NOTE,
           "page %u of %s: a line stays loose: its words leave no better break")
DIAGNOSTIC(WORD_BROKEN, "word-too-wide", SEVERITY_WARNING,
           "a word is wider than its line and is broken where it may not be: '%s'")
// paginate
DIAGNOSTIC(TEMPLATE_UNKNOWN, "unknown-template", SEVERITY_ERROR,
           "there is no file of measures for the template '%s'")
DIAGNOSTIC(PAGE_TOO_SMALL, "page-too-small", SEVERITY_WARNING,
           "the page leaves no room for its margins, columns or type; they were made smaller")
DIAGNOSTIC(BLOCK_TOO_TALL, "block-too-tall", SEVERITY_WARNING,
           "this is taller than a column and runs over its foot")
DIAGNOSTIC(IMAGE_NOT_SET, "image-not-set", SEVERITY_WARNING, "the image '%s' is not printed: %s")
DIAGNOSTIC(IMAGE_COARSE, "image-coarse", SEVERITY_NOTE,
           "the image '%s' is printed small: it has only %u pixels in width")
DIAGNOSTIC(IMAGE_COLOUR, "image-colour", SEVERITY_WARNING, "the image '%s': %s")
DIAGNOSTIC(IMAGE_LACKS, "image-lacks", SEVERITY_WARNING,
           "the image '%s' is shown without what it asks for: %s")
DIAGNOSTIC(
    TABLE_TOO_WIDE, "table-too-wide", SEVERITY_WARNING,
    "the table has %u columns, more than a column of text can hold; its rows are set as lists")
// print
DIAGNOSTIC(ARCHIVE_NAME, "archive-name", SEVERITY_WARNING,
           "the name of '%s' cannot stand in an archive, and the file is left out of it")
DIAGNOSTIC(PRESS_PROFILE, "press-profile", SEVERITY_ERROR, "the profile '%s' can't be used: %s")
DIAGNOSTIC(PRESS_RESOLUTION, "press-resolution", SEVERITY_WARNING,
           "page %u: the image '%s' has %.0f dpi at its size; a press wants 300")
DIAGNOSTIC(PRESS_RESOLUTION_POOR, "press-resolution-poor", SEVERITY_ERROR,
           "page %u: the image '%s' has only %.0f dpi at its size: its pixels will show")
DIAGNOSTIC(PRESS_BLEED, "press-bleed", SEVERITY_WARNING,
           "page %u: %s touches the edge, and there is no bleed")
DIAGNOSTIC(CO_EDITION_IMAGE, "co-edition-image", SEVERITY_WARNING,
           "page %u: the image '%s' does not stand here in the other language: it is printed in "
           "black")
DIAGNOSTIC(CO_EDITION_POST, "co-edition-post", SEVERITY_ERROR,
           "'%s' is in one language only: co-editions leave it out")
DIAGNOSTIC(PRESS_INK, "press-ink", SEVERITY_WARNING,
           "page %u: up to %.0f %% of ink lies on one place; the paper takes %.0f %%")
DIAGNOSTIC(PRESS_HAIRLINE, "press-hairline", SEVERITY_WARNING,
           "page %u: a line is %.2f pt thin; under 0.2 pt a press prints it broken")
DIAGNOSTIC(PRESS_RGB, "press-rgb", SEVERITY_ERROR,
           "page %u: a colour can't be converted for the press: %s")
