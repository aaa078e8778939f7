package io.fswebhook.plugins.sample.s3;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores every delivery in a bucket of S3, or of what speaks its protocol: as a line of JSON in a
 * gzip file, with those that arrive at the same time. Returns once the object is stored. The
 * module's README describes the settings, the objects, and how each delivery gets into one of them.
 */
public final class S3ArchiveHandler implements EventHandler {

  private @Nullable Bucket bucket;
  private volatile @Nullable Archiver archiver;

  @Override
  public String name() {
    return S3Settings.HANDLER_NAME;
  }

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return S3Settings.DECLARED;
  }

  @Override
  public void start(HandlerContext context) throws IOException {
    S3Settings settings = S3Settings.read(context);
    Bucket opened = Bucket.open(settings);
    try {
      Path spool = context.workDir().resolve("spool");
      archiver =
          Archiver.start(
              settings.handlerName(),
              new StoreGroup(spool, settings.prefix(), opened),
              settings.groups(context.concurrency()));
      bucket = opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    Objects.requireNonNull(archiver, "start must run before handle").store(delivery);
  }

  /** Releases the spool for the next version of the plugin. */
  @Override
  public void stop() {
    if (archiver != null) {
      archiver.close();
    }
    if (bucket != null) {
      bucket.close();
    }
  }
}
