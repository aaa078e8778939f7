package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The description of the events is made of their catalogue. */
class AsyncApiDocumentTest {

  private static final Path FILE =
      Path.of("src", "main", "resources", "io", "fswebhook", "war", "http", "asyncapi.yaml");

  private static final String COMMAND =
      "mvn -pl fs-webhook-war -am test -Dtest=AsyncApiDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dasyncapi.write=true";

  @Test
  void the_description_says_what_the_catalogue_says() throws Exception {
    if (Boolean.getBoolean("asyncapi.write")) {
      Files.writeString(FILE, AsyncApiDocument.text());
    }

    assertThat(Files.readString(FILE))
        .as("asyncapi.yaml is made of the catalogue of events; to write it: " + COMMAND)
        .isEqualTo(AsyncApiDocument.text());
  }
}
