package io.fswebhook.core.inbox;

import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What an inbox is kept in. Whoever decides by its kind calls {@link #match}, so that a new kind
 * does not compile until each of them knows it.
 */
public sealed interface InboxPlace {

  /** What the function of its kind makes of it. */
  <T> T match(Function<File, T> sqlite, Function<Server, T> postgres);

  /**
   * An SQLite file, for one receiver alone.
   *
   * @param path its folder exists or can be made
   */
  record File(Path path) implements InboxPlace {

    @Override
    public <T> T match(Function<File, T> sqlite, Function<Server, T> postgres) {
      return sqlite.apply(this);
    }
  }

  /** A PostgreSQL database, for any number of receivers. */
  sealed interface Server extends InboxPlace {

    /** What the function of its kind makes of it. */
    <T> T matchServer(Function<Url, T> own, Function<Source, T> pooled);

    @Override
    default <T> T match(Function<File, T> sqlite, Function<Server, T> postgres) {
      return postgres.apply(this);
    }
  }

  /**
   * A database that this receiver connects to by itself.
   *
   * @param url begins with {@code jdbc:postgresql:}; what stands after a question mark is for the
   *     driver
   * @param username null where the URL says it, or the system's user is meant
   * @param password null where none is needed, or the URL says it
   */
  record Url(String url, @Nullable String username, @Nullable String password) implements Server {

    @Override
    public <T> T matchServer(Function<Url, T> own, Function<Source, T> pooled) {
      return own.apply(this);
    }

    /** Without what may hold a password. */
    @Override
    public String toString() {
      return RedactedUrl.of(url);
    }
  }

  /**
   * A database behind somebody else's pool.
   *
   * @param name what its owner knows it by
   */
  record Source(DataSource dataSource, String name) implements Server {

    @Override
    public <T> T matchServer(Function<Url, T> own, Function<Source, T> pooled) {
      return pooled.apply(this);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
