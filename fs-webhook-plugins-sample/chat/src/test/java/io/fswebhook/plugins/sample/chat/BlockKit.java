package io.fswebhook.plugins.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documented rules and limits of Slack's incoming webhooks and of the blocks that the plugin
 * uses. What is not listed here is refused, so that nothing slips through unchecked.
 */
final class BlockKit {

  private static final Set<String> MESSAGE_MEMBERS =
      Set.of("text", "blocks", "unfurl_links", "unfurl_media");
  private static final Pattern ANGLE = Pattern.compile("<([^<>]*)>");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>|]+(\\|[^\\n<>]+)?");
  private static final Pattern DATE =
      Pattern.compile("!date\\^-?\\d+\\^[^|^]*\\{date_short_pretty}[^|^]*\\|[^|]+");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(amp|lt|gt);)");

  private BlockKit() {}

  static void check(JsonNode message) {
    assertThat(message.isObject()).isTrue();
    assertThat(MESSAGE_MEMBERS).containsAll(names(message));
    text(message.get("text"), 40_000);
    markup(message.get("text").asText());
    JsonNode blocks = message.get("blocks");
    assertThat(blocks.isArray()).isTrue();
    assertThat(blocks.size()).isBetween(1, 50);
    blocks.forEach(BlockKit::block);
  }

  private static void block(JsonNode block) {
    String type = block.get("type").asText();
    switch (type) {
      case "header" -> header(block);
      case "section" -> section(block);
      case "context" -> context(block);
      default -> throw new AssertionError("a block of type " + type + " has no rules here");
    }
  }

  private static void header(JsonNode block) {
    assertThat(names(block)).containsExactlyInAnyOrder("type", "text");
    JsonNode text = block.get("text");
    assertThat(names(text)).containsExactlyInAnyOrder("type", "text");
    assertThat(text.get("type").asText()).isEqualTo("plain_text");
    text(text.get("text"), 150);
    assertThat(text.get("text").asText()).doesNotContain("\n");
  }

  private static void section(JsonNode block) {
    assertThat(names(block)).isSubsetOf("type", "text", "fields").hasSizeGreaterThan(1);
    if (block.has("text")) {
      mrkdwn(block.get("text"), 3_000);
    }
    if (block.has("fields")) {
      assertThat(block.get("fields").size()).isBetween(1, 10);
      block.get("fields").forEach(field -> mrkdwn(field, 2_000));
    }
  }

  private static void context(JsonNode block) {
    assertThat(names(block)).containsExactlyInAnyOrder("type", "elements");
    assertThat(block.get("elements").size()).isBetween(1, 10);
    block.get("elements").forEach(element -> mrkdwn(element, 3_000));
  }

  private static void mrkdwn(JsonNode object, int longest) {
    assertThat(names(object)).containsExactlyInAnyOrder("type", "text", "verbatim");
    assertThat(object.get("type").asText()).isEqualTo("mrkdwn");
    assertThat(object.get("verbatim").isBoolean()).isTrue();
    assertThat(object.get("verbatim").asBoolean()).as("no @channel by plain text").isTrue();
    text(object.get("text"), longest);
    markup(object.get("text").asText());
  }

  private static void text(JsonNode text, int longest) {
    assertThat(text.isTextual()).isTrue();
    assertThat(text.asText().strip()).isNotEmpty();
    assertThat(text.asText().length()).isLessThanOrEqualTo(longest);
    assertThat(text.asText().codePoints())
        .allMatch(c -> c == '\n' || !Character.isISOControl(c))
        .allMatch(c -> Character.getType(c) != Character.SURROGATE);
  }

  /** Angle brackets are links and dates only, and every {@code &} begins an entity. */
  private static void markup(String text) {
    assertThat(BARE_AMPERSAND.matcher(text).find()).as(text).isFalse();
    Matcher angle = ANGLE.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (angle.find()) {
      String inside = angle.group(1);
      assertThat(LINK.matcher(inside).matches() || DATE.matcher(inside).matches())
          .as(inside)
          .isTrue();
      angle.appendReplacement(rest, "");
    }
    angle.appendTail(rest);
    assertThat(rest.toString().replaceAll("(?m)^> ", "")).doesNotContain("<", ">");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
