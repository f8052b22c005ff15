#include "paginate/table_width.h"

gboolean table_share(const ColumnNeed *needs, guint count, double room_pt, double gap_pt,
                     double bearable_pt, double *widths_pt) {
  double natural = 0, least = 0, room = room_pt - gap_pt * (count - 1);
  for (guint i = 0; i < count; i++) {
    natural += needs[i].natural_pt;
    least += needs[i].least_pt;
  }
  gboolean bearable = TRUE;
  for (guint i = 0; i < count; i++) {
    const ColumnNeed *need = &needs[i];
    if (natural <= room)
      widths_pt[i] = need->natural_pt;
    else if (least <= room)
      // As CSS 2.2 section 17.5.2.2 has it: every column its least, the rest by what is wanted.
      widths_pt[i] =
          need->least_pt + (room - least) * (need->natural_pt - need->least_pt) / (natural - least);
    else
      widths_pt[i] = room * need->least_pt / least;
    if (widths_pt[i] < MIN(bearable_pt, need->least_pt)) bearable = FALSE;
    widths_pt[i] = MAX(widths_pt[i], 1);
  }
  return bearable && room > 0;
}
