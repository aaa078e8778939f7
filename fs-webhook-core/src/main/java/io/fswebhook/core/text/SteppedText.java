package io.fswebhook.core.text;

/**
 * A text that a regular expression can look at only while there is time.
 *
 * @param step called before each character is looked at; throws to end the search
 */
public record SteppedText(CharSequence text, Runnable step) implements CharSequence {

  @Override
  public char charAt(int index) {
    step.run();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new SteppedText(text.subSequence(start, end), step);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
