package io.fswebhook.core.plugin;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Redirects calls that would end the JVM to a method that does not exist, so that they throw {@link
 * NoSuchMethodError} when executed, and only then: a library may contain such calls in a {@code
 * main} that is never used.
 *
 * <p>Changes only the constant pool of a class file, which names the methods it calls.
 */
final class ForbidExit {

  /** The suffix of the replacement method names. */
  static final String MARK = "_must_not_be_called_by_a_plugin";

  private static final Set<String> FORBIDDEN =
      Set.of(
          "java/lang/System.exit(I)V", "java/lang/Runtime.exit(I)V", "java/lang/Runtime.halt(I)V");

  private static final int TEXT = 1;
  private static final int NAME_AND_TYPE = 12;
  private static final int MAX_COUNT = 65_535;

  private final byte[] bytes;
  private final Set<String> calls;

  private ForbidExit(byte[] bytes, Set<String> calls) {
    this.bytes = bytes;
    this.calls = Set.copyOf(calls);
  }

  /** Leaves an invalid class file unchanged, for the JVM to report. */
  static ForbidExit in(byte[] classFile) {
    try {
      ConstantPool pool = new ConstantPool(classFile);
      Map<Integer, String> calls = calls(pool);
      return calls.isEmpty()
          ? new ForbidExit(classFile, Set.of())
          : new ForbidExit(harmless(pool, calls), Set.copyOf(calls.values()));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return new ForbidExit(classFile, Set.of());
    }
  }

  /** The class file without such calls. */
  byte[] bytes() {
    return bytes;
  }

  /** The methods it called, such as {@code System.exit}. */
  Set<String> calls() {
    return calls;
  }

  /** By the index of the entry that names the method. */
  private static Map<Integer, String> calls(ConstantPool pool) {
    Map<Integer, String> calls = new TreeMap<>();
    for (int i = 1; i < pool.count(); i++) {
      if (pool.isMethod(i)) {
        int nameAndType = pool.second(i);
        String method =
            pool.text(pool.first(pool.first(i))) + "." + pool.text(pool.first(nameAndType));
        if (FORBIDDEN.contains(method + pool.text(pool.second(nameAndType)))) {
          calls.put(i, method.substring(method.lastIndexOf('/') + 1));
        }
      }
    }
    return calls;
  }

  private static byte[] harmless(ConstantPool pool, Map<Integer, String> calls) {
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    Map<Integer, Integer> replacements = new HashMap<>(); // names and types, by their index
    int count = pool.count();
    for (int call : calls.keySet()) {
      int nameAndType = pool.second(call);
      if (!replacements.containsKey(nameAndType)) {
        append(added, pool.text(pool.first(nameAndType)) + MARK, count, pool.second(nameAndType));
        replacements.put(nameAndType, count + 1);
        count += 2;
      }
    }
    if (count > MAX_COUNT) {
      throw new ClassFormatError("there is no room for taking out the calls of " + calls.values());
    }
    byte[] file = pool.with(count, added.toByteArray());
    for (int call : calls.keySet()) {
      int replacement = replacements.getOrDefault(pool.second(call), 0);
      ByteBuffer.wrap(file).putShort(pool.secondAt(call), (short) replacement);
    }
    return file;
  }

  /** A name, and a name-and-type of it. */
  private static void append(
      ByteArrayOutputStream pool, String name, int nameIndex, int descriptor) {
    try (DataOutputStream out = new DataOutputStream(pool)) {
      out.writeByte(TEXT);
      out.writeUTF(name);
      out.writeByte(NAME_AND_TYPE);
      out.writeShort(nameIndex);
      out.writeShort(descriptor);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  /**
   * The constant pool of a class file: entries by index, from 1. Throws {@link
   * IndexOutOfBoundsException} or {@link IllegalArgumentException} if it is invalid.
   */
  private static final class ConstantPool {

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
        if (kind == LONG || kind == DOUBLE) { // these take two indexes
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
}
