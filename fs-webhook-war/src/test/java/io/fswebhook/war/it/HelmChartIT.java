package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What Helm makes of the chart is what Kubernetes knows; no cluster is there to run it. */
@Tag("long")
class HelmChartIT {

  private static final Path CHART =
      Path.of(System.getProperty("it.docs")).resolveSibling("charts").resolve("fs-webhook");

  private static final String POSTGRESQL =
      """
      inbox: {kind: postgresql, postgresql: {url: "jdbc:postgresql://db/fs_webhook"}}
      replicas: 3
      settings: |
        fs.webhook.retention=P60D
      secretFiles: [crm]
      pluginImages: [registry.example.com/plugins:1]
      ingress: {enabled: true, className: nginx, tlsSecret: hooks-tls}
      networkPolicy: {from: [{namespaceSelector: {matchLabels: {name: ingress}}}]}
      serviceMonitor: {enabled: true, labels: {release: prometheus}}
      nodeSelector: {disk: ssd}
      """;

  @TempDir private Path folder;

  /** Throws if a field is unknown, missing or of another type. */
  private interface Check {

    void of(JsonElement resource) throws IOException;
  }

  private static final Map<String, Check> CHECKS =
      Map.of(
          "ConfigMap", V1ConfigMap::validateJsonElement,
          "Deployment", V1Deployment::validateJsonElement,
          "Ingress", V1Ingress::validateJsonElement,
          "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          // Not one of Kubernetes' own.
          "ServiceMonitor", resource -> {},
          "StatefulSet", V1StatefulSet::validateJsonElement);

  @Test
  void helm_finds_nothing_to_complain_about() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void with_sqlite_one_pod_keeps_its_volume() throws Exception {
    Map<String, JsonObject> made = template("");
    assertThat(made).containsOnlyKeys("ConfigMap", "NetworkPolicy", "Service", "StatefulSet");
    JsonObject spec = of(made, "StatefulSet").getAsJsonObject("spec");
    assertThat(spec.get("replicas").getAsInt()).isEqualTo(1);
    assertThat(spec.toString()).contains("\"storage\":\"10Gi\"").doesNotContain("INBOX_URL");
    assertThatPodsAreRestricted(spec);
  }

  @Test
  void with_postgresql_no_pod_ends_before_another_is_ready() throws Exception {
    Map<String, JsonObject> made = template(POSTGRESQL);
    assertThat(made)
        .containsOnlyKeys(
            "ConfigMap",
            "Deployment",
            "Ingress",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceMonitor");
    JsonObject spec = of(made, "Deployment").getAsJsonObject("spec");
    assertThat(spec.get("replicas").getAsInt()).isEqualTo(3);
    assertThat(spec.getAsJsonObject("strategy").toString()).contains("\"maxUnavailable\":0");
    assertThat(spec.toString())
        .contains("jdbc:postgresql://db/fs_webhook", "/run/secrets/crm", "/health/ready");
    assertThatPodsAreRestricted(spec);
    assertThat(of(made, "Ingress").toString())
        .contains("\"/webhook\"", "\"/streams\"")
        .doesNotContain("console");
    assertThat(of(made, "ConfigMap").getAsJsonObject("data").toString())
        .contains("fs.webhook.retention=P60D");
  }

  @Test
  void wrong_values_are_named() throws Exception {
    assertThatThrownBy(() -> template("inbox: {kind: oracle}")).hasMessageContaining("inbox.kind");
    assertThatThrownBy(() -> template("inbox: {kind: postgresql}")).hasMessageContaining("url");
    assertThatThrownBy(() -> template("replica: 3")).hasMessageContaining("replica");
  }

  private static void assertThatPodsAreRestricted(JsonObject spec) {
    JsonObject pod = spec.getAsJsonObject("template").getAsJsonObject("spec");
    assertThat(pod.getAsJsonObject("securityContext").get("runAsNonRoot").getAsBoolean()).isTrue();
    for (String kind : new String[] {"initContainers", "containers"}) {
      for (JsonElement container : pod.getAsJsonArray(kind)) {
        JsonObject security = container.getAsJsonObject().getAsJsonObject("securityContext");
        assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
        assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
        assertThat(security.toString()).contains("\"drop\":[\"ALL\"]");
      }
    }
  }

  private static JsonObject of(Map<String, JsonObject> made, String kind) {
    return Objects.requireNonNull(made.get(kind), kind);
  }

  /** The resources by their kinds, each of which Kubernetes would take. */
  private Map<String, JsonObject> template(String values) throws IOException {
    TemplateCommand command =
        new Helm(CHART)
            .template()
            .withName("hooks")
            .withValuesFile(Files.writeString(folder.resolve("values.yaml"), values));
    Map<String, JsonObject> resources = new TreeMap<>();
    for (Object document :
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(command.call())) {
      JsonObject resource = new Gson().toJsonTree(document).getAsJsonObject();
      String kind = resource.get("kind").getAsString();
      Objects.requireNonNull(CHECKS.get(kind), kind).of(resource);
      assertThat(resources.put(kind, resource)).as(kind).isNull();
    }
    return resources;
  }
}
