package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.rule.Expression;
import io.fswebhook.core.rule.ExpressionCompiler;
import io.fswebhook.core.rule.ExpressionSyntaxException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.Transform;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Tries rules of a handler on stored deliveries, before they are set. Changes nothing. */
@Path("api/v1/handlers/{name}/try")
public record RuleTrialsResource(Receiver receiver, HandlerNames names, Redaction redaction) {

  private static final String FILTER = "filter";
  private static final String BODY = "body";

  /** For operators, like every POST: the filter looks into what is masked. */
  @POST
  public Response tried(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream body) {
    Query.of(uri);
    Members members = Members.ofBody(body, headers, FILTER, BODY);
    Filter filter = compiled(members, FILTER, Filter::compile);
    Transform made = compiled(members, BODY, Transform::compile);
    if (filter == null && made == null) {
      throw ReadJson.wrong("must have filter or body, had neither");
    }
    if (!names.known().contains(name)) {
      throw ProblemException.notFound("There is no handler " + QuotedInput.of(name) + ".");
    }
    return AuditedResponse.ok(new TryRule(receiver, redaction, name, filter, made).run());
  }

  private static <T> @Nullable T compiled(
      Members members, String name, ExpressionCompiler<T> compiler) {
    String text = members.text(name, Expression.LONGEST).orElse(null);
    try {
      return text == null ? null : compiler.compile(text);
    } catch (ExpressionSyntaxException e) {
      throw ReadJson.wrong(
          "must have " + name + " as a JSONata expression, had not: " + e.getMessage());
    }
  }
}
