package io.fswebhook.core.testing;

import io.fswebhook.core.inbox.read.ReadSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the database explain each query, with what is bound to it, before it is asked. */
public final class ExplainedSource implements ReadSource {

  private final ReadSource source;
  private final String explain;
  private final List<String> plan = new ArrayList<>();

  /**
   * Around a source.
   *
   * @param explain what makes the database explain a query that follows it
   */
  public ExplainedSource(ReadSource source, String explain) {
    this.source = source;
    this.explain = explain;
  }

  /** The lines of all plans since the last time. */
  public List<String> takePlan() {
    List<String> taken = List.copyOf(plan);
    plan.clear();
    return taken;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = source.connect();
    return around(
        Connection.class,
        (method, arguments) -> {
          Object result = call(connection, method, arguments);
          if (result instanceof PreparedStatement prepared) {
            return prepared(connection, (String) arguments[0], prepared);
          }
          return result instanceof Statement statement ? plain(connection, statement) : result;
        });
  }

  private Object prepared(Connection connection, String sql, PreparedStatement real)
      throws SQLException {
    PreparedStatement explained = connection.prepareStatement(explain + sql);
    return around(
        PreparedStatement.class,
        (method, arguments) -> {
          if (method.getName().startsWith("set")) {
            call(explained, method, arguments);
          } else if (method.getName().equals("executeQuery")) {
            note(explained.executeQuery());
          } else if (method.getName().equals("close")) {
            explained.close();
          }
          return call(real, method, arguments);
        });
  }

  private Object plain(Connection connection, Statement real) {
    return around(
        Statement.class,
        (method, arguments) -> {
          if (method.getName().equals("executeQuery")) {
            try (Statement explained = connection.createStatement()) {
              note(explained.executeQuery(explain + arguments[0]));
            }
          }
          return call(real, method, arguments);
        });
  }

  /** The last column is the one for people. */
  private void note(ResultSet lines) throws SQLException {
    try (lines) {
      while (lines.next()) {
        plan.add(lines.getString(lines.getMetaData().getColumnCount()));
      }
    }
  }

  @Override
  public String bodyHolds() {
    return source.bodyHolds();
  }

  @Override
  public String countUnfinished() {
    return source.countUnfinished();
  }

  @Override
  public Map<String, Long> sizes(Connection connection) throws SQLException {
    return source.sizes(connection);
  }

  @Override
  public void close() {
    source.close();
  }

  /** What is done with a call. */
  @FunctionalInterface
  private interface Call {

    @Nullable Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T around(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                call.of(method, arguments == null ? new Object[0] : arguments)));
  }

  private static @Nullable Object call(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
