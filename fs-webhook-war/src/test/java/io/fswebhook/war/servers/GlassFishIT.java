package io.fswebhook.war.servers;

import java.nio.file.Path;

class GlassFishIT extends ServerContract {

  GlassFishIT() {
    super(Distribution.of("GlassFish", "glassfish"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new GlassFish("glassfish", distribution.unpacked(), folder);
  }
}
