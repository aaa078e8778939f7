package acme.older;

import io.fswebhook.api.EventHandler;

public class WithoutHandle implements EventHandler {}
