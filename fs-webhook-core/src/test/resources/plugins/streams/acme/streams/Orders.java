package acme.streams;

public final class Orders extends Writes {

  public Orders() {
    super("stream:orders");
  }
}
