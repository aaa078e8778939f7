package io.fswebhook.core.inbox.log;

import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.Identity;
import io.fswebhook.core.verify.Origin;
import io.fswebhook.core.verify.VerifiedRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log holds of a delivery: all that the inbox needs to store it.
 *
 * @param id its public id
 * @param schemaError how its body violates its schema; null if it does not
 * @param filterAnswers what the filters of handlers said; null for nothing to note
 * @param handlers the handlers that get it
 */
public record LoggedDelivery(
    String id,
    VerifiedRequest request,
    @Nullable String schemaError,
    @Nullable String filterAnswers,
    List<String> handlers) {

  private static final int FORMAT = 3;
  private static final int BESIDE_THE_BODY = 400;

  /** The bytes of a record. */
  public byte[] encoded() {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(request.body().length + BESIDE_THE_BODY);
    DataOutputStream out = new DataOutputStream(bytes);
    Identity identity = request.identity();
    try {
      out.writeByte(FORMAT);
      write(id, out);
      out.writeLong(request.receivedAt().toEpochMilli());
      writeTime(request.signedAt(), out);
      write(request.orgId(), out);
      writeTime(identity.time(), out);
      write(identity.hash(), out);
      write(request.stream(), out);
      write(schemaError, out);
      write(filterAnswers, out);
      write(TraceContext.stored(request.trace()), out);
      out.writeBoolean(request.origin().test());
      write(request.origin().address(), out);
      write(request.origin().headers(), out);
      out.writeInt(handlers.size());
      for (String handler : handlers) {
        write(handler, out);
      }
      write(request.body(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return bytes.toByteArray();
  }

  /** Fails if a newer version wrote the record. */
  public static LoggedDelivery decoded(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    requireReadable(in.readByte());
    String id = text(in);
    Instant receivedAt = Instant.ofEpochMilli(in.readLong());
    Instant signedAt = time(in);
    String orgId = textOrNull(in);
    Identity identity = new Identity(time(in), bytes(in));
    String stream = textOrNull(in);
    String schemaError = textOrNull(in);
    String filterAnswers = textOrNull(in);
    TraceContext trace = TraceContext.ofStored(textOrNull(in));
    boolean test = in.readBoolean();
    Origin origin = new Origin(text(in), text(in), test);
    List<String> handlers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      handlers.add(text(in));
    }
    VerifiedRequest request =
        VerifiedRequest.restored(stream, bytes(in), orgId, signedAt, receivedAt, trace)
            .logged(identity, origin);
    return new LoggedDelivery(id, request, schemaError, filterAnswers, handlers);
  }

  /** Fails if a newer version wrote the record. */
  public static void requireReadable(byte[] record) throws NewerLogException {
    requireReadable(record[0]);
  }

  private static void requireReadable(byte format) throws NewerLogException {
    if (format != FORMAT) {
      throw new NewerLogException("record", format, FORMAT);
    }
  }

  private static void write(@Nullable String text, DataOutputStream out) throws IOException {
    write((text == null ? "" : text).getBytes(StandardCharsets.UTF_8), out);
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeTime(@Nullable Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time == null ? Long.MIN_VALUE : time.getEpochSecond());
  }

  private static @Nullable Instant time(DataInputStream in) throws IOException {
    long seconds = in.readLong();
    return seconds == Long.MIN_VALUE ? null : Instant.ofEpochSecond(seconds);
  }

  /** None of these texts is empty if it is there. */
  private static @Nullable String textOrNull(DataInputStream in) throws IOException {
    String text = text(in);
    return text.isEmpty() ? null : text;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
