package io.fswebhook.core.plugin;

import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lists the JDBC drivers of the class loader that defines this class: DriverManager shows them to
 * no other. Uses only the JDK.
 */
public final class ListDrivers implements Supplier<List<String>> {

  @Override
  public List<String> get() {
    ClassLoader own = ListDrivers.class.getClassLoader();
    List<String> names = new ArrayList<>();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        names.add(driver.getClass().getName());
      }
    }
    return names;
  }
}
