package acme.library;

public final class Library {

  private Library() {}
}
