package io.fswebhook.core.inbox;

interface Inbox {}
