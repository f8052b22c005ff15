// The output intent: what the colours of the file mean (PDF/A-2, 6.2.3).
#include "print/finish_parts.h"
#include "print/srgb.h"

void finish_intent(Finish *finish) {
  g_autoptr(GBytes) profile = srgb_profile_new();
  gsize size;
  const char *bytes = g_bytes_get_data(profile, &size);
  guint stream = pdf_writer_add_stream(finish->writer, "/N 3 /Alternate /DeviceRGB", bytes, size);
  g_string_append_printf(finish->catalog,
                         "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 "
                         "/OutputConditionIdentifier (sRGB) /RegistryName (http://www.color.org) "
                         "/Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R >>]\n",
                         stream);
}
