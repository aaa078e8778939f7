package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Reads which database deliveries are kept in. */
final class ReadInboxPlace {

  private static final String URL = "fs.webhook.inbox.url";
  private static final String USERNAME = "fs.webhook.inbox.username";
  private static final String PASSWORD = "fs.webhook.inbox.password";
  private static final String DATASOURCE = "fs.webhook.inbox.datasource";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String ENVIRONMENT = "java:comp/env/";

  private final SettingReader settings;
  private final SecretReader secrets;
  private final HomeFolder home;

  ReadInboxPlace(SettingReader settings, SecretReader secrets, HomeFolder home) {
    this.settings = settings;
    this.secrets = secrets;
    this.home = home;
  }

  InboxPlace read() {
    String url = settings.text(URL).orElse(null);
    String name = settings.text(DATASOURCE).orElse(null);
    if (name != null) {
      refuseBeside(DATASOURCE, URL, USERNAME, PASSWORD, PASSWORD + SecretReader.FILE_SUFFIX);
      return new InboxPlace.Source(lookUp(name), name);
    }
    if (url != null && url.startsWith(POSTGRESQL)) {
      return new InboxPlace.Url(
          url, settings.text(USERNAME).orElse(null), secrets.secret(PASSWORD).orElse(null));
    }
    refuseBeside(URL + " for SQLite", USERNAME, PASSWORD, PASSWORD + SecretReader.FILE_SUFFIX);
    return new InboxPlace.File(url == null ? inHome() : file(url));
  }

  private void refuseBeside(String set, String... others) {
    Stream.of(others)
        .filter(other -> settings.text(other).isPresent())
        .findFirst()
        .ifPresent(
            other -> {
              throw new StartException(
                  other + " has no meaning beside " + set + ": remove one of the two");
            });
  }

  /** As it stands, and as servers file what an application was given by its descriptor. */
  private static DataSource lookUp(String name) {
    try {
      Object found = lookUpEither(name);
      if (found instanceof DataSource source) {
        return source;
      }
      throw new StartException(
          DATASOURCE
              + " must be the JNDI name of a data source, was \""
              + name
              + "\", which is a "
              + found.getClass().getName());
    } catch (NamingException e) {
      throw new StartException(
          DATASOURCE
              + " must be the JNDI name of a data source of this server, was \""
              + name
              + "\", under which there is none ("
              + e.getMessage()
              + "); standalone there are no data sources: set "
              + URL
              + " instead",
          e);
    }
  }

  /** Never from elsewhere by a URL such as ldap:, which could bring in foreign code. */
  @SuppressWarnings("BanJNDI") // the name is the operator's, and of this server
  private static Object lookUpEither(String name) throws NamingException {
    if (name.contains(":") && !name.startsWith("java:")) {
      throw new NamingException("only names of this server are looked up");
    }
    try {
      return InitialContext.<Object>doLookup(name);
    } catch (NamingException e) {
      if (name.startsWith("java:")) {
        throw e;
      }
      return InitialContext.<Object>doLookup(ENVIRONMENT + name);
    }
  }

  private Path inHome() {
    if (home.path().toString().contains("?")) {
      throw SettingReader.wrong(
          HomeFolder.SETTING,
          "must be a folder without ? in its path, where SQLite's parameters would begin",
          home.path().toString());
    }
    return home.path().resolve("data").resolve("inbox.db");
  }

  private static Path file(String url) {
    if (!url.startsWith(SQLITE)) {
      throw new StartException(
          URL
              + " must be jdbc:sqlite:<file> or jdbc:postgresql://<host>/<database>, was \""
              + RedactedUrl.of(url)
              + "\"");
    }
    String file = url.substring(SQLITE.length());
    if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
      throw SettingReader.wrong(
          URL, "must be jdbc:sqlite:<file>, a file on disk and no parameters", RedactedUrl.of(url));
    }
    Path path = SettingReader.path(URL, file);
    if (path.getFileName() == null) {
      throw SettingReader.wrong(URL, "must be jdbc:sqlite:<file>, a file and no folder", url);
    }
    return path;
  }
}
