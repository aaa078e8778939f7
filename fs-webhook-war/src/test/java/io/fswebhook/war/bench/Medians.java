package io.fswebhook.war.bench;

import java.util.List;

/** The middle one of some figures. */
final class Medians {

  private Medians() {}

  static double of(List<Double> figures) {
    return figures.isEmpty()
        ? Double.NaN
        : figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }
}
