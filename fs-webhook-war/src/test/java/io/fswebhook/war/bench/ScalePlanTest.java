package io.fswebhook.war.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScalePlanTest {

  @Test
  void each_is_used_up_to_half_of_what_it_carries() {
    ScalePlan plan = new ScalePlan(1_000, 2_000, 500, 4_000, 5_000, 3_000, 2_000);

    assertThat(plan.table())
        .contains(
            "| deliveries a second | 1,000 | 10,000 | 100,000 | 1,000,000 |",
            "| nodes that receive | 1 | 10 | 100 | 1,000 |",
            "| brokers | 3 | 30 | 300 | 3,000 |",
            "| partitions | 4 | 40 | 400 | 4,000 |",
            "| nodes that store | 1 | 5 | 50 | 500 |",
            "| databases | 1 | 4 | 40 | 400 |",
            "| partitions of each database | 4 | 10 | 10 | 10 |",
            "| written to the brokers' disks, MB a second | 3.0 | 30.0 |",
            "| in Kafka, TB for each day of retention | 0.26 |",
            "| in each database, TB for 30 days | 5.2 | 13.0 |");
  }

  @Test
  void there_are_as_many_partitions_as_nodes_that_store() {
    ScalePlan plan = new ScalePlan(1_000, 2_000, 1_000_000, 100, 5_000, 1, 1);

    assertThat(plan.table()).contains("| nodes that store | 20 |", "| partitions | 20 |");
  }
}
