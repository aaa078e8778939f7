package io.fswebhook.war.http;

import jakarta.servlet.AsyncContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ForkJoinPool;

/**
 * Has the server go on with a request, with no class of this application on the stack nor its class
 * loader in context: GlassFish and Payara start a thread of theirs in the middle of it, which would
 * keep both, also after the application was taken away.
 */
final class DispatchOutside {

  private static final MethodHandle DISPATCH = dispatch();

  private DispatchOutside() {}

  private static MethodHandle dispatch() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(AsyncContext.class, "dispatch", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns at once. Nothing happens where the server has ended the request meanwhile. */
  static void of(AsyncContext request) {
    Thread current = Thread.currentThread();
    ClassLoader context = current.getContextClassLoader();
    current.setContextClassLoader(ClassLoader.getSystemClassLoader()); // of the proxy's class
    try {
      Runnable call =
          MethodHandleProxies.asInterfaceInstance(Runnable.class, DISPATCH.bindTo(request));
      var unused = ForkJoinPool.commonPool().submit(call);
    } finally {
      current.setContextClassLoader(context);
    }
  }
}
