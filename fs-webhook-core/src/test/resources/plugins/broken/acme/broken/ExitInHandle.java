package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.function.IntConsumer;

/** In another way with each attempt. */
public class ExitInHandle implements EventHandler {

  @Override
  public void handle(Delivery delivery) {
    switch (delivery.attempt()) {
      case 1 -> System.exit(3);
      case 2 -> Runtime.getRuntime().exit(3);
      case 3 -> Runtime.getRuntime().halt(3);
      case 4 -> leave(System::exit);
      case 5 -> leave(code -> System.exit(code));
      default -> System.currentTimeMillis();
    }
  }

  private static void leave(IntConsumer exit) {
    exit.accept(3);
  }
}
