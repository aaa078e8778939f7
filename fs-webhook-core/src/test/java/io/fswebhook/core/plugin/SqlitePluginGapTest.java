package io.fswebhook.core.plugin;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;

class SqlitePluginGapTest extends PluginGapContractTest {

  @Override
  InboxSettings inbox() {
    return new InboxSettings(root.resolve("inbox.db"), true, Retention.DEFAULT);
  }
}
