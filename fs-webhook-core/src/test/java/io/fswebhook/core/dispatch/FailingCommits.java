package io.fswebhook.core.dispatch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A way to a database on which the next commits, or the answers to them, get lost. */
final class FailingCommits {

  private final AtomicInteger toFail = new AtomicInteger();
  private final String url;
  private volatile boolean afterwards;

  FailingCommits(String url) {
    this.url = url;
  }

  /** The next so many; afterwards they are done, and only the answer is lost. */
  void fail(int count, boolean isDone) {
    afterwards = isDone;
    toFail.set(count);
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getConnection" -> connect();
              case "isWrapperFor" -> false;
              case "getLoginTimeout" -> 0;
              default -> null;
            });
  }

  private Connection connect() throws SQLException {
    Connection real = DriverManager.getConnection(url);
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit")
              && toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            if (afterwards) {
              real.commit();
            }
            throw new SQLException("the connection broke at the commit", "08006");
          }
          return call(real, method, arguments);
        });
  }

  private static @Nullable Object call(
      Connection real, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FailingCommits.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
