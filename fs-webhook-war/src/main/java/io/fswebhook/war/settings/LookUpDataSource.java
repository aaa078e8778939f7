package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Finds a data source of the server: under the name itself, or where servers put those of an
 * application.
 */
final class LookUpDataSource {

  private static final String ENVIRONMENT = "java:comp/env/";

  private LookUpDataSource() {}

  static DataSource named(String name) {
    String rule = ReadInbox.DATASOURCE.name() + " must be the JNDI name of a data source";
    try {
      Object found = lookUpEither(name);
      if (found instanceof DataSource source) {
        return source;
      }
      throw new StartException(
          rule + ", was \"" + name + "\", which is a " + found.getClass().getName());
    } catch (NamingException e) {
      throw new StartException(
          rule
              + " of this server, was \""
              + name
              + "\", under which there is none ("
              + e.getMessage()
              + "); standalone there are no data sources: set "
              + ReadInbox.URL.name()
              + " instead",
          e);
    }
  }

  /** Never uses a URL such as ldap:, which could load foreign code. */
  @SuppressWarnings("BanJNDI") // the operator sets the name, and it is one of this server
  private static Object lookUpEither(String name) throws NamingException {
    if (name.contains(":") && !name.startsWith("java:")) {
      throw new NamingException("only names of this server are looked up");
    }
    try {
      return InitialContext.<Object>doLookup(name);
    } catch (NamingException e) {
      if (name.startsWith("java:")) {
        throw e;
      }
      return InitialContext.<Object>doLookup(ENVIRONMENT + name);
    }
  }
}
