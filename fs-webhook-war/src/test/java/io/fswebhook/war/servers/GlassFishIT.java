package io.fswebhook.war.servers;

import java.nio.file.Path;
import java.util.Optional;

class GlassFishIT extends ServerContract {

  GlassFishIT() {
    super(Distribution.of("GlassFish", "glassfish"));
  }

  /** Its start ends with an error of its own OSGi framework there. */
  @Override
  Optional<String> refuses(int jdk) {
    return jdk > 21 ? Optional.of("GlassFish 7.0 does not start on JDK " + jdk) : Optional.empty();
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new GlassFish("glassfish", distribution.unpacked(), folder);
  }
}
