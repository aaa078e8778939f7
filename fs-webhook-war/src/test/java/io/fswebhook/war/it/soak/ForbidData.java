package io.fswebhook.war.it.soak;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** {@code chmod 000} of the folder of the inbox, and back. */
final class ForbidData implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(site.data());
    Files.setPosixFilePermissions(site.data(), Set.of());
    try {
      Fault.last(length);
    } finally {
      Files.setPosixFilePermissions(site.data(), before);
    }
    site.nodes().get(0).awaitReady();
  }
}
