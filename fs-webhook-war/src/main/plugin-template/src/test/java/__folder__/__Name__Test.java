package __package__;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class __Name__Test {

  @Test
  void a_crash_is_one_line(@TempDir Path folder) throws Exception {
    try (HandlerHarness harness =
        HandlerHarness.of(new __Name__()).setting("file", "alarm.txt").workDir(folder).start()) {

      assertEquals(Result.SUCCEEDED, harness.deliver(SampleEvents.mobileCrash()).result());
      assertEquals(Result.NOT_SUBSCRIBED, harness.deliver(SampleEvents.noteCreated()).result());

      assertEquals(1, Files.readAllLines(folder.resolve("alarm.txt")).size());
    }
  }
}
