package io.fswebhook.core.inbox;

import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where an inbox is stored. Code that depends on the kind calls {@link #match}, so that a new kind
 * does not compile until all of that code supports it.
 */
public sealed interface InboxPlace {

  /** Applies the function for its kind. */
  <T> T match(Function<File, T> sqlite, Function<Server, T> postgres);

  /**
   * An SQLite file, for a single receiver.
   *
   * @param path the file; its folder exists or can be created
   */
  record File(Path path) implements InboxPlace {

    @Override
    public <T> T match(Function<File, T> sqlite, Function<Server, T> postgres) {
      return sqlite.apply(this);
    }
  }

  /** A PostgreSQL database, for any number of receivers. */
  sealed interface Server extends InboxPlace {

    /** Applies the function for its kind. */
    <T> T matchServer(Function<Url, T> own, Function<Source, T> pooled);

    @Override
    default <T> T match(Function<File, T> sqlite, Function<Server, T> postgres) {
      return postgres.apply(this);
    }
  }

  /**
   * A database to which this receiver connects itself.
   *
   * @param url begins with {@code jdbc:postgresql:}; parameters after the question mark are passed
   *     to the driver
   * @param username null if it is in the URL, or for the system's user
   * @param password null if none is needed, or if it is in the URL
   */
  record Url(String url, @Nullable String username, @Nullable String password) implements Server {

    @Override
    public <T> T matchServer(Function<Url, T> own, Function<Source, T> pooled) {
      return own.apply(this);
    }

    /** Without the parts that may contain a password. */
    @Override
    public String toString() {
      return RedactedUrl.of(url);
    }
  }

  /**
   * A database behind the server's connection pool.
   *
   * @param name its name on the server
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
