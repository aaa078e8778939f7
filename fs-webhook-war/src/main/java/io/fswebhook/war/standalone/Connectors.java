package io.fswebhook.war.standalone;

import io.fswebhook.war.settings.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Configures the port: HTTP/1.1, over TLS if there is a keystore. */
final class Connectors {

  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Java's default of 50 resets connections in bursts; the system limits it too. */
  private static final int ACCEPT_QUEUE = 1024;

  /** Otherwise the system buffers megabytes for each client that does not read. */
  private static final int SEND_BUFFER = 32 * 1024;

  /** How long browsers must use HTTPS only. */
  private static final Duration HSTS_MAX_AGE = Duration.ofDays(365);

  static final HttpField HSTS =
      new HttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=" + HSTS_MAX_AGE.toSeconds());

  /** Jetty's default of 1024 uses 98 KB of heap for every connection with a second request. */
  private static final int HEADER_CACHE = 128;

  private static final int ACCEPTORS = 1;

  /** Jetty's default: one for two processors and 16 readers. */
  private static final int SELECTORS = -1;

  private static final int MIN_READERS = 4;
  private static final int MAX_READERS = 64;

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private Connectors() {}

  static ServerConnector of(Server server, HttpSettings settings) {
    HttpConfiguration http = http();
    ServerConnector connector;
    Path keystore = settings.tlsKeystore();
    if (keystore == null) {
      connector = connector(server, new HttpConnectionFactory(http));
    } else {
      // SNI is not checked against the certificate: clients verify it, and some connect by address.
      SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
      secure.setStsMaxAge(HSTS_MAX_AGE.toSeconds());
      http.addCustomizer(secure);
      connector =
          connector(
              server,
              new SslConnectionFactory(tls(server, keystore, settings.tlsPassword()), "http/1.1"),
              new HttpConnectionFactory(http));
    }
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    return connector;
  }

  /**
   * With its own threads, which accept connections and read requests, and never block on anything
   * else.
   */
  private static ServerConnector connector(Server server, ConnectionFactory... factories) {
    QueuedThreadPool readers = new QueuedThreadPool(MAX_READERS, MIN_READERS);
    readers.setReservedThreads(0);
    readers.setName("http-read");
    return new ServerConnector(server, readers, null, null, ACCEPTORS, SELECTORS, factories);
  }

  /**
   * As strict as possible: rejects whatever a proxy and the receiver could interpret differently.
   */
  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setHeaderCacheSize(HEADER_CACHE);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.addCustomizer(new RequirePlainFraming());
    return http;
  }

  private static SslContextFactory.Server tls(Server server, Path file, @Nullable String password) {
    Keystore keystore = new Keystore(file, password == null ? "" : password);
    keystore.check();
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStoreType(Keystore.TYPE);
    tls.setKeyStorePath(file.toString());
    tls.setKeyStorePassword(keystore.password());
    server.addBean(new RenewKeystore(tls, keystore));
    return tls;
  }

  /**
   * Rejects transfer codings other than chunked, which Jetty accepts and passes on without
   * decoding.
   */
  private static final class RequirePlainFraming implements HttpConfiguration.Customizer {

    @Override
    public Request customize(Request request, HttpFields.@Nullable Mutable responseHeaders) {
      HttpField coding = request.getHeaders().getField(HttpHeader.TRANSFER_ENCODING);
      if (coding != null && !isChunked(request.getHeaders(), coding)) {
        throw new HttpException.RuntimeException(
            HttpStatus.BAD_REQUEST_400, "Transfer-Encoding must be chunked");
      }
      return request;
    }

    private static boolean isChunked(HttpFields headers, HttpField coding) {
      return "chunked".equalsIgnoreCase(coding.getValue())
          && headers.getValuesList(HttpHeader.TRANSFER_ENCODING).size() == 1;
    }
  }
}
