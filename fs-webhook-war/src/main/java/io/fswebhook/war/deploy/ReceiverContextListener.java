package io.fswebhook.war.deploy;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.kafka.KafkaJars;
import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsLoader;
import io.fswebhook.war.telemetry.GlobalTelemetry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the receiver on deployment and stops it on undeployment.
 *
 * <p>On a server the JVM outlives the application: JDK registrations and threads, including those
 * of libraries, must be cleaned up.
 */
public final class ReceiverContextListener implements ServletContextListener {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiverContextListener.class);

  /** A bound for drivers that cannot be deregistered. */
  private static final int MOST_DRIVERS = 10;

  private static final String HOME = "fs.webhook.home";
  private static final String ATTRIBUTE = RunningReceiver.class.getName();

  /** A field as well, since a server may clear the attributes before calling contextDestroyed. */
  private @Nullable RunningReceiver started;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      ServletContext context = event.getServletContext();
      ServerFolders folders = ServerFolders.find(context.getContextPath());
      Settings settings =
          SettingsLoader.load(
              ofThisDeployment(context),
              Installation.in(folders.defaultHome()),
              new SharedFolders(ReceiverContextListener.class.getClassLoader())
                  .with(folders.libDirs()));
      RunningReceiver receiver =
          RunningReceiver.start(settings, GlobalTelemetry.find(), KafkaJars.of(context));
      started = receiver;
      event.getServletContext().setAttribute(ATTRIBUTE, receiver);
      serve(event.getServletContext(), receiver);
      tell(context.getContextPath(), settings);
    } catch (StartException e) {
      LOG.error("fs-webhook does not start: {}", e.getMessage());
      throw new NotStartedException(e);
    } catch (RuntimeException | Error e) {
      LOG.error("fs-webhook does not start because of an internal error", e);
      throw e;
    }
  }

  /** Unlike system properties and environment, a context parameter belongs to one deployment. */
  private static Map<String, String> ofThisDeployment(ServletContext context) {
    String home = context.getInitParameter(HOME);
    return home == null || home.isBlank() ? Map.of() : Map.of(HOME, home.strip());
  }

  /** A server does not tell an application its address. */
  private static void tell(String contextPath, Settings settings) {
    LOG.info(
        "Deployed at {}/webhook of this server's address, console at {}/console/, admin token in {},"
            + " home {}, plugins {}",
        contextPath,
        contextPath,
        settings.adminTokenPlace(),
        settings.home().toAbsolutePath(),
        settings.receiver().plugins().pluginsDir().toAbsolutePath());
  }

  private static void serve(ServletContext context, RunningReceiver receiver) {
    ServletRegistration.Dynamic webhook = context.addServlet("webhook", receiver.webhook());
    webhook.setAsyncSupported(true);
    webhook.addMapping(WebhookServlet.PATTERNS.toArray(String[]::new));
    FilterRegistration.Dynamic bodies = context.addFilter("bodies", receiver.bodies());
    bodies.setAsyncSupported(true);
    bodies.addMappingForServletNames(EnumSet.of(DispatcherType.REQUEST), true, "fs-webhook");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(ATTRIBUTE);
    if (started != null) {
      started.close();
      started = null;
    }
    deregisterDrivers();
  }

  /**
   * The JDK's list of drivers would keep this application's classes in memory. Asking for the list
   * may register one: the JDK loads ours to compare it with another application's of the same name.
   */
  private static void deregisterDrivers() {
    List<Driver> own = ownDrivers();
    for (int left = MOST_DRIVERS; !own.isEmpty() && left > 0; left--) {
      own.forEach(ReceiverContextListener::deregister);
      own = ownDrivers();
    }
  }

  private static List<Driver> ownDrivers() {
    ClassLoader own = ReceiverContextListener.class.getClassLoader();
    Stream<Driver> unused = DriverManager.drivers();
    return DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == own)
        .toList();
  }

  private static void deregister(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      LOG.warn("The JDBC driver {} stays registered", driver.getClass().getName(), e);
    }
  }

  static RunningReceiver receiverOf(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof RunningReceiver receiver) {
      return receiver;
    }
    throw new IllegalStateException("the receiver was not started before its servlet");
  }

  /** Fails the deployment; without a stack trace, since the message says everything. */
  static final class NotStartedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStartedException(StartException reason) {
      super("fs-webhook does not start: " + reason.getMessage(), null, false, false);
    }
  }
}
