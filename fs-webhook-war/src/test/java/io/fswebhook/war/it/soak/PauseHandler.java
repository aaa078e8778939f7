package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** An operator pauses a handler and lets it go on. */
final class PauseHandler implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    String path = "api/v1/handlers/" + site.changing().handler();
    site.anyNodeWithHandlers(random).insist("POST", path + "/pause");
    try {
      Fault.last(length);
    } finally {
      site.anyNodeWithHandlers(random).insist("POST", path + "/resume");
    }
  }
}
