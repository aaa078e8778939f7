package io.fswebhook.core.plugin;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.TestPostgres;

class PostgresPluginGapTest extends PluginGapContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  InboxSettings inbox() {
    return postgres.settings(Retention.DEFAULT);
  }
}
