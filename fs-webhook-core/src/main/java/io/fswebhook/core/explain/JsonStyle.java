package io.fswebhook.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A style of writing JSON. */
record JsonStyle(Space space, Escapes escapes) {

  /** Escaped by writers that keep JSON safe inside HTML: the common set, and the full one. */
  static final String MARKUP_SIGNS = "<>&";

  static final String MORE_MARKUP_SIGNS = "<>&='";

  /** The white space between tokens. */
  enum Space {
    AS_IT_IS(""),
    NONE("without white space"),
    AFTER_SIGNS("with a space after ':' and ','"),
    INDENTED_BY_TWO("indented by two"),
    INDENTED_BY_FOUR("indented by four");

    private final String words;

    Space(String words) {
      this.words = words;
    }

    int indent() {
      return switch (this) {
        case INDENTED_BY_TWO -> 2;
        case INDENTED_BY_FOUR -> 4;
        default -> 0;
      };
    }
  }

  /** What is escaped in strings. */
  enum Escapes {
    AS_THEY_ARE(""),
    NO_SLASH("with unescaped slashes"),
    SLASH("with slashes escaped"),
    NO_LETTER("with unescaped non-ASCII letters"),
    LETTER("with non-ASCII letters escaped"),
    NO_MARKUP("with '<', '>' and '&' unescaped"),
    MARKUP("with '<', '>' and '&' escaped"),
    MORE_MARKUP("with '<', '>', '&', '=' and apostrophes escaped"),
    SLASH_AND_LETTER("with slashes and non-ASCII letters escaped");

    private final String words;

    Escapes(String words) {
      this.words = words;
    }

    /** Whether this style may change a text. */
    boolean mayChange(String text) {
      return switch (this) {
        case AS_THEY_ARE -> true;
        case NO_SLASH -> text.contains("\\/");
        case SLASH -> text.indexOf('/') >= 0;
        case NO_LETTER, NO_MARKUP -> text.contains("\\u");
        case LETTER -> hasAny(text, Escapes::isLetterBeyond);
        case MARKUP -> hasAny(text, character -> MARKUP_SIGNS.indexOf(character) >= 0);
        case MORE_MARKUP -> hasAny(text, character -> MORE_MARKUP_SIGNS.indexOf(character) >= 0);
        case SLASH_AND_LETTER -> SLASH.mayChange(text) || LETTER.mayChange(text);
      };
    }

    private static boolean hasAny(String text, IntPredicate which) {
      return text.chars().anyMatch(which);
    }

    static boolean isLetterBeyond(int character) {
      return character > 0x7e;
    }
  }

  static List<JsonStyle> likeliestFirst() {
    List<JsonStyle> styles = new ArrayList<>();
    for (Space space : Space.values()) {
      for (Escapes escapes : Escapes.values()) {
        if (space != Space.AS_IT_IS || escapes != Escapes.AS_THEY_ARE) {
          styles.add(new JsonStyle(space, escapes));
        }
      }
    }
    styles.sort((one, other) -> Integer.compare(one.changes(), other.changes()));
    return List.copyOf(styles);
  }

  private int changes() {
    return (space == Space.AS_IT_IS ? 0 : 1) + (escapes == Escapes.AS_THEY_ARE ? 0 : 1);
  }

  @Override
  public String toString() {
    return space.words + (changes() == 2 ? " and " : "") + escapes.words;
  }
}
