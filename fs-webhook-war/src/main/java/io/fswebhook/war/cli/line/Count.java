package io.fswebhook.war.cli.line;

/** A number and what is counted. */
public final class Count {

  private Count() {}

  public static String of(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
