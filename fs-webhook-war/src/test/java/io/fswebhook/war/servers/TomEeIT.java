package io.fswebhook.war.servers;

import java.nio.file.Path;

class TomEeIT extends ServerContract {

  TomEeIT() {
    super(Distribution.of("TomEE", "tomee"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Tomcat("tomee", distribution.unpacked(), folder);
  }
}
