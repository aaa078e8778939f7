package io.fswebhook.war.servers;

import java.nio.file.Path;
import java.util.Optional;

class TomEeIT extends ServerContract {

  TomEeIT() {
    super(Distribution.of("TomEE", "tomee"));
  }

  /** Its container needs a security manager, which the JDK has no more since 24. */
  @Override
  Optional<String> refuses(int jdk) {
    return jdk >= 24 ? Optional.of("TomEE 9 does not start on JDK " + jdk) : Optional.empty();
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Tomcat("tomee", distribution.unpacked(), folder);
  }
}
