package io.fswebhook.war.standalone;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body in any transfer coding but chunked. Jetty takes others before it, and hands on
 * what it has not decoded.
 */
final class RequirePlainFraming implements HttpConfiguration.Customizer {

  @Override
  public Request customize(Request request, HttpFields.@Nullable Mutable responseHeaders) {
    HttpField coding = request.getHeaders().getField(HttpHeader.TRANSFER_ENCODING);
    if (coding != null && !isChunked(request.getHeaders(), coding)) {
      throw new HttpException.RuntimeException(
          HttpStatus.BAD_REQUEST_400, "Transfer-Encoding must be chunked");
    }
    return request;
  }

  private static boolean isChunked(HttpFields headers, HttpField coding) {
    return "chunked".equalsIgnoreCase(coding.getValue())
        && headers.getValuesList(HttpHeader.TRANSFER_ENCODING).size() == 1;
  }
}
