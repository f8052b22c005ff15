// The content streams of the pages, written anew in one pass: every glyph that is shown becomes
// marked content of its element, or an artifact. Cairo shows the glyphs of a page in the order in
// which encode.c has them, and leaves none out; their codes prove it. What is painted between two
// marks of paint.c is an image; all else is an artifact: rules, leaders, decorations.
#include <string.h>

#include "print/finish_parts.h"

#define CODE_DIGITS 4

typedef struct {
  guint code;
  guint tag; // as ItemTag.tag, of one glyph
} ShownGlyph;

// Buffers that serve for page after page.
typedef struct {
  GByteArray *read;
  GString *written;
  GArray *shown; // of ShownGlyph
  GArray *begun; // of gboolean, by MCID
} Buffers;

// The page at work.
typedef struct {
  const Page *page;
  const PageTags *tags;
  Buffers *buffers;
  guint number;      // of the page
  guint next_glyph;  // into Buffers.shown
  guint next_item;   // where the next image is looked for
  guint open;        // what marked content is open: as ItemTag.tag; TAG_NONE = none
  gboolean in_image; // between its marks
  gboolean in_text;  // in a text object
  gboolean text_end; // Cairo has ended that, which may go on all the same
} PageContent;

static void close_mark(PageContent *content, GString *out) {
  if (content->open != TAG_NONE) g_string_append(out, " EMC");
  content->open = TAG_NONE;
}

static void append_mark(PageContent *content, guint mark, GString *out) {
  const Element *owner = content->tags->owners->pdata[mark];
  gboolean *begun = &g_array_index(content->buffers->begun, gboolean, mark);
  if (*begun) g_error("page %u: marked content %u begins twice", content->number, mark);
  *begun = TRUE;
  while (!owner->type)
    owner = owner->parent;
  g_string_append_printf(out, " /%s<</MCID %u>>BDC", owner->type, mark);
}

static void open_mark(PageContent *content, guint tag, GString *out) {
  if (content->open == tag) return;
  close_mark(content, out);
  content->open = tag;
  if (tag == TAG_ARTIFACT) {
    g_string_append(out, " /Artifact<</Type/Layout>>BDC");
  } else if (tag == TAG_RUNNING) {
    g_string_append(out, " /Artifact<</Type/Pagination>>BDC");
  } else if (tag == TAG_HEADER) {
    g_string_append(out, " /Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC");
  } else if (tag == TAG_FOOTER) {
    g_string_append(out, " /Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC");
  } else if (tag <= TAG_MARK_LAST) {
    append_mark(content, tag, out);
  }
}

// Cairo ends a text object where the ink changes. There it goes on, and so does what is marked in
// it; what is marked inside must end inside.
static void end_text(PageContent *content, GString *out) {
  if (!content->text_end) return;
  close_mark(content, out);
  g_string_append(out, " ET");
  content->in_text = content->text_end = FALSE;
}

static gboolean begin_text(PageContent *content, GString *out) {
  gboolean goes_on = content->text_end;
  if (!goes_on) close_mark(content, out);
  content->in_text = TRUE;
  content->text_end = FALSE;
  return goes_on;
}

static void mark_image(PageContent *content, GString *out) {
  const Page *page = content->page;
  content->in_image = !content->in_image;
  close_mark(content, out);
  if (!content->in_image) return;
  while (content->next_item < page->count && page->items[content->next_item].kind != PLACED_IMAGE)
    content->next_item++;
  if (content->next_item == page->count) g_error("page %u: an image too many", content->number);
  open_mark(content, content->tags->items[content->next_item++].tag, out);
}

static guint next_tag(PageContent *content, guint code) {
  const GArray *shown = content->buffers->shown;
  const ShownGlyph *next = &g_array_index(shown, ShownGlyph, content->next_glyph);
  if (content->next_glyph++ >= shown->len || next->code != code)
    g_error("page %u: glyph %u is another one in Cairo's file (%u)", content->number,
            content->next_glyph, code);
  return next->tag;
}

// A show operation at work: an array of strings and numbers, or one string. It is cut in two where
// the tag changes.
typedef struct {
  PageContent *content;
  const Operation *operation;
  const char *copied; // up to here it is written
  const char *string; // where the string at work begins, at its '<'; NULL outside
  gboolean begun;     // a code was seen
  GString *out;
} ShowJob;

static void cut_show(ShowJob *job, const char *code_start, guint tag) {
  gboolean array = job->operation->operator== OPERATOR_SHOW_ARRAY;
  gboolean inside = code_start != job->string + 1;
  const char *end = inside ? code_start : job->string;
  if (job->begun) {
    g_string_append_len(job->out, job->copied, end - job->copied);
    if (inside) g_string_append_c(job->out, '>');
    g_string_append(job->out, array ? "]TJ" : "Tj");
    job->copied = end;
  }
  open_mark(job->content, tag, job->out);
  if (job->begun) g_string_append(job->out, array ? inside ? " [<" : " [" : " <");
}

// Reads the code that begins at `at`, among white space; gives what stands behind it.
static const char *show_code(ShowJob *job, const char *at, const char *end) {
  const char *start = at;
  guint code = 0, digits = 0;
  for (; at < end && digits < CODE_DIGITS && *at != '>'; at++) {
    if (*at <= ' ') continue;
    code = code << 4 | (guint)(*at <= '9' ? *at - '0' : *at - 'a' + 10); // as Cairo writes them
    digits++;
  }
  if (!digits) return at;
  guint tag = next_tag(job->content, code);
  if (tag != job->content->open) cut_show(job, start, tag);
  job->begun = TRUE;
  return at;
}

static void show_codes(PageContent *content, const Operation *operation, GString *out) {
  const Operand *operand = &operation->operands[0];
  const char *at = operand->text, *end = operand->text + operand->length_bytes;
  ShowJob job = {.content = content, .operation = operation, .copied = operation->text, .out = out};
  while (at < end) {
    if (job.string && *at != '>') {
      at = show_code(&job, at, end);
      continue;
    }
    job.string = *at == '<' ? at : NULL;
    at++;
  }
  const char *rest = operation->text + operation->length_bytes;
  g_string_append_len(out, job.copied, rest - job.copied);
}

// TRUE: it has written what stands in the operation's place.
static gboolean tag_outside_images(PageContent *content, const Operation *operation, GString *out) {
  switch (operation->operator) {
  case OPERATOR_BT: return begin_text(content, out);
  case OPERATOR_ET: content->text_end = TRUE; return TRUE;
  case OPERATOR_FILL_RGB:
  case OPERATOR_STATE: return FALSE; // also inside a text object
  case OPERATOR_SHOW:
  case OPERATOR_SHOW_ARRAY:
    if (!operation->operand_count) return FALSE;
    show_codes(content, operation, out);
    return TRUE;
  default: end_text(content, out);
  }
  switch (operation->operator) {
  case OPERATOR_RECTANGLE:
  case OPERATOR_MOVE:
  case OPERATOR_SHADING:
  case OPERATOR_INLINE_IMAGE:
  case OPERATOR_PAINT_OBJECT: open_mark(content, TAG_ARTIFACT, out); break;
  default: break;
  }
  return FALSE;
}

static gboolean tag_content(gpointer data, const Operation *operation, GString *out) {
  PageContent *content = data;
  switch (operation->operator) {
  case OPERATOR_BDC:
    if (operation->operand_count && content_is_name(&operation->operands[0], PAINT_IMAGE_TAG)) {
      end_text(content, out);
      mark_image(content, out);
    }
    return TRUE;
  case OPERATOR_BMC:
  case OPERATOR_EMC: return TRUE;
  default: return !content->in_image && tag_outside_images(content, operation, out);
  }
}

static void read_page(Finish *finish, guint page, GByteArray *out) {
  Operand reference;
  gboolean found = pdf_source_entry(&finish->pages[page].dictionary, "Contents", &reference);
  g_assert(found); // Cairo wrote it
  PdfObject content = pdf_source_object(finish->source, pdf_source_reference(&reference));
  g_assert(content.stream && pdf_source_entry_is_name(&content.value, "Filter", "FlateDecode"));
  gboolean whole = deflate_unpack(finish->deflate, content.stream, content.stream_bytes, out);
  g_assert(whole);
}

static void list_line(const CodedLine *line, const ItemTag *item, GArray *out) {
  const guint *tags = item->tag == TAG_SEVERAL ? item->glyph_tags : NULL;
  for (guint r = 0; r < line->run_count; r++) {
    const CodedRun *run = &line->runs[r];
    guint start = out->len;
    g_array_set_size(out, start + run->glyph_count);
    ShownGlyph *shown = &g_array_index(out, ShownGlyph, start);
    for (guint i = 0; i < run->glyph_count; i++)
      shown[i] = (ShownGlyph){run->glyphs[i].id, tags ? *tags++ : item->tag};
  }
}

static void list_page(const Finish *finish, guint page, const PageTags *tags, Buffers *buffers) {
  g_array_set_size(buffers->shown, 0);
  for (guint i = 0; i < finish->document->pages[page].count; i++) {
    const CodedLine *line = encoding_lookup_line(finish->encoding, page, i);
    if (line) list_line(line, &tags->items[i], buffers->shown);
  }
  g_array_set_size(buffers->begun, 0);
  g_array_set_size(buffers->begun, tags->owners->len); // cleared
}

static void rewrite_page(Finish *finish, guint page, Buffers *buffers) {
  const PageTags *tags = &finish->tree->pages[page];
  PageContent content = {.page = &finish->document->pages[page],
                         .tags = tags,
                         .buffers = buffers,
                         .number = page + 1,
                         .open = TAG_NONE};
  const ContentFilter filters[] = {{tag_content, &content}};
  GString *out = buffers->written;
  read_page(finish, page, buffers->read);
  list_page(finish, page, tags, buffers);
  g_string_truncate(out, 0);
  content_rewrite((const char *)buffers->read->data, buffers->read->len, filters,
                  G_N_ELEMENTS(filters), out);
  end_text(&content, out);
  close_mark(&content, out);
  if (content.next_glyph != buffers->shown->len)
    g_error("page %u: Cairo left out glyphs: %u of %u", content.number,
            buffers->shown->len - content.next_glyph, buffers->shown->len);
  finish->pages[page].content = pdf_writer_add_stream(finish->writer, "", out->str, out->len);
}

void finish_content(Finish *finish) {
  Buffers buffers = {.read = g_byte_array_new(),
                     .written = g_string_new(NULL),
                     .shown = g_array_new(FALSE, FALSE, sizeof(ShownGlyph)),
                     .begun = g_array_new(FALSE, TRUE, sizeof(gboolean))};
  for (guint i = 0; i < finish->document->page_count; i++)
    rewrite_page(finish, i, &buffers);
  g_byte_array_unref(buffers.read);
  g_string_free(buffers.written, TRUE);
  g_array_unref(buffers.shown);
  g_array_unref(buffers.begun);
}
