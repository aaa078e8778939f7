package io.fswebhook.core.schema;

import java.util.regex.Pattern;

/** A text that a regular expression can only look at while there is time. */
record BoundedText(CharSequence text, Budget budget) implements CharSequence {

  /** Whether the pattern occurs in it. */
  static boolean contains(String text, Pattern pattern) {
    return pattern.matcher(new BoundedText(text, Budget.current())).find();
  }

  @Override
  public char charAt(int index) {
    budget.step();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), budget);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
