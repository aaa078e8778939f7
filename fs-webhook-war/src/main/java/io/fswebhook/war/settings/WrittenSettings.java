package io.fswebhook.war.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of settings say, read once. */
final class WrittenSettings {

  private static final String HOME = ReadServer.HOME.name();

  private final PropertiesFile own;
  private final Map<String, String> ofOwn;
  private final Optional<PropertiesFile> conf;
  private final Map<String, String> ofConf;

  /**
   * Reads the files.
   *
   * @param own that of the home
   * @param conf one that is weaker
   */
  WrittenSettings(PropertiesFile own, Optional<PropertiesFile> conf) {
    this.own = own;
    this.ofOwn = own.read();
    this.conf = conf;
    this.ofConf = conf.map(PropertiesFile::read).orElse(Map.of());
  }

  /** The properties that have an effect. */
  Map<String, String> effective() {
    Map<String, String> properties = new HashMap<>(ofOwn);
    properties.remove(HOME);
    ofConf.forEach(properties::putIfAbsent);
    return properties;
  }

  /** A sentence for each property that has no effect, in a file or among those of the system. */
  List<String> complaints(ConfigSources sources) {
    List<String> complaints = new ArrayList<>(complaints(ofOwn, own));
    conf.ifPresent(file -> complaints.addAll(complaints(ofConf, file)));
    complaints.addAll(
        SettingsRegistry.complaints(sources.system().keySet(), "the system properties"));
    if (ofOwn.containsKey(HOME)) {
      complaints.add(
          "setting " + HOME + " in " + own.path() + " has no effect: the file is found through it");
    }
    return complaints;
  }

  private static List<String> complaints(Map<String, String> properties, PropertiesFile file) {
    return SettingsRegistry.complaints(properties.keySet(), file.path().toString());
  }
}
