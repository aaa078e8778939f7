package io.fswebhook.core.inbox.log;

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
 * @param handlers the handlers that get it
 */
public record LoggedDelivery(String id, VerifiedRequest request, List<String> handlers) {

  private static final int FORMAT = 1;
  private static final int BESIDE_THE_BODY = 400;

  /** The bytes of a record. */
  public byte[] encoded() {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(request.body().length + BESIDE_THE_BODY);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      write(id, out);
      out.writeLong(request.receivedAt().toEpochMilli());
      Instant signedAt = request.signedAt();
      out.writeLong(signedAt == null ? Long.MIN_VALUE : signedAt.getEpochSecond());
      write(request.orgId(), out);
      write(request.signature(), out);
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
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("a record has format " + format + ", and this version reads " + FORMAT);
    }
    String id = text(in);
    Instant receivedAt = Instant.ofEpochMilli(in.readLong());
    long signedAt = in.readLong();
    String orgId = text(in);
    byte[] signature = bytes(in);
    boolean test = in.readBoolean();
    Origin origin = new Origin(text(in), text(in), test);
    List<String> handlers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      handlers.add(text(in));
    }
    Instant signed = signedAt == Long.MIN_VALUE ? null : Instant.ofEpochSecond(signedAt);
    VerifiedRequest request =
        VerifiedRequest.logged(
            bytes(in), signature, orgId.isEmpty() ? null : orgId, signed, receivedAt, origin);
    return new LoggedDelivery(id, request, handlers);
  }

  private static void write(@Nullable String text, DataOutputStream out) throws IOException {
    write((text == null ? "" : text).getBytes(StandardCharsets.UTF_8), out);
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
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
