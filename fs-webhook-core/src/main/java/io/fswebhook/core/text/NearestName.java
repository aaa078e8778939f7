package io.fswebhook.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /** The known name with the fewest different characters; empty if none is known. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(each, name)));
  }

  /** The same, if it is so much like this one that a typing error is likely. */
  public static Optional<String> typo(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 3); // two letters that changed places are two
    return of(name, known).filter(each -> distance(each, name) <= most);
  }

  /** How many characters must be added, removed or replaced to make one of the other. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
