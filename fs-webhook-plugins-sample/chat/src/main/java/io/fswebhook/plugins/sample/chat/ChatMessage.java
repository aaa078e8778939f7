package io.fswebhook.plugins.sample.chat;

import io.fswebhook.plugins.sample.support.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Block Kit message: a header, sections, fields, a context line. Texts must be bounded mrkdwn,
 * except for the header, which is plain text.
 */
final class ChatMessage {

  private static final int LONGEST_HEADER = 150;

  private final String fallback;
  private final List<Map<String, Object>> blocks = new ArrayList<>();

  /**
   * Starts a message.
   *
   * @param header plain text, of any length
   * @param fallback shown in notifications, and by chats without Block Kit
   */
  ChatMessage(String header, String fallback) {
    this.fallback = fallback;
    blocks.add(block("header", "text", plainText(header)));
  }

  ChatMessage section(String text) {
    blocks.add(block("section", "text", markup(text)));
    return this;
  }

  /** Side by side; may be empty. */
  ChatMessage fields(List<String> texts) {
    if (!texts.isEmpty()) {
      blocks.add(block("section", "fields", texts.stream().map(ChatMessage::markup).toList()));
    }
    return this;
  }

  /** Small print at the end; may be empty. */
  ChatMessage context(List<String> texts) {
    if (!texts.isEmpty()) {
      blocks.add(block("context", "elements", texts.stream().map(ChatMessage::markup).toList()));
    }
    return this;
  }

  /** The message as JSON. */
  String json() {
    Map<String, Object> message = message(fallback);
    message.put("blocks", blocks);
    return written(message);
  }

  /** A message that is nothing but a text in mrkdwn, as JSON. */
  static String json(String text) {
    return written(message(text));
  }

  /** Without link previews, since links require a login. */
  private static Map<String, Object> message(String text) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", text);
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    return message;
  }

  private static Map<String, Object> block(String type, String content, Object value) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    block.put(content, value);
    return block;
  }

  /** Plain text needs no escaping; replaces angle brackets as a precaution. */
  private static Map<String, Object> plainText(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    line = line.replace('<', '‹').replace('>', '›');
    if (line.length() > LONGEST_HEADER) {
      int end = LONGEST_HEADER - 1;
      line = line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
      line += "…";
    }
    return block("plain_text", "text", line);
  }

  /** Verbatim: nothing is turned into a link or mention automatically. */
  private static Map<String, Object> markup(String text) {
    Map<String, Object> markup = block("mrkdwn", "text", text);
    markup.put("verbatim", true);
    return markup;
  }

  /** Writes maps, lists, strings and flags. */
  private static String written(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(
              member ->
                  JsonString.quoted(String.valueOf(member.getKey()))
                      + ":"
                      + written(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ChatMessage::written).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof Boolean flag ? flag.toString() : JsonString.quoted(value.toString());
  }
}
