package acme.library;

public final class Library {

  private Library() {}

  public static String version() {
    return "two";
  }
}
