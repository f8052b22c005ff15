#include "preflight/xmp.h"

#include <string.h>

#include "base/arena.h"

#define RDF       "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SCHEMA    "http://www.aiim.org/pdfa/ns/schema#"
#define DEPTH_MAX 100

typedef struct {
  const char *uri, *name, *prefix;
  GString *value;
  gboolean complete; // a second item of a list is not its value
} Property;

typedef struct {
  const char *prefix, *uri;
  guint depth;
} Binding;

struct Xmp {
  Arena *arena;
  GArray *properties;   // Property
  GPtrArray *described; // const char *: namespaces of extension schemas
  char *fault;
  const char *header;
  // While parsing:
  GArray *bindings; // Binding: xmlns of the elements that are open
  guint depth;
  guint root_depth; // of rdf:RDF, 0 = not met
  guint open_index; // of the property that is being read, from 1; 0 = none
  GString *schema;  // the text of a pdfaSchema:namespaceURI
};

static const char *resolve(const Xmp *xmp, const char *prefix) {
  for (guint i = xmp->bindings->len; i > 0; i--) {
    const Binding *binding = &g_array_index(xmp->bindings, Binding, i - 1);
    if (strcmp(binding->prefix, prefix) == 0) return binding->uri;
  }
  return "";
}

// "dc:title" into its namespace, name and prefix.
static Property split_name(const Xmp *xmp, const char *qualified) {
  const char *colon = strchr(qualified, ':');
  Property property = {0};
  property.prefix = colon ? arena_strndup(xmp->arena, qualified, (gsize)(colon - qualified)) : "";
  property.name = arena_strdup(xmp->arena, colon ? colon + 1 : qualified);
  property.uri = resolve(xmp, property.prefix);
  return property;
}

static void add_property(Xmp *xmp, Property property, const char *value) {
  property.value = g_string_new(value);
  g_array_append_val(xmp->properties, property);
}

static void bind_prefixes(Xmp *xmp, const char **names, const char **values) {
  for (guint i = 0; names[i]; i++) {
    if (!g_str_has_prefix(names[i], "xmlns")) continue;
    Binding binding = {arena_strdup(xmp->arena, names[i][5] == ':' ? names[i] + 6 : ""),
                       arena_strdup(xmp->arena, values[i]), xmp->depth};
    g_array_append_val(xmp->bindings, binding);
  }
}

static void add_attributes(Xmp *xmp, const char **names, const char **values) {
  for (guint i = 0; names[i]; i++) {
    if (g_str_has_prefix(names[i], "xmlns") || g_str_has_prefix(names[i], "xml:")) continue;
    Property property = split_name(xmp, names[i]);
    if (strcmp(property.uri, RDF) != 0 && property.uri[0]) add_property(xmp, property, values[i]);
  }
}

static void start_element(GMarkupParseContext *context, const char *element, const char **names,
                          const char **values, gpointer data, GError **error) {
  (void)context;
  Xmp *xmp = data;
  if (++xmp->depth > DEPTH_MAX) {
    g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "it is nested too deeply");
    return;
  }
  bind_prefixes(xmp, names, values);
  Property name = split_name(xmp, element);
  gboolean rdf = strcmp(name.uri, RDF) == 0;
  if (rdf && strcmp(name.name, "RDF") == 0 && !xmp->root_depth) xmp->root_depth = xmp->depth;
  if (strcmp(name.uri, SCHEMA) == 0 && strcmp(name.name, "namespaceURI") == 0)
    xmp->schema = g_string_new(NULL);
  for (guint i = 0; names[i]; i++)
    if (g_str_has_suffix(names[i], ":namespaceURI"))
      g_ptr_array_add(xmp->described, arena_strdup(xmp->arena, values[i]));
  if (!xmp->root_depth) return;
  if (xmp->depth == xmp->root_depth + 1) add_attributes(xmp, names, values);
  if (xmp->depth == xmp->root_depth + 2) {
    add_property(xmp, name, NULL);
    xmp->open_index = xmp->properties->len;
  }
}

static void end_element(GMarkupParseContext *context, const char *element, gpointer data,
                        GError **error) {
  (void)context;
  (void)error;
  Xmp *xmp = data;
  if (xmp->open_index && g_str_has_suffix(element, ":li"))
    g_array_index(xmp->properties, Property, xmp->open_index - 1).complete = TRUE;
  if (xmp->depth == xmp->root_depth + 2) xmp->open_index = 0;
  if (xmp->schema && g_str_has_suffix(element, ":namespaceURI")) {
    g_ptr_array_add(xmp->described, arena_strdup(xmp->arena, g_strstrip(xmp->schema->str)));
    g_string_free(xmp->schema, TRUE);
    xmp->schema = NULL;
  }
  while (xmp->bindings->len &&
         g_array_index(xmp->bindings, Binding, xmp->bindings->len - 1).depth == xmp->depth)
    g_array_set_size(xmp->bindings, xmp->bindings->len - 1);
  xmp->depth--;
}

static void add_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                     GError **error) {
  (void)context;
  (void)error;
  Xmp *xmp = data;
  if (xmp->schema) g_string_append_len(xmp->schema, text, (gssize)length);
  if (!xmp->open_index) return;
  Property *property = &g_array_index(xmp->properties, Property, xmp->open_index - 1);
  if (!property->complete) g_string_append_len(property->value, text, (gssize)length);
}

static void pass_through(GMarkupParseContext *context, const char *text, gsize length,
                         gpointer data, GError **error) {
  (void)context;
  (void)error;
  Xmp *xmp = data;
  static const char head[] = "<?xpacket";
  if (!xmp->header && length > strlen(head) && memcmp(text, head, strlen(head)) == 0)
    xmp->header = arena_strndup(xmp->arena, text + strlen(head), length - strlen(head));
}

Xmp *xmp_parse(const char *bytes, gsize length_bytes) {
  static const GMarkupParser parser = {start_element, end_element, add_text, pass_through, NULL};
  Xmp *xmp = g_new0(Xmp, 1);
  xmp->arena = arena_new();
  xmp->properties = g_array_new(FALSE, FALSE, sizeof(Property));
  xmp->described = g_ptr_array_new();
  xmp->bindings = g_array_new(FALSE, FALSE, sizeof(Binding));
  // Byte order mark and padding around the packet.
  while (length_bytes && bytes[length_bytes - 1] == '\0')
    length_bytes--;
  if (length_bytes >= 3 && memcmp(bytes, "\357\273\277", 3) == 0) {
    bytes += 3;
    length_bytes -= 3;
  }
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, xmp, NULL);
  GError *error = NULL;
  if (!g_markup_parse_context_parse(context, bytes, (gssize)length_bytes, &error) ||
      !g_markup_parse_context_end_parse(context, &error)) {
    xmp->fault = g_strdup(error->message);
    g_error_free(error);
  }
  g_markup_parse_context_free(context);
  if (xmp->schema) g_string_free(xmp->schema, TRUE);
  return xmp;
}

void xmp_free(Xmp *xmp) {
  if (!xmp) return;
  for (guint i = 0; i < xmp->properties->len; i++)
    g_string_free(g_array_index(xmp->properties, Property, i).value, TRUE);
  g_array_unref(xmp->properties);
  g_array_unref(xmp->bindings);
  g_ptr_array_unref(xmp->described);
  g_free(xmp->fault);
  arena_free(xmp->arena);
  g_free(xmp);
}

const char *xmp_fault(const Xmp *xmp) {
  return xmp->fault;
}

static const Property *find(const Xmp *xmp, const char *uri, const char *name) {
  for (guint i = 0; i < xmp->properties->len; i++) {
    const Property *property = &g_array_index(xmp->properties, Property, i);
    if (strcmp(property->uri, uri) == 0 && strcmp(property->name, name) == 0) return property;
  }
  return NULL;
}

const char *xmp_lookup(const Xmp *xmp, const char *uri, const char *name) {
  const Property *property = find(xmp, uri, name);
  return property ? g_strstrip(property->value->str) : NULL;
}

const char *xmp_prefix(const Xmp *xmp, const char *uri, const char *name) {
  const Property *property = find(xmp, uri, name);
  return property ? property->prefix : NULL;
}

const char *xmp_packet_header(const Xmp *xmp) {
  return xmp->header;
}

static gboolean is_predefined(const char *uri) {
  static const char *const known[] = {XMP_DC,
                                      XMP_XMP,
                                      XMP_MM,
                                      XMP_PDF,
                                      XMP_A_ID,
                                      "http://ns.adobe.com/xap/1.0/rights/",
                                      "http://ns.adobe.com/xap/1.0/bj/",
                                      "http://ns.adobe.com/xap/1.0/t/pg/",
                                      "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
                                      "http://ns.adobe.com/photoshop/1.0/",
                                      "http://ns.adobe.com/camera-raw-settings/1.0/",
                                      "http://ns.adobe.com/tiff/1.0/",
                                      "http://ns.adobe.com/exif/1.0/",
                                      "http://ns.adobe.com/exif/1.0/aux/",
                                      "http://www.aiim.org/pdfa/ns/extension/"};
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i], uri) == 0) return TRUE;
  return FALSE;
}

const char *xmp_undescribed(const Xmp *xmp) {
  for (guint i = 0; i < xmp->properties->len; i++) {
    const char *uri = g_array_index(xmp->properties, Property, i).uri;
    gboolean described = is_predefined(uri) || strcmp(uri, RDF) == 0;
    for (guint k = 0; k < xmp->described->len && !described; k++)
      described = strcmp(xmp->described->pdata[k], uri) == 0;
    if (!described) return uri;
  }
  return NULL;
}
