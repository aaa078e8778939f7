package io.fswebhook.core.plugin;

import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * The JDBC drivers of the class loader that this class is defined in: DriverManager tells nobody
 * else of them. Uses the JDK alone.
 */
public final class ListDrivers implements Supplier<List<String>> {

  /** Made by reflection. */
  public ListDrivers() {}

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
