package io.fswebhook.war.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body is already in memory. */
final class ReadRequest extends HttpServletRequestWrapper {

  private volatile byte[] body = {};
  private volatile ServletInputStream stream = new Bytes(body);

  ReadRequest(HttpServletRequest request) {
    super(request);
  }

  ReadRequest with(byte[] bytes) {
    body = bytes;
    stream = new Bytes(bytes);
    return this;
  }

  /** Always the same instance: Jersey before 3.1.11 asks for it at each read. */
  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  /** Bytes as a servlet input stream. */
  private static final class Bytes extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Bytes(byte[] body) {
      this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body has been read already");
    }
  }
}
