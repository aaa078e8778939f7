package io.fswebhook.war.standalone;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The PKCS #12 file with the server's key and certificates. */
final class Keystore {

  static final String TYPE = "PKCS12";

  private static final String FILE_SETTING = "fs.webhook.http.tls.keystore";
  private static final String PASSWORD_SETTING = "fs.webhook.http.tls.password";

  private final Path file;
  private final String password;

  Keystore(Path file, String password) {
    this.file = file;
    this.password = password;
  }

  Path file() {
    return file;
  }

  String password() {
    return password;
  }

  /**
   * Reads it as the server will.
   *
   * @throws StartException if it yields no key
   */
  void check() {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong("is not a readable file; set it to a PKCS #12 file.", null);
    }
    try (InputStream content = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(content, password.toCharArray());
      if (!hasKey(store)) {
        throw wrong("contains no private key; put the server's key and certificates in it.", null);
      }
    } catch (UnrecoverableKeyException e) {
      throw wrongPassword(e);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw wrongPassword(e);
      }
      throw wrong("is not a complete PKCS #12 file.", e);
    } catch (GeneralSecurityException e) {
      throw wrong("cannot be used: " + e.getMessage(), e);
    }
  }

  private boolean hasKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password.toCharArray()) != null) {
        return true;
      }
    }
    return false;
  }

  private StartException wrongPassword(Exception cause) {
    return new StartException(
        PASSWORD_SETTING + " is not the password of " + FILE_SETTING + "=" + file + ".", cause);
  }

  private StartException wrong(String rule, @Nullable Exception cause) {
    String message = FILE_SETTING + "=" + file + " " + rule;
    return cause == null ? new StartException(message) : new StartException(message, cause);
  }
}
