package io.fswebhook.war.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.annotation.Annotation;

/**
 * Keeps answers out of caches and browsers from guessing what they are, and gives the errors that
 * Jersey answers without a body, such as a header it cannot read, the form of all others.
 */
final class AnswerHeaders implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() >= 400 && !response.hasEntity()) {
      response.setEntity(
          Problem.of(response.getStatusInfo()), new Annotation[0], Problem.MEDIA_TYPE);
    }
    CommonHeaders.set(response.getHeaders()::putSingle);
  }
}
