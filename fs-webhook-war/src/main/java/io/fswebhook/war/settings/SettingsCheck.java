package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a receiver would start with the settings as they are. Nothing is made or opened.
 *
 * @param file the properties file, which need not exist
 * @param problems a sentence for each that would stop the start
 * @param warnings a sentence for each that has no effect
 */
public record SettingsCheck(Path file, List<String> problems, List<String> warnings) {

  public SettingsCheck {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Those of a standalone receiver; see {@link SettingsLoader#load}. */
  public static SettingsCheck of(Map<String, String> overrides, Installation installation) {
    return of(ConfigSources.ofThisProcess(overrides), installation);
  }

  static SettingsCheck of(ConfigSources sources, Installation installation) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    HomeFolder home = HomeFolder.at(installation.home(), installation);
    try {
      home = HomeFolder.of(sources, installation);
      if (Files.notExists(home.propertiesFile())) {
        warnings.add("There is no file " + home.propertiesFile());
      }
      WrittenSettings written = home.written();
      warnings.addAll(written.complaints(sources));
      problems.addAllOf(new SettingReader(sources, written.effective()), home);
    } catch (StartException e) {
      problems.add(e);
    }
    return new SettingsCheck(home.propertiesFile(), problems.sentences(), warnings);
  }

  /** Each once: a wrong value is found again where it is combined with others. */
  private static final class Problems {

    private final Set<String> sentences = new LinkedHashSet<>();

    List<String> sentences() {
      return List.copyOf(sentences);
    }

    void addAllOf(SettingReader reader, HomeFolder home) {
      sentences.addAll(SettingValues.read(reader).wrong());
      attempt(() -> new ReadLive(reader, home));
      attempt(() -> readNode(reader, home));
      attempt(() -> ReadHandlers.check(reader));
      attempt(() -> ReadAlerts.read(reader));
      attempt(() -> ReadTokens.check(reader, home.path()));
    }

    private static void readNode(SettingReader reader, HomeFolder home) {
      InboxPlace inbox = ReadInbox.read(reader, Duration.ZERO, home.path()).place();
      var unused = ReadKafka.roles(reader, ReadKafka.read(reader), inbox);
    }

    private void attempt(Runnable reading) {
      try {
        reading.run();
      } catch (StartException e) {
        add(e);
      }
    }

    void add(StartException failure) {
      sentences.add(String.valueOf(failure.getMessage()));
    }
  }
}
