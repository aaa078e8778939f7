package io.fswebhook.war.cli;

/** What {@code --output} takes. */
enum Output {
  text,
  json
}
