package io.fswebhook.war.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What teams write instead: verify, then one insert and one commit for each request. */
@Path("webhook")
public final class HandWrittenReceiver {

  private static final int POSTGRES_CONNECTIONS = 16;

  private final BlockingQueue<Connection> pool;

  HandWrittenReceiver(String url) throws SQLException {
    boolean isSqlite = url.startsWith("jdbc:sqlite:");
    int size = isSqlite ? 1 : POSTGRES_CONNECTIONS;
    pool = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        if (isSqlite) {
          statement.execute("PRAGMA journal_mode = WAL");
          statement.execute("PRAGMA synchronous = FULL");
        }
        statement.execute(
            "CREATE TABLE IF NOT EXISTS event (signature TEXT PRIMARY KEY, id TEXT, body "
                + (isSqlite ? "BLOB" : "BYTEA")
                + ")");
      }
      connection.setAutoCommit(false);
      pool.add(connection);
    }
  }

  /** 200 once it is committed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(@HeaderParam("Fullstory-Signature") String signature, byte[] body)
      throws SQLException, GeneralSecurityException, InterruptedException {
    if (!isGenuine(signature, body)) {
      return Response.status(401).build();
    }
    store(signature, body);
    return Response.ok(BareServer.ANSWER).build();
  }

  private static boolean isGenuine(String signature, byte[] body) throws GeneralSecurityException {
    Map<String, String> parts = new HashMap<>();
    for (String part : signature.split(",", -1)) {
      parts.put(part.substring(0, 1), part.substring(2));
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Events.SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update(body);
    mac.update((":" + parts.get("o") + ":" + parts.get("t")).getBytes(UTF_8));
    return MessageDigest.isEqual(mac.doFinal(), Base64.getDecoder().decode(parts.get("v")));
  }

  private void store(String signature, byte[] body) throws SQLException, InterruptedException {
    Connection connection = pool.take();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?)")) {
      insert.setString(1, signature);
      insert.setString(2, UUID.randomUUID().toString());
      insert.setBytes(3, body);
      insert.executeUpdate();
      connection.commit();
    } finally {
      pool.add(connection);
    }
  }
}
