package io.fswebhook.war.servers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints, when all is done, what ran where and what did not and why. */
final class ServerTable implements BeforeAllCallback, AfterAllCallback, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(ServerTable.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    row(context);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    row(context).passed();
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    row(context).failed();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    context.getExecutionException().ifPresent(e -> row(context).ended(e.toString()));
  }

  private static Row row(ExtensionContext context) {
    ServerContract contract =
        (ServerContract) context.getTestInstances().orElseThrow().getInnermostInstance();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Table.class, key -> new Table(), Table.class)
        .row(contract.distribution());
  }

  /** Of one run. */
  private static final class Table implements AutoCloseable {

    private final Map<String, Row> rows = new LinkedHashMap<>();

    synchronized Row row(Distribution distribution) {
      return rows.computeIfAbsent(
          distribution.name(), name -> new Row(name, distribution.version()));
    }

    /** When the run ends. */
    @Override
    public synchronized void close() {
      StringBuilder table = new StringBuilder("\n");
      table.append(Row.line("server", "version", "JDK", "passed", "failed", "skipped why"));
      rows.values().forEach(row -> table.append(row.line()));
      System.out.println(table);
    }
  }

  /** One server. Its cases run one after another, on one thread. */
  private static final class Row {

    private final String name;
    private final String version;
    private int passed;
    private int failed;
    private String why = "";

    Row(String name, String version) {
      this.name = name;
      this.version = version;
    }

    void passed() {
      passed++;
    }

    void failed() {
      failed++;
    }

    void ended(String message) {
      why = message.lines().findFirst().orElse("").replaceFirst("^[\\w.]+(Exception|Error): ", "");
    }

    String line() {
      String jdk = String.valueOf(Runtime.version().feature());
      return line(name, version, jdk, String.valueOf(passed), String.valueOf(failed), why);
    }

    static String line(String... cells) {
      return "SERVER %-14s %-14s %-4s %7s %7s  %s%n".formatted((Object[]) cells);
    }
  }
}
