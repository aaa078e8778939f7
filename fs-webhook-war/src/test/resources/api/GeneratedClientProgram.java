import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AuditApi;
import org.openapitools.client.api.DeliveriesApi;
import org.openapitools.client.model.AuditEntry;
import org.openapitools.client.model.BulkReplay;
import org.openapitools.client.model.Delivery;
import org.openapitools.client.model.DeliveryPage;
import org.openapitools.client.model.DeliverySource;
import org.openapitools.client.model.Filter;
import org.openapitools.client.model.Problem;
import org.openapitools.client.model.ReplayTargets;
import org.openapitools.client.model.TaskState;

/** What a script does with a generated client; prints what it gets. */
class GeneratedClientProgram {

  private final ApiClient client = new ApiClient();
  private final DeliveriesApi api;

  private GeneratedClientProgram(String token) {
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    api = new DeliveriesApi(client); // copies what the client has by now
  }

  public static void main(String[] arguments) throws Exception {
    GeneratedClientProgram program = new GeneratedClientProgram(arguments[0]);
    System.out.println("base " + program.client.getBaseUri());
    program.list();
    program.page();
    program.replay();
    program.refused();
    AuditEntry last = new AuditApi(program.client).listAudit(1, null, null).getItems().get(0);
    System.out.println("audit " + last.getAction() + " " + last.getTarget());
  }

  private void list() throws ApiException {
    List<Delivery> all = find(null, null, null).getItems();
    System.out.println("listed" + ids(all));
    System.out.println("notes" + ids(find("note.created", null, null).getItems()));
    System.out.println("dead of Bad" + ids(find(null, TaskState.DEAD, "Bad").getItems()));
    System.out.println("dead of Good" + ids(find(null, TaskState.DEAD, "Good").getItems()));
    Delivery detail = api.getDelivery(all.get(0).getId(), null);
    System.out.println("attempts " + detail.getTasks().get(0).getHistory().size());
  }

  private DeliveryPage find(String event, TaskState state, String handler)
      throws ApiException {
    OffsetDateTime from = OffsetDateTime.now().minusHours(1);
    return api.listDeliveries(
        null, event, state, handler, null, from, null, null, null, null, null, null);
  }

  private void page() throws ApiException {
    List<Integer> sizes = new ArrayList<>();
    String cursor = null;
    do {
      DeliveryPage page =
          api.listDeliveries(
              DeliverySource.WEBHOOK, null, null, null, null, null, null, null, null, 2, cursor, null);
      sizes.add(page.getItems().size());
      cursor = page.getNextCursor();
    } while (cursor != null);
    System.out.println("pages " + sizes);
  }

  private void replay() throws ApiException {
    Filter dead = new Filter().state(TaskState.DEAD).handler("Bad");
    System.out.println("counted " + api.replayDeliveries(bulk(dead, true), null).getTasks());
    System.out.println("bulk " + api.replayDeliveries(bulk(dead, false), null).getBegunAgain());
    String id = find("metric.alert", null, null).getItems().get(0).getId();
    ReplayTargets good = new ReplayTargets().addHandlersItem("Good");
    System.out.println("one " + api.replayDelivery(id, null, good).getBegunAgain());
  }

  private static BulkReplay bulk(Filter filter, boolean dryRun) {
    return new BulkReplay().filter(filter).dryRun(dryRun);
  }

  private void refused() throws Exception {
    try {
      api.getDelivery("none", null);
    } catch (ApiException e) {
      Problem problem = client.getObjectMapper().readValue(e.getResponseBody(), Problem.class);
      System.out.println("problem " + problem.getStatus() + " " + problem.getCode());
    }
  }

  private static String ids(List<Delivery> deliveries) {
    StringBuilder ids = new StringBuilder();
    deliveries.forEach(delivery -> ids.append(' ').append(delivery.getId()));
    return ids.toString();
  }
}
