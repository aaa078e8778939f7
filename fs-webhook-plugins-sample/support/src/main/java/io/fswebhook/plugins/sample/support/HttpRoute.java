package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.HandlerSetting;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to a target: through a proxy, with certificates, to which addresses.
 *
 * @param proxy null for none
 * @param tls null for the JVM's
 * @param publicOnly whether addresses that are not on the internet are refused
 */
record HttpRoute(@Nullable ProxySelector proxy, @Nullable SSLContext tls, boolean publicOnly) {

  private static final String PROXY = "proxy";
  private static final String PUBLIC = "public-addresses-only";

  static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text(PROXY, "The proxy for requests, such as http://proxy:3128."),
          HandlerSetting.text(
              ClientTls.KEYSTORE,
              "A PKCS #12 file with the certificate that requests identify themselves with."),
          HandlerSetting.text(ClientTls.PASSWORD, "Its password.").asSecret(),
          ClientTls.DECLARED_TRUSTED,
          HandlerSetting.flag(
                  PUBLIC,
                  "Whether requests to this machine, private networks and other addresses that are"
                      + " not on the internet are refused.")
              .orElse("false"));

  static HttpRoute read(CheckedSettings settings) {
    Optional<ProxySelector> proxy = settings.text(PROXY).map(value -> proxy(settings, value));
    boolean publicOnly = settings.flag(PUBLIC, false);
    if (publicOnly && proxy.isPresent()) {
      throw settings.wrong(
          PUBLIC,
          "cannot be checked with "
              + settings.name(PROXY)
              + ", since the proxy looks the host up: set a rule there, and take out one of them");
    }
    return new HttpRoute(proxy.orElse(null), ClientTls.read(settings).orElse(null), publicOnly);
  }

  void configure(HttpClient.Builder client) {
    if (proxy != null) {
      client.proxy(proxy);
    }
    if (tls != null) {
      client.sslContext(tls);
    }
  }

  private static ProxySelector proxy(CheckedSettings settings, String value) {
    try {
      URI url = new URI(value);
      boolean isProxy =
          "http".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && url.getPort() > 0
              && url.getPort() <= 65_535
              && url.getRawUserInfo() == null
              && url.getRawPath().matches("/?");
      if (isProxy) {
        return ProxySelector.of(InetSocketAddress.createUnresolved(url.getHost(), url.getPort()));
      }
    } catch (URISyntaxException e) {
      // refused like the rest
    }
    throw settings.wrong(
        PROXY, "must be http:// with a host and a port, such as http://proxy:3128");
  }
}
