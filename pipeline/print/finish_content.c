// The content streams of the pages, written anew in one pass: every glyph that is shown becomes
// marked content of its element, or an artifact. Cairo shows the glyphs of a page in the order in
// which encode.c has them, and leaves none out; their codes prove it. What is painted between two
// marks of paint.c is an image; all else is an artifact: rules, leaders, decorations.
#include <string.h>

#include "print/finish_parts.h"

#define CODE_DIGITS 4
#define SHOWN_BYTES 4096 // of a string; what is longer becomes two

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

// A show operation at work: an array of strings and numbers, or one string. It becomes two where
// the tag changes. Codes are written as the two bytes that they are, which packs better and sooner
// than Cairo's digits.
typedef struct {
  PageContent *content;
  GString *out;
  gboolean array, open;      // what is begun in `out`
  gchar string[SHOWN_BYTES]; // the string at work, not yet there
  guint length;
} ShowJob;

static void begin_show(ShowJob *job) {
  if (!job->open) g_string_append(job->out, job->array ? " [" : " ");
  job->open = TRUE;
}

static void end_string(ShowJob *job) {
  if (!job->length) return;
  begin_show(job);
  job->string[job->length++] = ')';
  g_string_append_len(job->out, job->string, job->length);
  job->length = 0;
}

static void end_show(ShowJob *job) {
  end_string(job);
  if (job->open) g_string_append(job->out, job->array ? "]TJ" : "Tj");
  job->open = FALSE;
}

static inline void put_byte(ShowJob *job, guint byte) {
  if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') job->string[job->length++] = '\\';
  job->string[job->length++] = byte == '\r' ? 'r' : (gchar)byte;
}

static void show_code(ShowJob *job, guint code) {
  guint tag = next_tag(job->content, code);
  if (tag != job->content->open) {
    end_show(job);
    open_mark(job->content, tag, job->out);
  } else if (job->length + 5 > SHOWN_BYTES) { // two bytes with their marks, and the bracket
    end_string(job);
    if (!job->array) end_show(job);
  }
  if (!job->length) job->string[job->length++] = '(';
  put_byte(job, code >> 8);
  put_byte(job, code & 0xFF);
}

static inline guint digit_value(char digit) {
  return ((guint)digit & 15) + (digit > '9' ? 9 : 0);
}

// Four digits, as Cairo writes them, with nothing between; moves on behind them.
static inline gboolean read_code(const char **at, const char *end, guint *code) {
  const char *digits = *at;
  if (end - digits < CODE_DIGITS || digits[0] <= ' ' || digits[1] <= ' ' || digits[2] <= ' ' ||
      digits[3] <= ' ')
    return FALSE;
  *code = digit_value(digits[0]) << 12 | digit_value(digits[1]) << 8 | digit_value(digits[2]) << 4 |
          digit_value(digits[3]);
  *at += CODE_DIGITS;
  return TRUE;
}

// The codes of a string; gives what stands behind its '>'. Cairo may break a line inside of one.
static const char *show_string(ShowJob *job, const char *at, const char *end) {
  while (at < end && *at != '>') {
    guint code = 0, digits = 0;
    if (read_code(&at, end, &code)) {
      show_code(job, code);
      continue;
    }
    for (; at < end && *at != '>' && digits < CODE_DIGITS; at++) {
      if (*at <= ' ') continue;
      code = code << 4 | digit_value(*at);
      digits++;
    }
    if (digits == CODE_DIGITS) show_code(job, code);
  }
  end_string(job);
  return at + 1;
}

// What stands between strings: numbers.
static const char *copy_numbers(ShowJob *job, const char *at, const char *end) {
  const char *start = at;
  while (at < end && *at != '<' && *at != ']')
    at++;
  begin_show(job);
  g_string_append_len(job->out, start, at - start);
  return at;
}

static void show_codes(PageContent *content, const Operation *operation, GString *out) {
  const Operand *operand = &operation->operands[0];
  const char *at = operand->text, *end = operand->text + operand->length_bytes;
  ShowJob job = {
      .content = content, .out = out, .array = operation->operator== OPERATOR_SHOW_ARRAY };
  while (at < end) {
    if (*at == '<')
      at = show_string(&job, at + 1, end);
    else if (*at <= ' ' || *at == '[' || *at == ']')
      at++;
    else
      at = copy_numbers(&job, at, end);
  }
  end_show(&job);
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
