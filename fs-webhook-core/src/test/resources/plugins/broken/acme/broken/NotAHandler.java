package acme.broken;

public final class NotAHandler {}
