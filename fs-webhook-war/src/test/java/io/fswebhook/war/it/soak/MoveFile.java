package io.fswebhook.war.it.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** The file of the inbox, or the folder it is in, is moved away and back. */
final class MoveFile implements Fault {

  private final String title;
  private final boolean wholeFolder;

  private MoveFile(String title, boolean wholeFolder) {
    this.title = title;
    this.wholeFolder = wholeFolder;
  }

  static Fault inbox() {
    return new MoveFile("MoveInboxFile", false);
  }

  static Fault dataFolder() {
    return new MoveFile("MoveDataFolder", true);
  }

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Path file = wholeFolder ? site.data() : site.data().resolve("inbox.db");
    Path away = site.data().resolveSibling("away");
    Files.move(file, away);
    try {
      Fault.last(length);
    } finally {
      Files.move(away, file);
    }
    site.nodes().get(0).awaitReady();
  }

  @Override
  public String title() {
    return title;
  }
}
