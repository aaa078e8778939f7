package io.fswebhook.core.inbox.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.testing.Released;
import io.fswebhook.core.testing.TestPostgres;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Whether Flyway is needed; its checksum has to be calculated as it does. */
class MigrationsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void a_database_is_up_to_date_once_it_was_migrated(String kind) {
    DataSource database = database(kind);
    assertThat(Migrations.isUpToDate(kind, database)).isFalse();

    Migrations.apply(kind, database);

    assertThat(Migrations.isUpToDate(kind, database)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"version = '0.9'", "checksum = checksum + 1", "success = false"})
  void another_version_script_or_outcome_is_left_to_flyway(String difference) throws Exception {
    for (String kind : List.of("sqlite", "postgres")) {
      DataSource database = database(kind);
      Migrations.apply(kind, database);

      execute("UPDATE flyway_schema_history SET " + difference, database);

      assertThat(Migrations.isUpToDate(kind, database)).as(kind).isFalse();
    }
  }

  @Test
  void tables_of_another_schema_on_the_search_path_do_not_count() throws Exception {
    TestPostgres other = TestPostgres.newSchema();
    Migrations.apply("postgres", postgres(other.url()));
    TestPostgres own = TestPostgres.newSchema();
    String schemas = own.schema() + "," + other.schema();
    DataSource both =
        postgres(own.url().replaceFirst("currentSchema=\\w+", "currentSchema=" + schemas));

    assertThat(Migrations.isUpToDate("postgres", both)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void the_migrations_are_numbered_without_gaps(String kind) throws Exception {
    URL any = Migrations.class.getResource("/io/fswebhook/core/inbox/" + kind + "/flyway.location");
    try (Stream<Path> files =
        Files.list(Path.of(Objects.requireNonNull(any).toURI()).getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".sql")))
          .isNotEmpty()
          .allMatch(name -> name.equals("V" + number(name) + "__inbox.sql"))
          .extracting(MigrationsTest::number)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, Migrations.newest(kind)).boxed().toList());
    }
  }

  @Test
  void both_databases_have_the_same_schema_versions() {
    assertThat(Migrations.newest("sqlite")).isEqualTo(Migrations.newest("postgres"));
  }

  /** Tables that it made could otherwise not be told from those of another script. */
  @ParameterizedTest
  @MethodSource("io.fswebhook.core.testing.Released#versions")
  void a_released_migration_is_never_changed(Path released) throws Exception {
    Released.unpackFiles(released, folder);
    assertUnchanged("sqlite", database("sqlite"));
    assertUnchanged("postgres", postgres(Released.load(released).url()));
  }

  private static void assertUnchanged(String kind, DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Map<Integer, Integer> applied = new TreeMap<>();
      Jdbc.each(
          connection,
          "SELECT version, checksum FROM flyway_schema_history WHERE version IS NOT NULL",
          row -> applied.put(Integer.parseInt(row.getString(1)), row.getInt(2)));
      assertThat(applied).isNotEmpty();
      applied.forEach(
          (version, checksum) ->
              assertThat(Migrations.checksum(kind, version))
                  .as(
                      "V%d of %s was released: undo the change, and add a migration (see 'Change the"
                          + " tables' in CONTRIBUTING.md)",
                      version, kind)
                  .isEqualTo(checksum));
    }
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private DataSource database(String kind) {
    if (kind.equals("postgres")) {
      return postgres(TestPostgres.newSchema().url());
    }
    SQLiteDataSource file = new SQLiteDataSource();
    file.setUrl("jdbc:sqlite:" + folder.resolve("inbox.db"));
    return file;
  }

  private static DataSource postgres(String url) {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(url);
    return server;
  }

  private static void execute(String sql, DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
