package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An OpenID Connect provider whose user has logged in already. */
final class IdentityProvider implements AutoCloseable {

  private static final String KEY_ID = "1";

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final Map<String, String> nonceByCode = new ConcurrentHashMap<>();
  private final KeyPair keys;
  private volatile String email = "";
  private volatile List<String> groups = List.of();

  IdentityProvider() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, metadata()));
    server.createContext("/jwks", exchange -> answer(exchange, keySet()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  /** Who logs in from now on. */
  void user(String address, String... memberOf) {
    email = address;
    groups = List.of(memberOf);
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private JsonObjectBuilder metadata() {
    return Json.createObjectBuilder()
        .add("issuer", issuer())
        .add("authorization_endpoint", issuer() + "/authorize")
        .add("token_endpoint", issuer() + "/token")
        .add("jwks_uri", issuer() + "/jwks")
        .add("response_types_supported", Json.createArrayBuilder().add("code"))
        .add("subject_types_supported", Json.createArrayBuilder().add("public"))
        .add("id_token_signing_alg_values_supported", Json.createArrayBuilder().add("RS256"));
  }

  private JsonObjectBuilder keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Json.createObjectBuilder()
        .add(
            "keys",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kty", "RSA")
                        .add("use", "sig")
                        .add("alg", "RS256")
                        .add("kid", KEY_ID)
                        .add("n", number(key.getModulus()))
                        .add("e", number(key.getPublicExponent()))));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    nonceByCode.put(code, query.get("nonce"));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(query.get("state"), UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String nonce = Objects.requireNonNull(nonceByCode.remove(form.get("code")));
    answer(
        exchange,
        Json.createObjectBuilder()
            .add("access_token", UUID.randomUUID().toString())
            .add("token_type", "Bearer")
            .add("expires_in", 3600)
            .add("id_token", signed(claims(nonce))));
  }

  private JsonObjectBuilder claims(String nonce) {
    long now = Instant.now().getEpochSecond();
    return Json.createObjectBuilder()
        .add("iss", issuer())
        .add("sub", email)
        .add("aud", ApacheServer.CLIENT)
        .add("iat", now)
        .add("exp", now + 600)
        .add("nonce", nonce)
        .add("email", email)
        .add("groups", Json.createArrayBuilder(groups));
  }

  private String signed(JsonObjectBuilder claims) {
    JsonObjectBuilder header = Json.createObjectBuilder().add("alg", "RS256").add("kid", KEY_ID);
    String text = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(JsonObjectBuilder json) {
    return base64(json.build().toString().getBytes(UTF_8));
  }

  /** Without the sign. */
  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
  }

  private static void answer(HttpExchange exchange, JsonObjectBuilder json) throws IOException {
    byte[] body = json.build().toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
