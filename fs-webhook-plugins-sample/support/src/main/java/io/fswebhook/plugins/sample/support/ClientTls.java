package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.HandlerSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates of a handler's own: the one it shows, and those it trusts. Read at its start. */
public final class ClientTls {

  static final String KEYSTORE = "client-keystore";
  static final String PASSWORD = "client-keystore-password";

  private static final String TRUSTED = "trusted-certificates";

  public static final HandlerSetting DECLARED_TRUSTED =
      HandlerSetting.text(
          TRUSTED, "A PEM file with certificates that are trusted in place of the JVM's.");

  private ClientTls() {}

  /** Empty if neither is set. */
  static Optional<SSLContext> read(CheckedSettings settings) {
    Optional<String> keystore = settings.text(KEYSTORE);
    Optional<TrustManager[]> trusted = readTrusted(settings);
    if (keystore.isEmpty() && settings.text(PASSWORD).isPresent()) {
      throw settings.wrong(PASSWORD, "is set without " + settings.name(KEYSTORE) + ": set both");
    }
    if (keystore.isEmpty() && trusted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        context(keystore.map(file -> shown(settings, file)).orElse(null), trusted.orElse(null)));
  }

  /** Of the setting that {@link #DECLARED_TRUSTED} declares; empty if it is not set. */
  public static Optional<TrustManager[]> readTrusted(CheckedSettings settings) {
    return settings.text(TRUSTED).map(file -> trusted(settings, file));
  }

  private static SSLContext context(
      KeyManager @Nullable [] shown, TrustManager @Nullable [] trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static KeyManager[] shown(CheckedSettings settings, String file) {
    char[] password =
        settings
            .required(PASSWORD, "set it to the password of the file in " + settings.name(KEYSTORE))
            .toCharArray();
    try (InputStream stream = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stream, password);
      if (store.size() == 0) {
        throw settings.wrong(KEYSTORE, "is empty: it must hold a key with its certificate");
      }
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      return managers.getKeyManagers();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw unreadable(settings, KEYSTORE, "a PKCS #12 file, opened by " + PASSWORD, e);
    }
  }

  private static TrustManager[] trusted(CheckedSettings settings, String file) {
    try (InputStream stream = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(stream);
      if (certificates.isEmpty()) {
        throw settings.wrong(TRUSTED, "has no certificate: it must hold some in PEM");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry(Integer.toString(store.size()), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers.getTrustManagers();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw unreadable(settings, TRUSTED, "a file with certificates in PEM", e);
    }
  }

  private static IllegalArgumentException unreadable(
      CheckedSettings settings, String key, String what, Exception problem) {
    IllegalArgumentException wrong =
        settings.wrong(key, "must be the path of " + what + ": " + problem);
    wrong.initCause(problem);
    return wrong;
  }
}
