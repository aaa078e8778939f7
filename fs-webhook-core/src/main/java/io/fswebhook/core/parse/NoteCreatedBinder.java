package io.fswebhook.core.parse;

import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.NoteCreated.PageInfo;

final class NoteCreatedBinder {

  private NoteCreatedBinder() {}

  static NoteCreated bind(int version, Members data) {
    return new NoteCreated(
        version,
        data.text("id"),
        data.text("creator"),
        data.text("author"),
        data.text("text"),
        data.text("sessionUrl"),
        data.text("userUrl"),
        data.text("shareLink"),
        data.time("created"),
        data.time("notedTime"),
        data.object("pageInfo", NoteCreatedBinder::pageInfo),
        data.rest());
  }

  private static PageInfo pageInfo(Members page) {
    return new PageInfo(
        page.text("pageUrl"),
        page.text("ipAddress"),
        page.text("userAgent"),
        page.text("referrer"),
        page.text("country"),
        page.number("pageHeight"),
        page.number("pageWidth"),
        page.rest());
  }
}
