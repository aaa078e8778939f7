package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.core.text.StreamName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Instantiates a handler class of a plugin and checks its name and events.
 *
 * <p>Reads names from the service file instead of using {@link java.util.ServiceLoader}, which may
 * stop at the first error and describes it only in text.
 */
record CreateHandler(ClassLoader loader, Duration bound) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final String DEFECT = "This is a defect of the plugin: tell its author";

  /** A handler that has not been started. */
  record Created(
      String name,
      String type,
      boolean multipleInstances,
      Set<String> eventNames,
      List<HandlerSetting> settings,
      EventHandler handler) {

    Created {
      eventNames = Set.copyOf(eventNames);
      settings = List.copyOf(settings);
    }

    Subscription subscription() {
      return new Subscription(name, eventNames);
    }
  }

  Created create(String className) throws PluginFailure {
    Class<? extends EventHandler> type = call("class " + className).run(() -> load(className));
    EventHandler handler = call("the constructor of " + className).run(() -> instantiate(type));
    String name = call("name() of " + className).run(() -> checkedName(className, handler.name()));
    Set<String> eventNames =
        call("eventNames() of handler " + name).run(() -> checked(name, handler.eventNames()));
    List<HandlerSetting> settings =
        call("declaredSettings() of handler " + name)
            .run(() -> checked(name, handler.declaredSettings()));
    boolean multipleInstances =
        call("multipleInstances() of handler " + name).run(handler::multipleInstances);
    return new Created(name, name, multipleInstances, eventNames, settings, handler);
  }

  /** Another handler of the same class, under a name that an operator chose. */
  Created another(Created first, String name) throws PluginFailure {
    String setting = "fs.webhook.handlers." + name + ".type is " + first.type();
    if (!first.multipleInstances()) {
      throw new PluginFailure(
          setting + ", and a plugin allows only one handler of this type",
          "Remove that setting: the handler's own name is " + first.type());
    }
    Class<? extends EventHandler> type = first.handler().getClass();
    EventHandler handler =
        call("the constructor of " + type.getName()).run(() -> instantiate(type));
    return new Created(name, first.type(), true, first.eventNames(), first.settings(), handler);
  }

  private BoundedCall call(String what) {
    return new BoundedCall(what, DEFECT, loader, bound);
  }

  private Class<? extends EventHandler> load(String className) throws PluginFailure {
    Class<?> type;
    try {
      type = Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new PluginFailure(
          PluginJar.SERVICE_FILE + " names the class " + className + ", which does not exist",
          "Correct the name in that file, or add the class to the jar");
    }
    if (!EventHandler.class.isAssignableFrom(type)) {
      throw new PluginFailure(
          "class " + className + " does not implement " + EventHandler.class.getName(),
          "Implement it, or remove the name from " + PluginJar.SERVICE_FILE);
    }
    return type.asSubclass(EventHandler.class);
  }

  private EventHandler instantiate(Class<? extends EventHandler> type) throws Exception {
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new PluginFailure(
          "class " + type.getName() + " must be public and not abstract, is not", DEFECT);
    }
    checkIsWhole(type);
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new PluginFailure(
          "class " + type.getName() + " has no public constructor without parameters",
          "Add one; settings and folders come from start(HandlerContext)");
    }
  }

  /** Detects a method added to the SPI after the class was compiled, before it is called. */
  private static void checkIsWhole(Class<? extends EventHandler> type) throws Exception {
    for (Method method : EventHandler.class.getMethods()) {
      Method own = type.getMethod(method.getName(), method.getParameterTypes());
      if (Modifier.isAbstract(own.getModifiers())) {
        throw new PluginFailure(
            "class "
                + type.getName()
                + " has no "
                + method.getName()
                + ", which the fs-webhook-api of this server requires",
            "Build the plugin against the version that runs here");
      }
    }
  }

  private static String checkedName(String className, String name) throws PluginFailure {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new PluginFailure(
          "name() of "
              + className
              + " must be 1 to 100 letters, digits, _ and -, was "
              + (name == null ? "null" : "'" + shortened(name) + "'"),
          "Return a name that can be part of a setting: fs.webhook.handlers.<name>.timeout");
    }
    return name;
  }

  private static String shortened(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  private static Set<String> checked(String name, Set<String> eventNames) throws PluginFailure {
    String rule = "eventNames() of handler " + name + " must be a set of names, ";
    String advice = "Return an empty set to subscribe to every event";
    if (eventNames == null) {
      throw new PluginFailure(rule + "was null", advice);
    }
    Set<String> copy = new LinkedHashSet<>();
    for (String eventName : eventNames) {
      if (eventName == null) {
        throw new PluginFailure(rule + "contained null", advice);
      }
      requirePossible(name, eventName);
      copy.add(eventName);
    }
    return copy;
  }

  private static void requirePossible(String name, String eventName) throws PluginFailure {
    String stream = StreamName.of(eventName);
    if (stream != null && !eventName.equals(StreamEvent.ALL) && !StreamName.isValid(stream)) {
      throw new PluginFailure(
          "eventNames() of handler " + name + " contained '" + shortened(eventName) + "'",
          "Name a stream with " + StreamName.RULE + ", or return " + StreamEvent.ALL);
    }
  }

  private static List<HandlerSetting> checked(String name, List<HandlerSetting> settings)
      throws PluginFailure {
    String rule = "declaredSettings() of handler " + name + " must be a list of settings, ";
    String advice = "Return an empty list to declare nothing";
    if (settings == null) {
      throw new PluginFailure(rule + "was null", advice);
    }
    Set<String> names = new HashSet<>();
    for (HandlerSetting setting : settings) {
      if (setting == null) {
        throw new PluginFailure(rule + "has a null in it", advice);
      }
      if (!names.add(setting.name())) {
        throw new PluginFailure(
            rule + "has " + setting.name() + " twice", "Declare each setting once");
      }
    }
    return List.copyOf(settings);
  }
}
