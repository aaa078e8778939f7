package io.fswebhook.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs an operator's attention now.
 *
 * @param subject the handler or plugin; null if it concerns the receiver as a whole
 * @param text one sentence
 * @param since null if it is not known
 * @param count of the tasks concerned; null if there are none to count, or they cannot be counted
 */
public record AttentionItem(
    Kind kind,
    Severity severity,
    @Nullable String subject,
    String text,
    @Nullable Instant since,
    @Nullable Long count) {

  /** The most urgent first. The code is part of the API and of the metrics. */
  public enum Kind {
    INBOX_UNAVAILABLE(
        "Check the disk of the home, or the database; deliveries are stored again within seconds"
            + " after it is back, and FullStory repeats the others."),
    NO_HANDLER_RUNNING("Look at Plugins: put a plugin into the plugins folder, or repair it."),
    INBOX_DAMAGED("Take a backup, then follow \"Repair a damaged inbox\" in Operations."),
    HANDLER_NOT_RUNNING(
        "Bring its plugin back; tasks wait for it. If it is gone for good, remove its subscription."),
    HANDLER_SUSPENDED(
        "Find out why its attempts do not end, such as a target without a time-out; then resume it."),
    CIRCUIT_OPEN(
        "See its last errors and check its target; it is tried again by itself, or resume it."),
    BACKLOG_OLD(
        "Look at the handler: it is down, paused, or slower than deliveries arrive; its concurrency"
            + " may be too low."),
    RECEIPTS_WAITING(
        "Look at the database and at the log of nodes that store; nothing is lost before the topic's"
            + " retention ends."),
    KNOWN_SENDER_REJECTED(
        "Look at Rejections: set the secret of its endpoint here, or stop the proxy that changes the"
            + " body; FullStory does not repeat what was rejected."),
    DISK_NEARLY_FULL(
        "Free space or enlarge the disk of the home; a shorter fs.webhook.retention takes less."),
    PLUGIN_FAILED("Read its error in Plugins and replace the jar; no restart is needed."),
    PLUGIN_INCOMPLETE("Read its errors in Plugins and correct its settings or replace the jar."),
    HANDLER_PAUSED("Resume it once the reason is gone; its tasks wait."),
    PLUGIN_OUTDATED("Read its error in Plugins and replace the jar by one that loads."),
    CERTIFICATE_EXPIRING(
        "Renew the file of fs.webhook.http.tls.keystore; it is picked up without a restart."),
    TOKEN_EXPIRING(
        "Give whoever uses the token a new one, and set a later expires-at, or remove its settings."),
    NOTHING_RECEIVED("Check the endpoint in FullStory, and the way from there to the receiver."),
    DEAD_LETTERS("Look at Errors, remove the cause, then replay or discard them."),
    OLD_SECRET_IN_USE(
        "Set the new secret at every endpoint in FullStory, then remove the old one here."),
    ALERT_TARGET_FAILING(
        "Check its address and credentials in fs.webhook.alerts or fs.webhook.smtp, and the network.");

    private final String code = codeOf(this);
    private final String advice;

    Kind(String advice) {
      this.advice = advice;
    }

    public String code() {
      return code;
    }

    /** What to do about it, in one sentence. */
    public String advice() {
      return advice;
    }

    /** The kind with this code; empty for one that only other versions know. */
    public static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    /** How long it has to last before it is an alert: a circuit often closes at its first trial. */
    Duration openAfter() {
      return this == CIRCUIT_OPEN ? Duration.ofSeconds(10) : Duration.ZERO;
    }
  }

  /** The code is part of the API. */
  public enum Severity {
    /** Deliveries are not stored, or not handled. */
    BAD,
    /** To be looked at, but not at night. */
    WARN;

    private final String code = codeOf(this);

    public String code() {
      return code;
    }

    /** The severity with this code; empty for one that only other versions know. */
    static Optional<Severity> of(String code) {
      return Arrays.stream(values()).filter(severity -> severity.code.equals(code)).findFirst();
    }
  }

  private static String codeOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
