// The document's own words about itself: the Info dictionary and XMP, which say the same.
#include "print/finish_parts.h"

#define NO_TITLE "Untitled" // PDF/X asks for a title

// SOURCE_DATE_EPOCH or the edition's date at noon UTC; never the clock. NULL = no date known.
static GDateTime *file_date(Finish *finish) {
  gint64 epoch = finish->options ? finish->options->source_date_epoch : 0;
  CivilDate date = finish->document->date;
  if (epoch > 0) return g_date_time_new_from_unix_utc(epoch);
  if (civil_date_is_set(date))
    return g_date_time_new_utc(date.year, date.month, date.day, 12, 0, 0);
  // PDF/X asks for a date, and any that stands still will do.
  return finish->press ? g_date_time_new_utc(2000, 1, 1, 12, 0, 0) : NULL;
}

static void append_press_info(const Finish *finish, GString *out) {
  g_string_append(out, "/Trapped /False ");
  if (!finish->document->title) pdf_append_text_entry(out, "/Title ", NO_TITLE);
  if (finish->press->settings.standard != PRESS_X1A) return;
  pdf_append_text_entry(out, "/GTS_PDFXVersion ", "PDF/X-1:2001");
  pdf_append_text_entry(out, "/GTS_PDFXConformance ", "PDF/X-1a:2001");
}

static void put_info(Finish *finish, GDateTime *date) {
  const Document *document = finish->document;
  GString *out = finish->scratch;
  g_string_assign(out, "<< ");
  pdf_append_text_entry(out, "/Title ", document->title);
  pdf_append_text_entry(out, "/Author ", document->author);
  pdf_append_text_entry(out, "/Subject ", document->subject);
  pdf_append_text_entry(out, "/Creator ", "beyt");
  pdf_append_text_entry(out, "/Producer ", "beyt " BEYT_VERSION);
  if (date) {
    g_autofree char *text = g_date_time_format(date, "D:%Y%m%d%H%M%SZ");
    pdf_append_text_entry(out, "/CreationDate ", text);
    pdf_append_text_entry(out, "/ModDate ", text);
  }
  if (finish->press) append_press_info(finish, out);
  g_string_append(out, ">>");
  finish->info = pdf_writer_add(finish->writer, out);
}

static void append_alternative(GString *out, const char *element, const char *text) {
  if (!text) return;
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  g_string_append_printf(out,
                         "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></%s>\n",
                         element, escaped, element);
}

static void append_list(GString *out, const char *element, const char *container,
                        const char *text) {
  if (!text) return;
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  g_string_append_printf(out, "<%s><rdf:%s><rdf:li>%s</rdf:li></rdf:%s></%s>\n", element, container,
                         escaped, container, element);
}

// What the file says it keeps to. PDF/A knows no property of PDF/UA: the schema says what it is.
#define CONFORMANCE                                                                                 \
  "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "               \
  "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"                                           \
  "<pdfaid:part>%c</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"                     \
  "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n"                                            \
  "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" " \
  "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "                                       \
  "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"                                 \
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"                           \
  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"                           \
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"           \
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"                                                \
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"                             \
  "<pdfaProperty:name>part</pdfaProperty:name>\n"                                                   \
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"                                      \
  "<pdfaProperty:category>internal</pdfaProperty:category>\n"                                       \
  "<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>\n"              \
  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"                                                     \
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"

// ISO 15930-7, 6.8: the standard, and names for the document and its version. The name is made from
// the pages, so that the same pages have the same.
static void append_press(Finish *finish, GString *out, GDateTime *date) {
  gsize size;
  const guint8 *painted = g_bytes_get_data(finish->painted, &size);
  g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, painted, size);
  g_autofree char *day = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
  g_string_append(out, "<rdf:Description rdf:about=\"\" "
                       "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                       "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "
                       "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                       "xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n");
  if (finish->press->settings.standard == PRESS_X4)
    g_string_append(out, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n");
  g_string_append_printf(out,
                         "<xmp:MetadataDate>%s</xmp:MetadataDate>\n"
                         "<pdf:Trapped>False</pdf:Trapped>\n"
                         "<xmpMM:DocumentID>uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s</xmpMM:DocumentID>\n"
                         "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
                         "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
                         "</rdf:Description>\n",
                         day, sum, sum + 8, sum + 12, sum + 15, sum + 18);
}

static void put_xmp(Finish *finish, GDateTime *date) {
  const Document *document = finish->document;
  g_autoptr(GString) out = g_string_new(
      "<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "<dc:format>application/pdf</dc:format>\n");
  append_alternative(out, "dc:title",
                     document->title || !finish->press ? document->title : NO_TITLE);
  append_list(out, "dc:creator", "Seq", document->author);
  append_alternative(out, "dc:description", document->subject);
  append_list(out, "dc:language", "Bag", document->lang);
  if (date) {
    g_autofree char *text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
    g_string_append_printf(
        out, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n", text,
        text);
  }
  g_string_append(out, "<xmp:CreatorTool>beyt</xmp:CreatorTool>\n"
                       "<pdf:Producer>beyt " BEYT_VERSION "</pdf:Producer>\n"
                       "</rdf:Description>\n");
  // An edition for the archive carries files, which only PDF/A-3 allows.
  gboolean archive = finish->options && finish->options->target == PRINT_ARCHIVE;
  if (finish->tree) g_string_append_printf(out, CONFORMANCE, archive ? '3' : '2');
  if (finish->press) append_press(finish, out, date);
  g_string_append(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
  // As it stands: programs that know no PDF look for it in the bytes of the file.
  guint stream = pdf_writer_reserve(finish->writer);
  pdf_writer_put_stream(finish->writer, stream, "/Type /Metadata /Subtype /XML", out->str, out->len,
                        PDF_DATA_KEEP);
  pdf_append_reference_entry(finish->catalog, "/Metadata", stream);
}

void finish_metadata(Finish *finish) {
  g_autoptr(GDateTime) date = file_date(finish);
  put_info(finish, date);
  put_xmp(finish, date);
}
