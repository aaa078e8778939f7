package io.fswebhook.plugins.sample.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message in Block Kit: a header, sections, fields, a context line. The texts are mrkdwn and
 * within bounds already, but for the header, which knows no markup.
 */
final class ChatMessage {

  private static final int LONGEST_HEADER = 150;

  private final String fallback;
  private final List<Map<String, Object>> blocks = new ArrayList<>();

  /**
   * Begins one.
   *
   * @param header plain text, of any length
   * @param fallback what notifications show, and chats that know no blocks
   */
  ChatMessage(String header, String fallback) {
    this.fallback = fallback;
    blocks.add(block("header", "text", plainText(header)));
  }

  ChatMessage section(String text) {
    blocks.add(block("section", "text", markup(text)));
    return this;
  }

  /** Beside each other; none at all is fine. */
  ChatMessage fields(List<String> texts) {
    if (!texts.isEmpty()) {
      blocks.add(block("section", "fields", texts.stream().map(ChatMessage::markup).toList()));
    }
    return this;
  }

  /** Small, below the rest; none at all is fine. */
  ChatMessage context(List<String> texts) {
    if (!texts.isEmpty()) {
      blocks.add(block("context", "elements", texts.stream().map(ChatMessage::markup).toList()));
    }
    return this;
  }

  /**
   * What is posted. Links are not to be fetched by the chat: they are for people who may log in.
   */
  String json() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", fallback);
    message.put("blocks", blocks);
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    return json(message);
  }

  private static Map<String, Object> block(String type, String content, Object value) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    block.put(content, value);
    return block;
  }

  /** No markup, so nothing to escape; angle brackets are changed to be safe from surprises. */
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

  /** Verbatim: only what is written as a link or a mention becomes one. */
  private static Map<String, Object> markup(String text) {
    Map<String, Object> markup = block("mrkdwn", "text", text);
    markup.put("verbatim", true);
    return markup;
  }

  /** Writes maps, lists, strings and flags as JSON. */
  private static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> quoted(String.valueOf(member.getKey())) + ":" + json(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ChatMessage::json).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof Boolean flag ? flag.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
      }
    }
    return quoted.append('"').toString();
  }
}
