package io.fswebhook.api;

public final class Newer {}
