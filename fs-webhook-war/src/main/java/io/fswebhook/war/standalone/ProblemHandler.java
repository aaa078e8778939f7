package io.fswebhook.war.standalone;

import io.fswebhook.war.http.CommonHeaders;
import io.fswebhook.war.http.JsonText;
import io.fswebhook.war.http.Problem;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that never reach the application, such as a bad request line, with a problem
 * that reveals nothing of the request or the failure.
 */
final class ProblemHandler extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException failure) {
      status = failure.getCode();
      response.setStatus(status);
    }
    CommonHeaders.set(response.getHeaders()::put);
    if (request.getConnectionMetaData().isSecure()) { // a bad request is not customized
      response.getHeaders().put(Connectors.HSTS);
    }
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
    }
    if (HttpStatus.hasNoBody(status)) {
      callback.succeeded();
      return true;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.write(true, ByteBuffer.wrap(problem(status)), callback);
    return true;
  }

  private static byte[] problem(int status) {
    String title = HttpStatus.getMessage(status);
    String code =
        status == HttpStatus.INTERNAL_SERVER_ERROR_500
            ? Problem.internalError().code()
            : title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return JsonText.of(new Problem("about:blank", title, status, null, code));
  }
}
