package io.fswebhook.war.settings;

import io.fswebhook.core.alert.AttentionItem.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** The types of settings that only alerts have. */
final class AlertTypes {

  /** Whoever knows the address of a chat can write to it. */
  static final SettingType<URI> SECRET_URL =
      new SettingType<>(
          "secret", "an http or https URL", true, (name, text) -> webUrl(text.strip()));

  static final SettingType<String> WEB_URL =
      new SettingType<>(
          "text", "an http or https URL", false, (name, text) -> webUrl(text).toString());

  static final SettingType<SecretKeySpec> SIGNING_SECRET =
      new SettingType<>(
          "secret",
          "whsec_ and then 24 to 64 bytes in base64",
          true,
          (name, text) -> key(text.strip()));

  static final SettingType<Set<Kind>> KINDS =
      new SettingType<>(
          "list",
          "some of "
              + Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.joining(", "))
              + ", separated by commas",
          false,
          (name, text) -> kinds(text));

  /** Plain ones, without a name beside them: nothing in them can begin another header. */
  private static final Pattern ADDRESS_FORM =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  /** RFC 5321 allows no longer ones. */
  private static final int LONGEST_ADDRESS = 254;

  static final SettingType<String> ADDRESS =
      new SettingType<>(
          "text",
          "a mail address such as ops@example.com",
          false,
          (name, text) -> address(text.strip()));

  static final SettingType<List<String>> ADDRESSES =
      new SettingType<>(
          "list",
          "mail addresses such as ops@example.com, separated by commas",
          false,
          (name, text) ->
              Arrays.stream(text.split(",", -1)).map(each -> address(each.strip())).toList());

  private static final Pattern HOST_FORM = Pattern.compile("[A-Za-z0-9._:-]+");

  static final SettingType<String> HOST =
      new SettingType<>(
          "text",
          "the name or the address of a host",
          false,
          (name, text) -> matching(HOST_FORM, text.strip()));

  private static final String SECRET_PREFIX = "whsec_";

  private AlertTypes() {}

  private static String address(String text) {
    if (text.length() > LONGEST_ADDRESS) {
      throw new IllegalArgumentException();
    }
    return matching(ADDRESS_FORM, text);
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static URI webUrl(String text) {
    URI url = URI.create(text);
    boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isWeb || url.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static SecretKeySpec key(String text) {
    if (text.startsWith(SECRET_PREFIX)) {
      byte[] key = Base64.getDecoder().decode(text.substring(SECRET_PREFIX.length()));
      if (key.length >= 24 && key.length <= 64) {
        return new SecretKeySpec(key, "HmacSHA256");
      }
    }
    throw new IllegalArgumentException();
  }

  private static Set<Kind> kinds(String text) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String code : text.split(",", -1)) {
      kinds.add(Kind.of(code.strip()).orElseThrow(IllegalArgumentException::new));
    }
    return kinds;
  }
}
