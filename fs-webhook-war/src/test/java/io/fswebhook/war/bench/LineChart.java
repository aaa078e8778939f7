package io.fswebhook.war.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Curves over a common axis, as SVG. Both axes begin at 0. */
final class LineChart {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int PLOT_WIDTH = 460;
  private static final int PLOT_HEIGHT = 260;
  private static final int LINES = 5;
  private static final List<String> COLOURS =
      List.of(
          "#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2");

  private final String title;
  private final String abscissa;
  private final List<Curve> curves = new ArrayList<>();

  /** A measured value. */
  record Point(double x, double y) {}

  private record Curve(String name, List<Point> points) {}

  /**
   * Without curves so far.
   *
   * @param abscissa what grows from left to right
   */
  LineChart(String title, String abscissa) {
    this.title = title;
    this.abscissa = abscissa;
  }

  void add(String name, List<Point> points) {
    curves.add(new Curve(name, List.copyOf(points)));
  }

  String svg() {
    double right = rounded(most(Point::x));
    double top = rounded(most(Point::y));
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH,
        HEIGHT);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>", LEFT, title);
    for (int i = 0; i <= LINES; i++) {
      axes(svg, (double) i / LINES, right, top);
    }
    text(svg, LEFT + PLOT_WIDTH / 2, TOP + PLOT_HEIGHT + 40, "middle", abscissa);
    for (int i = 0; i < curves.size(); i++) {
      draw(svg, curves.get(i), i, right, top);
    }
    return svg.append("</svg>\n").toString();
  }

  private double most(ToDoubleFunction<Point> coordinate) {
    double most =
        curves.stream()
            .flatMap(curve -> curve.points.stream())
            .mapToDouble(coordinate)
            .max()
            .orElse(1);
    return most > 0 ? most : 1;
  }

  /** What is at one of the lines, of both axes. */
  private static void axes(StringBuilder svg, double share, double right, double top) {
    int y = (int) (TOP + PLOT_HEIGHT * (1 - share));
    add(svg, "<path d=\"M%d %dh%d\" stroke=\"#dddddd\"/>", LEFT, y, PLOT_WIDTH);
    text(svg, LEFT - 6, y + 4, "end", words(top * share));
    int x = (int) (LEFT + PLOT_WIDTH * share);
    text(svg, x, TOP + PLOT_HEIGHT + 18, "middle", words(right * share));
  }

  private static void draw(StringBuilder svg, Curve curve, int index, double right, double most) {
    String colour = COLOURS.get(index % COLOURS.size());
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (Point point : curve.points) {
      double x = LEFT + PLOT_WIDTH * point.x / right;
      double y = TOP + PLOT_HEIGHT * (1 - point.y / most);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
      add(dots, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
    }
    add(svg, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
    svg.append(dots);
    int x = LEFT + PLOT_WIDTH + 20;
    int y = TOP + 10 + 20 * index;
    add(svg, "<path d=\"M%d %dh16\" stroke=\"%s\" stroke-width=\"2\"/>", x, y - 4, colour);
    text(svg, x + 22, y, "start", curve.name);
  }

  /** The next one that is easy to divide by five. */
  private static double rounded(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-3))));
    for (double step : new double[] {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static String words(double value) {
    if (value >= 1e6) {
      return String.format(Locale.ROOT, "%.1f million", value / 1e6);
    }
    return value >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String words) {
    add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
