package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home of an unpacked archive, which has to be the one that its settings name. */
class RunParentTest {

  @TempDir private Path folder;
  private final Map<String, String> system = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private Path conf;

  @BeforeEach
  void unpack() throws Exception {
    conf = Files.createDirectory(folder.resolve("conf")).resolve("fs-webhook.properties");
    Files.writeString(conf, "# no home\n");
    system.put("java.io.tmpdir", folder.resolve("tmp").toString());
    system.put(ConfFile.PROPERTY, conf.toString());
  }

  @Test
  void it_is_the_archive_itself_unless_it_is_set() throws Exception {
    assertThat(of("serve")).isEqualTo(folder.resolve("run"));

    Files.writeString(conf, "fs.webhook.home = " + folder.resolve("in conf") + "\n");
    assertThat(of("serve")).isEqualTo(folder.resolve("in conf/run"));

    environment.put("FS_WEBHOOK_HOME", folder.resolve("of environment").toString());
    assertThat(of("serve")).isEqualTo(folder.resolve("of environment/run"));

    String option = folder.resolve("of option").toString();
    assertThat(of("serve", "--home", option)).isEqualTo(folder.resolve("of option/run"));
  }

  @Test
  void a_file_that_settings_will_refuse_is_no_reason_not_to_say_so() throws Exception {
    Files.writeString(conf, "fs.webhook.home = \\uZZZZ\n");
    assertThat(of("serve")).isEqualTo(folder.resolve("tmp"));

    Files.write(conf, new byte[] {(byte) 0xff});
    assertThat(of("serve")).isEqualTo(folder.resolve("tmp"));
  }

  private Path of(String... arguments) {
    return new RunParent(List.of(arguments), system, environment).path();
  }
}
