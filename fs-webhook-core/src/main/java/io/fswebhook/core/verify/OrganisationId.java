package io.fswebhook.core.verify;

/**
 * The form of {@code o}. Without {@code :} the signed text {@code body:o:t} splits in one way only.
 */
public final class OrganisationId {

  /** What {@link #isValid} asks for. */
  public static final String RULE = "1 to 100 visible ASCII characters without ':' and ','";

  private static final int MAX_LENGTH = 100;

  private OrganisationId() {}

  /** Whether a signature can name such an organisation. */
  public static boolean isValid(String orgId) {
    return !orgId.isEmpty()
        && orgId.length() <= MAX_LENGTH
        && orgId.chars().allMatch(OrganisationId::isAllowed);
  }

  private static boolean isAllowed(int character) {
    return character > ' ' && character < 0x7f && character != ':' && character != ',';
  }
}
