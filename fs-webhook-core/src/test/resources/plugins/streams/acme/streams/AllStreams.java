package acme.streams;

import io.fswebhook.api.StreamEvent;

public final class AllStreams extends Writes {

  public AllStreams() {
    super(StreamEvent.ALL);
  }
}
