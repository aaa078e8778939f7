package io.fswebhook.core.inbox;

import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What an inbox is kept in. */
public sealed interface InboxPlace {

  /**
   * An SQLite file, for one receiver alone.
   *
   * @param path its folder exists or can be made
   */
  record File(Path path) implements InboxPlace {}

  /**
   * A PostgreSQL database, for any number of receivers.
   *
   * @param url begins with {@code jdbc:postgresql:}; what stands after a question mark is for the
   *     driver
   * @param username null where the URL says it, or the system's user is meant
   * @param password null where none is needed, or the URL says it
   */
  record Url(String url, @Nullable String username, @Nullable String password)
      implements InboxPlace {

    /** Without what may hold a password. */
    @Override
    public String toString() {
      return RedactedUrl.of(url);
    }
  }

  /**
   * A PostgreSQL database behind somebody else's pool.
   *
   * @param name what its owner knows it by
   */
  record Source(DataSource dataSource, String name) implements InboxPlace {

    @Override
    public String toString() {
      return name;
    }
  }
}
