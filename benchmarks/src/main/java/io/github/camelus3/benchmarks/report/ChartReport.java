package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** A {@link Picture} as a bar chart. */
public final class ChartReport {
  /** Digits below a hundredth of a pixel. */
  private static final Pattern TOO_PRECISE = Pattern.compile("(\\.\\d\\d)\\d+");

  private static final Map<Variant, Color> COLORS = new EnumMap<>(Variant.class);

  static {
    COLORS.put(Variant.RAW, new Color(0xBBBBBB));
    COLORS.put(Variant.CLIENT_PLAIN_CONSCRYPT, new Color(0x5E3C99));
    COLORS.put(Variant.CLIENT_ETAG_CONSCRYPT, new Color(0xB2ABD2));
    COLORS.put(Variant.CLIENT_PLAIN, new Color(0x1F77B4));
    COLORS.put(Variant.CLIENT_ETAG, new Color(0x6BAED6));
    COLORS.put(Variant.ROUTE_ETAG, new Color(0x2CA02C));
    COLORS.put(Variant.SDK_PLAIN, new Color(0xFF7F0E));
  }

  private final CategoryChart chart;

  private ChartReport(CategoryChart chart) {
    this.chart = chart;
  }

  /** Draws the rows of a picture; at least one is required. */
  public static ChartReport of(Picture picture, Results results) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1400)
            .height(640)
            .title(picture.title() + ", on the same connections (more is better)")
            .yAxisTitle("% of raw sockets")
            .build();
    style(chart.getStyler());
    List<Row> rows = picture.rows(results);
    List<String> titles = rows.stream().map(Row::title).toList();
    for (Variant variant : picture.series()) {
      List<Double> shares = new ArrayList<>();
      for (Row row : rows) {
        double share = results.timeRatio(row.id(), picture.ceiling(), variant).orElseThrow();
        shares.add(100 * share);
      }
      chart.addSeries(picture.label(variant), titles, shares).setFillColor(COLORS.get(variant));
    }
    return new ChartReport(chart);
  }

  private static void style(CategoryStyler style) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    style.setLegendPosition(Styler.LegendPosition.OutsideE);
    style.setLegendLayout(Styler.LegendLayout.Vertical);
    style.setLegendFont(text);
    style.setChartTitleFont(text.deriveFont(Font.BOLD, 16));
    style.setChartBackgroundColor(Color.WHITE);
    style.setAxisTickLabelsFont(text);
    style.setAxisTitleFont(text);
    style.setXAxisLabelRotation(20);
    style.setYAxisMin(0.0);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesStroke(new BasicStroke(1)); // each dash would be a shape in the SVG
    style.setPlotGridLinesColor(new Color(0xDDDDDD));
    style.setAvailableSpaceFill(0.85);
    style.setLabelsVisible(true);
    style.setLabelsFont(text.deriveFont(10f));
    style.setLabelsPosition(1.0);
    style.setDecimalPattern("0");
  }

  /** Writes the chart as SVG. */
  public void writeSvg(Path file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    String svg = Files.readString(file);
    Files.writeString(file, TOO_PRECISE.matcher(svg).replaceAll("$1"));
  }

  /** Writes the chart as PNG, for viewing. */
  public void writePng(Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
