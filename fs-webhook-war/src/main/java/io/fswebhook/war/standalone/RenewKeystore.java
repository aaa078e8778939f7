package io.fswebhook.war.standalone;

import io.fswebhook.core.failure.StartException;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads a renewed keystore within seconds. An unusable one is ignored. */
final class RenewKeystore extends KeyStoreScanner {

  private static final Logger LOG = LoggerFactory.getLogger(RenewKeystore.class);

  private final Keystore keystore;

  RenewKeystore(SslContextFactory tls, Keystore keystore) {
    super(tls);
    this.keystore = keystore;
  }

  /** Also if the file is gone, either during replacement or by mistake. */
  @Override
  public void fileRemoved(String name) {
    fileChanged(name);
  }

  // Jetty drops the old key before it reads the new one, so the new one is read here first.
  @Override
  public void reload() {
    try {
      keystore.check();
    } catch (StartException e) {
      LOG.warn("{} The current certificate stays in use.", e.getMessage());
      return;
    }
    super.reload();
    LOG.info("The certificate was renewed from {}", keystore.file());
  }
}
