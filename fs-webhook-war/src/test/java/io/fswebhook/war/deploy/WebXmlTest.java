package io.fswebhook.war.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.console.ConsoleRedirect;
import io.fswebhook.war.console.ConsoleServlet;
import io.fswebhook.war.http.ContentTypeFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class WebXmlTest {

  private static final Path WEB_INF = Path.of("src/main/webapp/WEB-INF");

  @Test
  void the_classes_it_names_exist_and_the_servlet_is_asynchronous() throws Exception {
    Document webXml =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(WEB_INF.resolve("web.xml").toFile());
    XPath path = XPathFactory.newDefaultInstance().newXPath();

    assertThat(path.evaluate("//listener-class", webXml))
        .isEqualTo(ReceiverContextListener.class.getName());
    assertThat(path.evaluate("//servlet[servlet-name = 'fs-webhook']/servlet-class", webXml))
        .isEqualTo(ServletContainer.class.getName());
    assertThat(path.evaluate("//servlet[servlet-name = 'console']/servlet-class", webXml))
        .isEqualTo(ConsoleServlet.class.getName());
    assertThat(path.evaluate("//init-param[1]/param-value", webXml))
        .isEqualTo(DeployedApplication.class.getName());
    assertThat(path.evaluate("//filter[filter-name = 'content-type']/filter-class", webXml))
        .isEqualTo(ContentTypeFilter.class.getName());
    assertThat(path.evaluate("//filter[filter-name = 'console-redirect']/filter-class", webXml))
        .isEqualTo(ConsoleRedirect.class.getName());
    assertThat(path.evaluate("count(//async-supported[. = 'true'])", webXml)).isEqualTo("3");
    assertThat(patternsOf("fs-webhook", path, webXml)).containsExactly("/*");
    assertThat(patternsOf("console", path, webXml)).isEqualTo(ConsoleServlet.PATHS);
    assertThat(path.evaluate("count(//filter-mapping[servlet-name = 'fs-webhook'])", webXml))
        .isEqualTo("2");
  }

  private static List<String> patternsOf(String servlet, XPath path, Document webXml)
      throws XPathExpressionException {
    NodeList patterns =
        (NodeList)
            path.evaluate(
                "//servlet-mapping[servlet-name = '" + servlet + "']/url-pattern",
                webXml,
                XPathConstants.NODESET);
    return IntStream.range(0, patterns.getLength())
        .mapToObj(i -> patterns.item(i).getTextContent())
        .toList();
  }

  @Test
  void nothing_is_packed_that_breaks_a_server() {
    for (String name : List.of("beans.xml", "glassfish-web.xml")) {
      assertThat(WEB_INF.resolve(name)).doesNotExist();
    }
    assertThat(WEB_INF.resolve("jboss-deployment-structure.xml")).exists();
  }
}
