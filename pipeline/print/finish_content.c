// The content streams of the pages, written anew in one pass: what paint.c marked as an item
// becomes marked content of the structure tree, or an artifact.
#include <string.h>

#include "print/finish_parts.h"

// The page at work.
typedef struct {
  const PageTags *tags; // NULL: no tags are wanted
  const Encoding *encoding;
  guint page, item; // item: of the next marker
  guint tag;        // of the item at work
  guint open;       // what marked content is open: as ItemTag.tag; TAG_NONE = none
  gboolean in_text, opened_in_text;
  // Of a line of several tags: which glyph is shown next.
  guint glyph, glyph_count;
} PageContent;

static void close_mark(PageContent *content, GString *out) {
  if (content->open != TAG_NONE) g_string_append(out, " EMC");
  content->open = TAG_NONE;
}

static void append_mark(const PageContent *content, guint mark, GString *out) {
  const Element *owner = content->tags->owners->pdata[mark];
  while (!owner->type)
    owner = owner->parent;
  g_string_append_printf(out, " /%s<</MCID %u>>BDC", owner->type, mark);
}

static void open_mark(PageContent *content, guint tag, GString *out) {
  if (content->open == tag && content->opened_in_text == content->in_text) return;
  close_mark(content, out);
  content->open = tag;
  content->opened_in_text = content->in_text;
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

static void begin_item(PageContent *content, GString *out) {
  const ItemTag *item = &content->tags->items[content->item];
  content->tag = item->tag;
  content->glyph = content->glyph_count = 0;
  const CodedLine *line = encoding_lookup_line(content->encoding, content->page, content->item);
  for (guint i = 0; line && i < line->run_count; i++)
    content->glyph_count += line->runs[i].glyph_count;
  content->item++;
  if (content->tag == TAG_SEVERAL)
    close_mark(content, out);
  else if (content->tag != TAG_NONE) // the text before it may go on after it
    open_mark(content, content->tag, out);
}

// The tag of the next glyph of a line of several, which is passed over.
static guint next_glyph_tag(PageContent *content) {
  guint glyph = MIN(content->glyph, content->glyph_count - 1);
  content->glyph++;
  return content->tags->items[content->item - 1].glyph_tags[glyph];
}

// A show operation at work: `array` is what is to be shown of one tag.
typedef struct {
  PageContent *content;
  GString *array, *out;
} ShowJob;

static void flush_show(ShowJob *job) {
  if (job->array->len) g_string_append_printf(job->out, " [%s]TJ", job->array->str);
  g_string_truncate(job->array, 0);
}

static void show_string(ShowJob *job, const Operand *string) {
  g_autoptr(GString) codes = g_string_new(NULL);
  content_string(string, codes);
  gboolean open = FALSE;
  for (gsize i = 0; i + 1 < codes->len; i += 2) {
    guint tag = next_glyph_tag(job->content);
    if (tag != job->content->open || !job->content->opened_in_text) {
      if (open) g_string_append_c(job->array, '>');
      open = FALSE;
      flush_show(job);
      open_mark(job->content, tag, job->out);
    }
    if (!open) g_string_append_c(job->array, '<');
    open = TRUE;
    g_string_append_printf(job->array, "%02x%02x", (guint8)codes->str[i],
                           (guint8)codes->str[i + 1]);
  }
  if (open) g_string_append_c(job->array, '>');
}

static void split_show(PageContent *content, const Operation *operation, GString *out) {
  g_autoptr(GString) array = g_string_new(NULL);
  ShowJob job = {content, array, out};
  const Operand *operand = &operation->operands[0];
  Operand item;
  gsize at = 0;
  if (operand->kind != OPERAND_ARRAY) show_string(&job, operand);
  while (content_array_next(operand, &at, &item)) {
    if (item.kind == OPERAND_NUMBER)
      g_string_append_len(array, item.text, (gssize)item.length_bytes);
    else
      show_string(&job, &item);
  }
  flush_show(&job);
}

static gboolean tag_content(gpointer data, const Operation *operation, GString *out) {
  PageContent *content = data;
  gboolean several = content->tag == TAG_SEVERAL && content->tags;
  switch (operation->operator) {
  case OPERATOR_BDC:
    if (content->tags && operation->operand_count &&
        content_is_name(&operation->operands[0], PAINT_ITEM_TAG))
      begin_item(content, out);
    return TRUE;
  case OPERATOR_BMC:
  case OPERATOR_EMC: return TRUE;
  case OPERATOR_RECTANGLE: // the strokes of a line: below its text, and no text themselves
    if (several && !content->in_text) open_mark(content, TAG_ARTIFACT, out);
    return FALSE;
  case OPERATOR_BT:
    if (several) close_mark(content, out);
    content->in_text = TRUE;
    return FALSE;
  case OPERATOR_ET:
    if (content->opened_in_text) close_mark(content, out);
    content->in_text = content->opened_in_text = FALSE;
    return FALSE;
  case OPERATOR_SHOW:
  case OPERATOR_SHOW_ARRAY:
    if (!several || !content->glyph_count || !operation->operand_count) return FALSE;
    split_show(content, operation, out);
    return TRUE;
  default: return FALSE;
  }
}

// Buffers that serve for page after page.
typedef struct {
  GByteArray *read;
  GString *written;
} Buffers;

static void read_page(Finish *finish, guint page, GByteArray *out) {
  Operand reference;
  gboolean found = pdf_source_entry(&finish->pages[page].dictionary, "Contents", &reference);
  g_assert(found); // Cairo wrote it
  PdfObject content = pdf_source_object(finish->source, pdf_source_reference(&reference));
  g_assert(content.stream && pdf_source_entry_is_name(&content.value, "Filter", "FlateDecode"));
  gboolean whole = deflate_unpack(finish->deflate, content.stream, content.stream_bytes, out);
  g_assert(whole);
}

static void rewrite_page(Finish *finish, guint page, Buffers *buffers) {
  PageContent content = {.tags = finish->tree ? &finish->tree->pages[page] : NULL,
                         .encoding = finish->encoding,
                         .page = page,
                         .tag = TAG_ARTIFACT,
                         .open = TAG_NONE};
  const ContentFilter filters[] = {{tag_content, &content}};
  GString *out = buffers->written;
  read_page(finish, page, buffers->read);
  g_string_truncate(out, 0);
  content_rewrite((const char *)buffers->read->data, buffers->read->len, filters,
                  G_N_ELEMENTS(filters), out);
  close_mark(&content, out);
  finish->pages[page].content = pdf_writer_add_stream(finish->writer, "", out->str, out->len);
}

void finish_content(Finish *finish) {
  Buffers buffers = {g_byte_array_new(), g_string_new(NULL)};
  for (guint i = 0; i < finish->document->page_count; i++)
    rewrite_page(finish, i, &buffers);
  g_byte_array_unref(buffers.read);
  g_string_free(buffers.written, TRUE);
}
