package io.fswebhook.core;

import io.fswebhook.core.observe.ReceiverObserver;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what where one node receives a delivery and another one stores it: answers are
 * counted where they are given, activity where it can be stored.
 */
final class TopicObservers {

  private TopicObservers() {}

  /** Of a node that receives. */
  static ReceiverObserver receiving(ReceiverObserver observer, ReceiverObserver activity) {
    return observer.and(
        new ReceiverObserver() {
          @Override
          public void rejected(String reasonCode) {
            activity.rejected(reasonCode);
          }

          @Override
          public void malformed() {
            activity.malformed();
          }
        });
  }

  /** Of a node that stores. */
  static ReceiverObserver storing(ReceiverObserver observer, ReceiverObserver activity) {
    return new ReceiverObserver() {
      @Override
      public void stored(
          String deliveryId, String eventName, @Nullable String orgId, boolean test) {
        activity.stored(deliveryId, eventName, orgId, test);
      }

      @Override
      public void duplicate(String eventName) {
        activity.duplicate(eventName);
        observer.duplicate(eventName);
      }

      @Override
      public void filtered(String handler) {
        observer.filtered(handler);
      }
    };
  }
}
