// A post as templates see it: in a listing and on its own page.
#pragma once
#include "site/page.h"

// For a listing: href, title, date {iso, text}, excerpt, source_line, tags, image.
Value *entry_view(const Page *page, const SiteEntry *entry);
// The same for a long list: href, title and date only.
Value *entry_view_brief(const Page *page, const SiteEntry *entry);
// What the page of a post has besides: full date, byline, credits.
Value *entry_view_whole(const Page *page, const SiteEntry *entry);
// At most `count` of a list's entries, from `first` on, each seen by `view`.
typedef Value *(*EntryView)(const Page *page, const SiteEntry *entry);
Value *entry_view_list(const Page *page, const EntryList *entries, guint first, guint count,
                       EntryView view);
// {iso, text, undated}: `text` says so where there is no date.
Value *entry_view_date(const Page *page, CivilDate date, DateStyle style);
// Plain text: the summary, or the post's beginning; "" where there is neither.
char *entry_excerpt(Arena *arena, const Post *post);
