package acme.hot;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import javax.management.ObjectName;

/**
 * Tells its version with each call, in a queue among the system properties. Its name and what it
 * does at its start come from files in its jar.
 */
public class Hot implements EventHandler {

  private static HttpClient staticClient;

  private final String version = read("version");
  private HttpClient client;

  @Override
  public String name() {
    return read("name");
  }

  @Override
  public void start(HandlerContext context) throws Exception {
    switch (read("start")) {
      case "throws" -> throw new IllegalStateException("version " + version + " cannot start");
      case "hangs" -> new CountDownLatch(1).await();
      case "leaves a thread" -> leaveThread();
      case "native library" ->
          System.load(System.getProperty("java.home") + "/lib/libprefs.so");
      case "leaves a client" -> staticClient = HttpClient.newHttpClient();
      case "has a client" -> client = HttpClient.newHttpClient();
      case "leaves a driver" -> DriverManager.registerDriver(new HotDriver());
      case "leaves a bean" ->
          ManagementFactory.getPlatformMBeanServer()
              .registerMBean(new HotBean(), new ObjectName("acme:type=Hot"));
      case "leaves a log handler" -> Logger.getLogger("acme.hot.log").addHandler(new HotHandler());
      case "leaves a provider" -> Security.addProvider(new HotProvider());
      case "leaves a shutdown hook" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
      case "is replaced meanwhile" ->
          Files.writeString(Path.of(context.setting("jar").orElseThrow()), "something else");
      default -> {}
    }
    tell("start");
    context.setting("greeting").ifPresent(greeting -> tell("greets with " + greeting));
  }

  /** Something that the JDK keeps. */
  public interface HotBeanMBean {}

  public static final class HotBean implements HotBeanMBean {}

  private static final class HotHandler extends ConsoleHandler {}

  private static final class HotProvider extends Provider {
    private HotProvider() {
      super("acme-hot", "1", "left behind");
    }
  }

  private static final class HotDriver implements Driver {
    @Override
    public Connection connect(String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getLogger("acme.hot");
    }
  }

  private static void leaveThread() {
    Thread thread = new Thread(Hot::linger, "left by hot");
    thread.setDaemon(true);
    thread.start();
  }

  private static void linger() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    tell(delivery.id());
  }

  @Override
  public void stop() {
    tell("stop");
  }

  @SuppressWarnings("unchecked")
  private void tell(String what) {
    ((Queue<String>) System.getProperties().get("acme.hot")).add(version + " " + what);
  }

  /** Through its URL, which the JDK keeps the jar open for. */
  private static String read(String name) {
    try (InputStream file = Hot.class.getResource("/" + name).openStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
