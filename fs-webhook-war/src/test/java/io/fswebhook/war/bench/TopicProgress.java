package io.fswebhook.war.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records a topic has, and how many of them an inbox has stored.
 *
 * @param admin of the cluster
 * @param url of the inbox's database
 */
record TopicProgress(Admin admin, String topic, int partitions, String url) implements Backlog {

  long appended() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(topic, number))
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  long stored() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery("SELECT coalesce(sum(next_offset), 0) FROM topic_position")) {
      sum.next();
      return sum.getLong(1);
    }
  }

  @Override
  public boolean isEmpty() throws InterruptedException, ExecutionException, SQLException {
    return stored() == appended();
  }
}
