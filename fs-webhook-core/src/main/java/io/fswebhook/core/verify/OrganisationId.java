package io.fswebhook.core.verify;

/**
 * The format of {@code o}. As it has no {@code :}, the signed text {@code body:o:t} is unambiguous.
 */
public final class OrganisationId {

  /** The rule that {@link #isValid} checks. */
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
