package io.fswebhook.war.telemetry;

import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.war.http.RequestSpan;
import io.fswebhook.war.http.RequestTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests by the semantic conventions for HTTP servers. Where the server's own
 * instrumentation already made one, as the Java agent does, they are inside of that.
 */
record TraceRequests(Tracer tracer, TextMapPropagator incoming) implements RequestTracer {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("network.protocol.version");
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey("user_agent.original");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> RECEIPT =
      AttributeKey.stringKey("fswebhook.receipt.status");

  private static final int FIRST_ERROR_OF_SERVERS = 500;

  @Override
  public RequestSpan begin(HttpServletRequest request, String route, String remoteAddress) {
    String whole = request.getContextPath() + route;
    boolean known = METHODS.contains(request.getMethod());
    SpanBuilder builder =
        tracer
            .spanBuilder((known ? request.getMethod() : "HTTP") + " " + whole)
            .setAttribute(METHOD, known ? request.getMethod() : "_OTHER")
            .setAttribute(ROUTE, whole)
            .setAttribute(PATH, request.getRequestURI())
            .setAttribute(SCHEME, request.getScheme());
    Context around = Context.current();
    if (!Span.fromContext(around).getSpanContext().isValid()) {
      builder
          .setSpanKind(SpanKind.SERVER)
          .setParent(incoming.extract(around, request, TraceRequests::header));
    }
    Span span = builder.startSpan();
    if (span.isRecording()) {
      describe(span, request, remoteAddress);
    }
    return new Traced(span, W3cHeaders.of(span));
  }

  private static @Nullable String header(@Nullable HttpServletRequest request, String name) {
    return request == null ? null : request.getHeader(name);
  }

  private static void describe(Span span, HttpServletRequest request, String remoteAddress) {
    span.setAttribute(CLIENT, remoteAddress)
        .setAttribute(SERVER, request.getServerName())
        .setAttribute(PORT, (long) request.getServerPort())
        .setAttribute(VERSION, version(request.getProtocol()));
    String agent = request.getHeader("User-Agent");
    if (agent != null) {
      span.setAttribute(AGENT, agent);
    }
  }

  private static String version(String protocol) {
    String version = protocol.substring(protocol.indexOf('/') + 1);
    return version.equals("2.0") ? "2" : version;
  }

  /** A request that is traced. */
  private record Traced(Span span, @Nullable TraceContext context) implements RequestSpan {

    @Override
    public void stored(Receipt receipt) {
      if (!span.isRecording()) {
        return;
      }
      span.setAttribute(Ids.DELIVERY, receipt.id())
          .setAttribute(RECEIPT, receipt.status().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void end(int status) {
      span.setAttribute(STATUS, (long) status);
      if (status >= FIRST_ERROR_OF_SERVERS) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR, Integer.toString(status));
      }
      span.end();
    }
  }
}
