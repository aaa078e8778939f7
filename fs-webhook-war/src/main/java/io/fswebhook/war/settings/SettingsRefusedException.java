package io.fswebhook.war.settings;

import java.util.List;

/** Changed settings are wrong, so that none of them takes effect. */
public final class SettingsRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * A refusal.
   *
   * @param problems a sentence for each, for the operator; at least one
   */
  public SettingsRefusedException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
