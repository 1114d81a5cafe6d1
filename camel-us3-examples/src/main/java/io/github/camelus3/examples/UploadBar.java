package io.github.camelus3.examples;

import io.github.camelus3.component.Us3UploadProgressEvent;
import io.github.camelus3.transfer.UploadProgress;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * A progress bar for one upload. The component sends an event for each acknowledged part. In a
 * terminal the bar redraws one line; in a log it prints a line at intervals. The creator closes it.
 */
final class UploadBar extends EventNotifierSupport implements AutoCloseable {
  private static final long MIB = 1 << 20;
  private static final int WIDTH = 79; // a longer line would wrap in a terminal of 80 columns
  private static final int REDRAW_MILLIS = 100;
  private static final int LOG_MILLIS = 1000;

  private final String key;
  private final ProgressBar bar;

  UploadBar(String key, long sizeBytes, PrintStream out, boolean isTerminal) {
    this.key = key;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(key)
            .setInitialMax(sizeBytes)
            .setUnit(" MiB", MIB)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(isTerminal ? REDRAW_MILLIS : LOG_MILLIS)
            .setConsumer(
                isTerminal
                    ? new ConsoleProgressBarConsumer(out, WIDTH)
                    : new DelegatingProgressBarConsumer(onlyChanges(out), WIDTH))
            .hideEta()
            .showSpeed()
            .build();
  }

  private static Consumer<String> onlyChanges(PrintStream out) {
    AtomicReference<String> last = new AtomicReference<>("");
    return line -> {
      if (!line.equals(last.getAndSet(line))) {
        out.println(line);
      }
    };
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof Us3UploadProgressEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    UploadProgress progress = ((Us3UploadProgressEvent) event).getProgress();
    if (progress.key().equals(key)) {
      bar.stepTo(progress.sentBytes());
    }
  }

  /** Draws the last state. */
  @Override
  public void close() {
    bar.close();
  }
}
