package io.fswebhook.core.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The part of a class file that names what the class uses: entries by index, from 1. Throws {@link
 * IndexOutOfBoundsException} or {@link IllegalArgumentException} where there is none.
 */
final class ConstantPool {

  /** The kind of an entry that names a method of a class. */
  static final int METHOD = 10;

  private static final int COUNT_AT = 8;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final int[] entryAt;
  private final int end;

  ConstantPool(byte[] classFile) {
    file = classFile;
    bytes = ByteBuffer.wrap(classFile);
    entryAt = new int[unsigned(COUNT_AT)];
    end = read();
  }

  private int read() {
    int at = COUNT_AT + 2;
    for (int i = 1; i < entryAt.length; i++) {
      entryAt[i] = at;
      int kind = bytes.get(at);
      at += size(kind, at);
      if (kind == LONG || kind == DOUBLE) { // they take two places
        i++;
      }
    }
    return at;
  }

  private int size(int kind, int at) {
    return switch (kind) {
      case 1 -> 3 + unsigned(at + 1);
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      case 3, 4, 9, METHOD, 11, 12, 17, 18 -> 5;
      case LONG, DOUBLE -> 9;
      default -> throw new IllegalArgumentException("no such kind of entry: " + kind);
    };
  }

  /** One more than the last index. */
  int count() {
    return entryAt.length;
  }

  boolean isMethod(int index) {
    return entryAt[index] > 0 && bytes.get(entryAt[index]) == METHOD;
  }

  /** The first and second index that an entry consists of. */
  int first(int index) {
    return unsigned(entryAt[index] + 1);
  }

  int second(int index) {
    return unsigned(entryAt[index] + 3);
  }

  String text(int index) {
    return new String(file, entryAt[index] + 3, first(index), StandardCharsets.UTF_8);
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /**
   * A copy of the class file.
   *
   * @param count with this many entries
   * @param added those there are more
   */
  byte[] with(int count, byte[] added) {
    byte[] copy = new byte[file.length + added.length];
    ByteBuffer.wrap(copy)
        .put(file, 0, end)
        .put(added)
        .put(file, end, file.length - end)
        .putShort(COUNT_AT, (short) count);
    return copy;
  }

  /** Where in the file the second index of an entry is. */
  int secondAt(int index) {
    return entryAt[index] + 3;
  }
}
