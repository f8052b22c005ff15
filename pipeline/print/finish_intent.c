// The output intent: what the colours of the file mean (PDF/A-2, 6.2.3).
#include "print/finish_parts.h"
#include "print/srgb.h"

void finish_intent(Finish *finish) {
  g_autoptr(GBytes) profile = srgb_profile_new();
  gsize size;
  const char *bytes = g_bytes_get_data(profile, &size);
  qpdf_oh stream = pdf_stream(finish, "<< /N 3 /Alternate /DeviceRGB >>", bytes, size);
  qpdf_oh intent = qpdf_oh_parse(
      finish->pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
                   "/RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) >>");
  qpdf_oh_replace_key(finish->pdf, intent, "/DestOutputProfile", stream);
  qpdf_oh intents = qpdf_oh_new_array(finish->pdf);
  qpdf_oh_append_item(finish->pdf, intents, intent);
  qpdf_oh_replace_key(finish->pdf, finish->root, "/OutputIntents", intents);
}
