package io.fswebhook.api;

/** As if the plugin was built against a version that has one method more. */
public interface HandlerContext {

  String region();
}
