package io.fswebhook.core.dispatch;

final class Dispatcher {}
