package io.fswebhook.war.it;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A collector that keeps what it is sent, over HTTP and over gRPC, on one port. */
public final class OtlpCollector implements AutoCloseable {

  /** Of a gRPC message: whether it is compressed, and its length. */
  private static final int FRAME = 5;

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Metric> metrics = new CopyOnWriteArrayList<>();
  private final Set<String> protocols = ConcurrentHashMap.newKeySet();
  private final Server server = new Server();
  private final ServerConnector connector;

  public OtlpCollector() throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory(configuration),
            new HTTP2CServerConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Take());
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Those with this name, in the order of their arrival. */
  List<Span> spans(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  List<Metric> metrics(String name) {
    return metrics.stream().filter(metric -> metric.getName().equals(name)).toList();
  }

  /** The versions of HTTP and the content types that were used. */
  Set<String> protocols() {
    return protocols;
  }

  /** An id as in a header. */
  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  /** Takes everything. */
  private final class Take extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      boolean isGrpc = type.equals("application/grpc");
      byte[] body = Content.Source.asInputStream(request).readAllBytes();
      byte[] message = isGrpc ? Arrays.copyOfRange(body, FRAME, body.length) : body;
      protocols.add(request.getConnectionMetaData().getProtocol() + " " + type);
      if (Request.getPathInContext(request).toLowerCase(Locale.ROOT).contains("trace")) {
        ExportTraceServiceRequest.parseFrom(message)
            .getResourceSpansList()
            .forEach(
                resource ->
                    resource
                        .getScopeSpansList()
                        .forEach(scope -> spans.addAll(scope.getSpansList())));
      } else {
        ExportMetricsServiceRequest.parseFrom(message)
            .getResourceMetricsList()
            .forEach(
                resource ->
                    resource
                        .getScopeMetricsList()
                        .forEach(scope -> metrics.addAll(scope.getMetricsList())));
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      if (isGrpc) {
        response.setTrailersSupplier(() -> HttpFields.build().put("grpc-status", "0"));
      }
      response.write(true, ByteBuffer.wrap(new byte[isGrpc ? FRAME : 0]), callback);
      return true;
    }
  }
}
